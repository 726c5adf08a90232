"""The terms of evidence for a recommendation, and how far a text matches them.

A text is evidence for a recommendation where it names the action and the object that the action is
done to. How rare a matched word is in the library decides how much the match says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.answer.coverage import StemmedText, WeightedTerm
from kb.evidence.action_lexicon import ActionKind
from kb.settings import TermMatchSettings
from kb.text.stems import folded


@dataclass(frozen=True, slots=True)
class WeightedQuery:
    """A query to search with. ``weight``, 0 to 1, is what being found by it counts; it is 0 for a
    query for contrary evidence, whose words are not the recommendation's own."""

    query: str
    weight: float


@dataclass(frozen=True, slots=True)
class TermMatch:
    """Which terms of a recommendation a text has: its ``words``, those of its ``instruments`` and
    those of its ``objects``, each in the order of ``EvidenceTerms``; and whether it names the
    action. The match of two texts together is ``one | other``."""

    words: tuple[bool, ...]
    instruments: tuple[bool, ...]
    objects: tuple[bool, ...]
    action: bool

    def __or__(self, other: TermMatch) -> TermMatch:
        return TermMatch(
            _either(self.words, other.words),
            _either(self.instruments, other.instruments),
            _either(self.objects, other.objects),
            self.action or other.action,
        )


def _either(one: tuple[bool, ...], other: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(a or b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class ObjectTerm:
    """A word of the object that an action is done to. A text has it where it has the word, a word
    for the same kind of object (``patterns``), or, where the word names an action itself (the
    evaluation of training), a word for that kind of action. ``of_name`` is set for a word of the
    proper name of an instrument."""

    term: WeightedTerm
    actions: tuple[ActionKind, ...]
    patterns: tuple[re.Pattern[str], ...] = ()
    of_name: bool = False

    @property
    def weight(self) -> float:
        """How rare the word is in the library."""
        return self.term.weight

    def is_in(self, stems: StemmedText, folded_text: str) -> bool:
        """True when a text, given by its stems and folded, has the term."""
        return (
            stems.mentions(self.term)
            or any(a.is_in(folded_text) for a in self.actions)
            or any(p.search(folded_text) for p in self.patterns)
        )


@dataclass(frozen=True, slots=True)
class EvidenceTerms:
    """What evidence for a recommendation is looked for by.

    ``queries`` are searched with. ``words`` are the recommendation's words, weighted by how rare
    they are; ``instruments`` those of its instruments, and ``objects`` those of its object.
    ``actions`` are the kinds of action it opens with; none where it only says how much of
    something there should be. ``names`` are the proper names of instruments, each as its words in
    ``instruments`` with their weights.
    """

    queries: tuple[WeightedQuery, ...]
    words: tuple[WeightedTerm, ...]
    instruments: tuple[WeightedTerm, ...]
    objects: tuple[ObjectTerm, ...]
    actions: tuple[ActionKind, ...]
    names: tuple[tuple[tuple[str, float], ...], ...]
    limits: TermMatchSettings

    def match(self, text: str) -> TermMatch:
        """Which of the terms a text has."""
        stems, folded_text = _stems(text), folded(text)
        return TermMatch(
            tuple(stems.mentions(a) for a in self.words),
            tuple(stems.mentions(a) for a in self.instruments),
            tuple(t.is_in(stems, folded_text) for t in self.objects),
            any(a.is_in(folded_text) for a in self.actions),
        )

    def word_share(self, match: TermMatch) -> float:
        """The share of the recommendation's words that are matched, by weight: 0 to 1."""
        return _share(self.words, match.words)

    def instrument_share(self, match: TermMatch) -> float:
        """The share of its instruments' words that are matched, 0 to 1, less where they are
        common words: a text about a bureau is not yet about its budget."""
        if not self.instruments:
            return 0.0
        rarest = max(a.weight for a in self.instruments)
        return _share(self.instruments, match.instruments) * min(rarest / self.limits.rare, 1.0)

    def object_share(self, match: TermMatch) -> float:
        """How far a match has the object of the action, or the instrument: 0 to 1. A proper name
        alone is about half of it: much is said of a law that is not about the action."""
        if not self.objects and self.actions:
            return max(self._name_share(match), float(match.action))
        if all(t.of_name for t in self.objects):
            return self._name_share(match) if self.instruments else 1.0
        limits = self.limits
        has_name = self._has_name(match)
        found = sum(t.weight for t in self._matched_objects(match) if has_name or not t.of_name)
        whole = sum(t.weight for t in self.objects)
        enough = min(limits.enough * whole, limits.enough_weight) or 1.0
        share = min(found / enough, 1.0)
        if not has_name:
            return max(share, min(self._description_share(match) / limits.enough, 1.0))
        more = any(not t.of_name for t in self._matched_objects(match))
        is_told_apart = self.actions or self._rarest_object() >= limits.telling
        least = limits.name_only if is_told_apart else limits.name_only_general
        return max(share, least + (1 - least) * share) if more else least

    def has_key_term(self, match: TermMatch) -> bool:
        """True for a match with an instrument or one of the rarest words of the object."""
        if self.instrument_share(match) >= self.limits.has_instrument:
            return True
        rarest = max((t.weight for t in self.objects), default=0.0)
        objects = zip(self.objects, match.objects, strict=True)
        keys = [matched for t, matched in objects if t.weight >= self.limits.key * rarest]
        return any(keys) or not keys

    def has_action(self, match: TermMatch) -> bool:
        """True for a match with the action, and for every match where no action is asked for."""
        return match.action or not self.actions

    def _matched_objects(self, match: TermMatch) -> list[ObjectTerm]:
        return [t for t, matched in zip(self.objects, match.objects, strict=True) if matched]

    def _description_share(self, match: TermMatch) -> float:
        """The share of the words of instruments that have no proper name."""
        return 0.0 if self.names else self.instrument_share(match)

    def _rarest_object(self) -> float:
        """The weight of the rarest word of the object, instruments left out."""
        return max((t.weight for t in self.objects if not t.of_name), default=0.0)

    def _name_share(self, match: TermMatch) -> float:
        return 1.0 if self._has_name(match) else self.instrument_share(match)

    def _has_name(self, match: TermMatch) -> bool:
        """True for a match with (nearly) all words of an instrument's proper name."""
        words = (a.name for a in self.instruments)
        matched = dict(zip(words, match.instruments, strict=True))
        return any(
            sum(w for word, w in name if matched.get(word))
            >= self.limits.whole_name * sum(w for _, w in name)
            for name in self.names
        )


@lru_cache(maxsize=4096)
def _stems(text: str) -> StemmedText:
    """Kept, because the recommendations of a document are matched with the same passages."""
    return StemmedText(text)


def _share(terms: Sequence[WeightedTerm], matched: Sequence[bool]) -> float:
    whole = sum(a.weight for a in terms)
    if not whole:
        return 0.0
    return sum(a.weight for a, has in zip(terms, matched, strict=True) if has) / whole
