"""The patterns of ``corpus/lexicons/answer_types.yaml``, checked and compiled."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from pydantic import model_validator

from kb.answer.model import AnswerType
from kb.resources import Alternatives, LexiconModel, any_of, load_lexicon


class QuestionRule(LexiconModel):
    """Patterns of questions that ask for one type of answer."""

    type: AnswerType
    patterns: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches inside a question of this type."""
        return any_of(self.patterns, re.I)


class AnswerPatterns(LexiconModel):
    """The file; ``{name}`` in a pattern has been replaced by the part of that name."""

    parts: dict[str, str]
    questions: tuple[QuestionRule, ...]
    gives: dict[AnswerType, tuple[str, ...]]
    not_counts: tuple[str, ...]
    definition_questions: tuple[str, ...]
    term_ends_before: tuple[str, ...]
    defining_verbs: tuple[str, ...]
    defining_after_comma: tuple[str, ...]
    introducing_verbs: tuple[str, ...]
    asking_words: Alternatives
    recommendation_questions: tuple[str, ...]
    recommending_words: tuple[str, ...]
    measured_after: tuple[str, ...]
    spanish_measures: tuple[str, ...]

    @model_validator(mode="before")
    @classmethod
    def _replace_parts(cls, data: Any) -> Any:
        parts: dict[str, str] = {}
        for name, value in data["parts"].items():
            alternatives = value.split() if isinstance(value, str) else value
            parts[name] = f"(?:{'|'.join(_filled(a, parts) for a in alternatives)})"
        return {**_filled(data, parts), "parts": parts}

    @cached_property
    def given(self) -> dict[AnswerType, re.Pattern[str]]:
        """For each type, what a sentence holds that gives an answer of it."""
        return {kind: any_of(patterns, re.I) for kind, patterns in self.gives.items()}

    @cached_property
    def figure_that_counts_nothing(self) -> re.Pattern[str]:
        """A date, a year, an amount of money, an address or the number of a document."""
        return any_of(self.not_counts, re.I)

    @cached_property
    def number_in_words(self) -> re.Pattern[str]:
        """A whole word that is a number, with the marks after it."""
        return re.compile(rf"(?:{self.parts['tens']}|{self.parts['number_word']})\W*", re.I)

    @cached_property
    def definition_question(self) -> tuple[re.Pattern[str], ...]:
        """Whole questions that ask what a ``term`` means."""
        return tuple(re.compile(rf"[\s¿]*(?:{p})[\s?]*$", re.I) for p in self.definition_questions)

    @cached_property
    def after_term(self) -> re.Pattern[str]:
        """What ends a term in a question."""
        return re.compile(rf"\s+(?:{'|'.join(self.term_ends_before)})\s", re.I)

    @cached_property
    def defines_before(self) -> re.Pattern[str]:
        """What follows a term where a sentence says what it is."""
        verbs, words = "|".join(self.defining_verbs), "|".join(self.defining_after_comma)
        closing = r"^[\s\"”’»)]*(?:\([^()]{1,40}\)\s*)?"
        return re.compile(rf"{closing}(?:,? ?(?:{verbs})\b|, (?:{words})\b|[:—–]\s)", re.I)

    @cached_property
    def introduces(self) -> re.Pattern[str]:
        """What stands before a term that a sentence introduces."""
        return re.compile(rf"\b(?:{'|'.join(self.introducing_verbs)}) (?:the |el |la )?$")

    @cached_property
    def only_asks(self) -> re.Pattern[str]:
        """What stands before a term that a sentence only asks about."""
        return re.compile(rf"\b(?:{'|'.join(self.asking_words)}) (?:the |el |la )?$")

    @cached_property
    def recommendation_question(self) -> re.Pattern[str]:
        """The beginning of a word that asks for recommendations."""
        return re.compile(rf"\b(?:{'|'.join(self.recommendation_questions)})", re.I)

    @cached_property
    def recommends(self) -> re.Pattern[str]:
        """A word that makes a recommendation."""
        return re.compile(rf"\b(?:{'|'.join(self.recommending_words)})\b", re.I)

    @cached_property
    def measured(self) -> re.Pattern[str]:
        """What a question counts or measures is the first group."""
        return re.compile(rf"\b(?:{'|'.join(self.measured_after)})\s+(.+)", re.I)

    @cached_property
    def spanish_measure(self) -> re.Pattern[str]:
        """The beginning of a Spanish question for a figure."""
        return any_of(self.spanish_measures, re.I)


def _filled(value: Any, parts: dict[str, str]) -> Any:
    """``value`` with the parts in place of their names, in all strings inside it."""
    if isinstance(value, str):
        for name, part in parts.items():
            value = value.replace(f"{{{name}}}", part)
        return value
    if isinstance(value, list):
        return [_filled(v, parts) for v in value]
    if isinstance(value, dict):
        return {k: _filled(v, parts) for k, v in value.items()}
    return value


def answer_patterns() -> AnswerPatterns:
    """The patterns of ``corpus/``."""
    return load_lexicon("answer_types", AnswerPatterns)
