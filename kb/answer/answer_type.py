"""What type of answer a question asks for, and whether a text gives one.

Rule-based answer typing for English and Spanish, after the question taxonomies of Li and Roth
(2002, "Learning Question Classifiers"). The type is one feature of the fitted models and decides
nothing by itself. A question of no type asks for ``AnswerType.TEXT``, which every text gives. The
patterns are in ``corpus/lexicons/answer_types.yaml``.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from pydantic import model_validator

from kb.answer.model import AnswerType
from kb.resources import LexiconModel, any_of, load_lexicon

_FIGURES = (AnswerType.MONEY, AnswerType.SHARE, AnswerType.COUNT)


class _QuestionRule(LexiconModel):
    type: AnswerType
    patterns: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return any_of(self.patterns, re.I)


class AnswerPatterns(LexiconModel):
    """The file; ``{name}`` in a pattern has been replaced by the part of that name."""

    parts: dict[str, str]
    questions: tuple[_QuestionRule, ...]
    gives: dict[AnswerType, tuple[str, ...]]
    not_counts: tuple[str, ...]
    findings: tuple[str, ...]
    opinions: tuple[str, ...]

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
        """For each type, what a text holds that gives an answer of it."""
        return {kind: any_of(patterns, re.I) for kind, patterns in self.gives.items()}

    @cached_property
    def counts_nothing(self) -> re.Pattern[str]:
        """A date, a year, an amount of money, an address or the number of a document."""
        return any_of(self.not_counts, re.I)

    @cached_property
    def finding(self) -> re.Pattern[str]:
        """A question about what a report found."""
        return any_of(self.findings, re.I)

    @cached_property
    def opinion(self) -> re.Pattern[str]:
        """A question for a judgement of a person or a party."""
        return any_of(self.opinions, re.I)


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


def answer_type_of(question: str) -> AnswerType:
    """The type of answer ``question`` asks for. The first rule that matches decides."""
    for rule in answer_patterns().questions:
        if rule.pattern.search(question):
            return rule.type
    return AnswerType.TEXT


def gives(text: str, answer_type: AnswerType) -> bool:
    """True when ``text`` holds something of that type."""
    patterns = answer_patterns()
    if answer_type is AnswerType.QUANTITY:
        return any(gives(text, figure) for figure in _FIGURES)
    if answer_type is AnswerType.COUNT:
        text = patterns.counts_nothing.sub(" ", text)
    pattern = patterns.given.get(answer_type)
    return pattern is None or bool(pattern.search(text))


def asks_opinion(question: str) -> bool:
    """True for a question that no document can settle: who is the best president, is X corrupt."""
    return bool(answer_patterns().opinion.search(question))


def asks_findings(question: str) -> bool:
    """True for a question about what a report found, which the law that orders it cannot say."""
    return bool(answer_patterns().finding.search(question))
