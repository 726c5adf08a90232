"""Figures of a sentence, and what a question counts or measures."""

from __future__ import annotations

import re

from kb.answer.answer_patterns import answer_patterns
from kb.search.question_words import question_words
from kb.text.language import ENGLISH_STOP, SPANISH_STOP, without_accents, words_of

_FIGURE = re.compile(r"[$€£]?\d[\d.,]*")


def measured_object(question: str) -> tuple[str, ...]:
    """The words for what a question counts or measures, up to the next small word. Empty where it
    is only people or money: those go by many names."""
    patterns, words = answer_patterns(), question_words()
    match = patterns.measured.search(question)
    small = SPANISH_STOP if patterns.spanish_measure.search(question) else ENGLISH_STOP
    phrase: list[str] = []
    for word in words_of(match[1] if match else ""):
        if without_accents(word) in small and not word.isupper():
            break
        phrase.append(word)
    general = words.generic_objects | words.money
    if any(without_accents(word) in general for word in phrase):
        return ()
    return tuple(phrase)


def counts_only(text: str) -> str:
    """``text`` without the figures that count nothing: dates, years, money, addresses."""
    return answer_patterns().figure_that_counts_nothing.sub(" ", text)


def around_figures(text: str, reach: int) -> str:
    """The words of ``text`` within ``reach`` words of a figure: what the figure may measure."""
    parts = text.split()
    figures = [i for i, part in enumerate(parts) if _is_figure(part)]
    near = {j for i in figures for j in range(max(i - reach, 0), min(i + reach + 1, len(parts)))}
    return " ".join(parts[i] for i in sorted(near))


def has_one_figure(text: str) -> bool:
    """True when ``text`` gives one figure alone."""
    return sum(map(_is_figure, text.split())) == 1


def _is_figure(word: str) -> bool:
    return bool(_FIGURE.search(word) or answer_patterns().number_in_words.fullmatch(word))
