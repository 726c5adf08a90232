"""Questions that ask what a term means or what is recommended, and sentences that say so."""

from __future__ import annotations

from kb.answer.answer_patterns import answer_patterns
from kb.text.stems import folded


def defined_term(question: str, longest: int) -> str | None:
    """The term whose meaning is asked (``What is total value locked?``), or ``None``. A subject
    of more than ``longest`` words is no term."""
    patterns = answer_patterns()
    matches = (pattern.match(question) for pattern in patterns.definition_question)
    term = next((m["term"] for m in matches if m), "").strip()
    term = patterns.after_term.split(term)[0]
    return term if 0 < len(term.split()) <= longest else None


def defines(text: str, question: str, longest: int) -> bool:
    """True unless the meaning of a term is asked and ``text`` does not say what the term is."""
    term = defined_term(question, longest)
    if term is None:
        return True
    patterns = answer_patterns()
    plain, name = folded(text), folded(term)
    at = plain.find(name)
    while at >= 0:
        before, after = plain[:at], plain[at + len(name) :]
        if patterns.introduces.search(before):
            return True
        if patterns.defines_before.match(after) and not patterns.only_asks.search(before):
            return True
        at = plain.find(name, at + 1)
    return False


def recommends(text: str, question: str) -> bool:
    """True unless a recommendation is asked for and ``text`` makes none."""
    patterns = answer_patterns()
    if not patterns.recommendation_question.search(question):
        return True
    return bool(patterns.recommends.search(text))
