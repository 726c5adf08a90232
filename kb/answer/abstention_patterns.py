"""Wording that decides whether a question is refused: ``corpus/lexicons/abstention.yaml``."""

from __future__ import annotations

import re
from functools import cached_property

from kb.resources import LexiconModel, any_of, load_lexicon


class AbstentionPatterns(LexiconModel):
    """The lists of the file, and each as one compiled pattern."""

    findings: tuple[str, ...]
    reports: tuple[str, ...]
    obligations: tuple[str, ...]
    orders: tuple[str, ...]
    question_words: tuple[str, ...]
    not_known: tuple[str, ...]
    opinions: tuple[str, ...]

    @cached_property
    def finding(self) -> re.Pattern[str]:
        """A word for what a report found."""
        return _whole_words(self.findings)

    @cached_property
    def report(self) -> re.Pattern[str]:
        """A word for a report."""
        return _whole_words(self.reports)

    @cached_property
    def obligation(self) -> re.Pattern[str]:
        """A word for what must be done."""
        return _whole_words(self.obligations)

    @cached_property
    def order(self) -> re.Pattern[str]:
        """Words by which a law orders a report."""
        return any_of(self.orders, re.I)

    @cached_property
    def unknown(self) -> re.Pattern[str]:
        """Words by which a text says that something is not known."""
        return any_of(self.not_known, re.I)

    @cached_property
    def opinion(self) -> re.Pattern[str]:
        """A question for a judgement of a person, a party or a country."""
        return any_of(self.opinions, re.I)

    @cached_property
    def head(self) -> re.Pattern[str]:
        """A question word and the one or two words after it, which are the first group."""
        words = "|".join(self.question_words)
        return re.compile(rf"[¿\s]*(?:{words})\s+([\w’'-]+(?:\s[\w’'-]+)?)\b", re.I)


def abstention_patterns() -> AbstentionPatterns:
    """The patterns of ``corpus/``."""
    return load_lexicon("abstention", AbstentionPatterns)


def _whole_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.I)
