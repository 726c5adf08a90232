"""Coverage: how much of a question a text mentions, by the rarity of the question's words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.search.question_words import question_words
from kb.settings import settings
from kb.text.months import MONTH_NAMES
from kb.text.numbers import language_of_numbers, spellings
from kb.text.stems import both_stems, folded, words

Group = tuple[str, ...]
_SPACE = " "
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d$", re.I)


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A word or term of a question with its other names. ``weight`` is its inverse document
    frequency. ``essential`` marks names, numbers and acronyms: a text without them is about
    something else."""

    group: Group
    weight: float
    essential: bool = False

    @property
    def name(self) -> str:
        """The word or words as the question has them."""
        return self.group[0]

    @property
    def numbered(self) -> bool:
        """True for a number other than a year (a calibre, a section), which no other replaces."""
        return self.essential and any(c.isdigit() for c in self.name)


def weighted_terms(
    groups: Iterable[Group], frequencies: dict[str, int], passages: int, question: str
) -> tuple[WeightedTerm, ...]:
    """The terms of a question, weighted by inverse document frequency.

    ``frequencies`` gives for each single word of the groups how many of all ``passages`` have it.
    """
    limits = settings().answer.terms
    everything = tuple(groups)
    framing = question_words().framing
    subject = tuple(g for g in everything if folded(g[0]) not in framing)
    terms: list[WeightedTerm] = []
    for group in subject or everything:
        having = max((_passages_with(name, frequencies) for name in group), default=0)
        weight = math.log(1 + (passages - having + 0.5) / (having + 0.5)) if passages else 1.0
        # A year is often given by the document's date, or as "last year": it decides little.
        is_year = bool(_YEAR.match(group[0]))
        weight = max(weight * (limits.year if is_year else 1.0), limits.least_weight)
        terms.append(WeightedTerm(group, weight, not is_year and _is_name(group[0], question)))
    return tuple(terms)


def _passages_with(name: str, frequencies: dict[str, int]) -> int:
    """An upper bound of the passages that have ``name``: those with its rarest word."""
    return max(
        min((frequencies.get(part, 0) for part in words(spelt)), default=0)
        for spelt in spellings(name)
    )


def _is_name(name: str, question: str) -> bool:
    """True for a name: capitalised inside the question, an acronym, or holding a digit."""
    if any(c.isdigit() for c in name):
        return True
    if folded(name) in MONTH_NAMES:
        return False
    place = re.search(rf"\b{re.escape(name)}\b", question, re.I)
    if not place:
        return False
    written = place.group()
    inside = bool(re.search(r"[^\s¿¡(\"“]", question[: place.start()].strip()[-1:] or ""))
    return written[:1].isupper() and (inside or written.isupper())


class StemmedText:
    """The stems of a text, to tell which terms it mentions."""

    def __init__(self, text: str) -> None:
        parts = words(text, language_of_numbers(text))
        self._words = " ".join(parts)
        self._stems = {s for w in parts for s in both_stems(w)}
        self._run = _SPACE + _SPACE.join("|".join(both_stems(w)) for w in parts) + _SPACE

    def mentions(self, term: WeightedTerm) -> bool:
        """True when the text has one of the term's names, in any inflection."""
        return any(self._has(spelt) for name in term.group for spelt in spellings(name))

    def mentions_related(self, term: WeightedTerm) -> bool:
        """True when the text mentions the term, or has a word derived from its name."""
        size = settings().answer.terms.derived
        return self.mentions(term) or any(
            len(parts[0]) >= size and any(s.startswith(parts[0][:size]) for s in self._stems)
            for name in term.group
            if len(parts := words(name)) == 1
        )

    def _has(self, name: str) -> bool:
        parts = words(name)
        if not parts:
            return False
        if len(parts) == 1:
            return not self._stems.isdisjoint(both_stems(parts[0]))
        if not all(not self._stems.isdisjoint(both_stems(p)) for p in parts):
            return False
        return " ".join(parts) in self._words or self._in_order(parts)

    def _in_order(self, parts: Sequence[str]) -> bool:
        pattern = r" ".join(
            r"(?:\S*\|)?(?:" + "|".join(map(re.escape, both_stems(p))) + r")(?:\|\S*)?"
            for p in parts
        )
        return bool(re.search(rf" {pattern} ", self._run))


def coverage(terms: Sequence[WeightedTerm], text: StemmedText) -> float:
    """The share of ``terms`` that the text mentions, 0 to 1; rare words count more."""
    total = sum(t.weight for t in terms)
    return sum(t.weight for t in terms if text.mentions(t)) / total if total else 0.0
