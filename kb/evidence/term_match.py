"""What evidence for a recommendation speaks of, and how far a text does.

A text bears on a recommendation where it names the deed and what that is done to; how rare its
words are decides how much naming them says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.answer.coverage import StemmedText, WeightedTerm
from kb.evidence.action_lexicon import Deed
from kb.text.stems import folded

_RARE = 7.0  # the weight of a name that is in about one passage of a thousand
_ENOUGH = 0.6  # the share of what a deed is done to that is all one can ask of a text,
_ENOUGH_WORDS = 9.0  # or this weight of its words, where a long action has many
_BY_NAME = 0.5  # how far to the point a text is that only names the instrument
_BY_NAME_ALONE = 0.8  # and where the demand names little else
_TELLING = 5.0  # the weight of a word that tells what a demand is about
_WHOLE = 0.55  # the share of a proper name's words, by rarity, that is the name
_NAMED = 0.3  # the share of the instruments' words, by rarity, that names one
_KEY = 0.75  # the share of the rarest thing's weight from which another is as telling


@dataclass(frozen=True, slots=True)
class Lead:
    """A query to search with. ``weight``, at most 1, is what being found by it counts; 0 for one
    that looks for the other side, whose words are not the recommendation's own."""

    query: str
    weight: float


@dataclass(frozen=True, slots=True)
class TermMatch:
    """What of a recommendation a text speaks of: for each ask whether it does, and for the deed.
    Two sentences together speak of what either does."""

    asks: tuple[bool, ...]
    named: tuple[bool, ...]
    objects: tuple[bool, ...]
    deed: bool

    def __or__(self, other: TermMatch) -> TermMatch:
        return TermMatch(
            _either(self.asks, other.asks),
            _either(self.named, other.named),
            _either(self.objects, other.objects),
            self.deed or other.deed,
        )


def _either(one: tuple[bool, ...], other: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(a or b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class Thing:
    """A word of what a deed is done to. It is heard in every word for the same kind of thing, and
    one that names a deed itself (the evaluation of training) in every word for that. ``of_name``
    is set where it is of the proper name of an instrument."""

    ask: WeightedTerm
    deeds: tuple[Deed, ...]
    kinds: tuple[re.Pattern[str], ...] = ()
    of_name: bool = False

    def in_text(self, stems: StemmedText, plain: str) -> bool:
        """True when a text speaks of it; ``plain`` is the text folded."""
        return (
            stems.mentions(self.ask)
            or any(d.named_in(plain) for d in self.deeds)
            or any(k.search(plain) for k in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class EvidenceTerms:
    """What evidence for a recommendation speaks of: ``leads`` to search with, and ``asks``, its
    words with their weights; ``named`` are those of its instruments, ``objects`` those of what its
    deed is done to. ``deeds`` are the kinds of deed its action opens with; none where it only
    says how much of something there should be. ``names`` are the proper names of instruments, each
    as its words in ``named`` with their weights."""

    leads: tuple[Lead, ...]
    asks: tuple[WeightedTerm, ...]
    named: tuple[WeightedTerm, ...]
    objects: tuple[Thing, ...]
    deeds: tuple[Deed, ...] = ()
    names: tuple[tuple[tuple[str, float], ...], ...] = ()

    def heard(self, text: str) -> TermMatch:
        """What of it a text speaks of."""
        stems, plain = _stems(text), folded(text)
        return TermMatch(
            tuple(stems.mentions(a) for a in self.asks),
            tuple(stems.mentions(a) for a in self.named),
            tuple(t.in_text(stems, plain) for t in self.objects),
            any(d.named_in(plain) for d in self.deeds),
        )

    def covered(self, heard: TermMatch) -> float:
        """The share of the recommendation's words that a text speaks of, 0 to 1."""
        return _share(self.asks, heard.asks)

    def naming(self, heard: TermMatch) -> float:
        """The share of its instruments' words that a text speaks of, 0 to 1, less where they are
        common ones: a text about a bureau is not yet about its budget."""
        if not self.named:
            return 0.0
        rarest = max(a.weight for a in self.named)
        return _share(self.named, heard.named) * min(rarest / _RARE, 1.0)

    def of_object(self, heard: TermMatch) -> float:
        """How far a text speaks of what the deed is done to, or of its instrument: 0 to 1. A
        proper name alone is half of it: much is said of a law that is not about the deed."""
        if not self.objects and self.deeds:
            return max(self._by_name(heard), float(heard.deed))
        if all(t.of_name for t in self.objects):
            return self._by_name(heard) if self.named else 1.0
        properly = self._names_properly(heard)
        said = sum(t.ask.weight for t in self._heard_objects(heard) if properly or not t.of_name)
        enough = min(_ENOUGH * sum(t.ask.weight for t in self.objects), _ENOUGH_WORDS) or 1.0
        share = min(said / enough, 1.0)
        if not properly:
            return max(share, min(self._by_words(heard) / _ENOUGH, 1.0))
        more = any(not t.of_name for t in self._heard_objects(heard))
        least = _BY_NAME if self.deeds or self._rarest() >= _TELLING else _BY_NAME_ALONE
        return max(share, least + (1 - least) * share) if more else least

    def _heard_objects(self, heard: TermMatch) -> list[Thing]:
        return [t for t, said in zip(self.objects, heard.objects, strict=True) if said]

    def _by_words(self, heard: TermMatch) -> float:
        """What naming counts of instruments that are only described."""
        return 0.0 if self.names else self.naming(heard)

    def _rarest(self) -> float:
        """The weight of the rarest thing that the deed is done to, instruments aside."""
        return max((t.ask.weight for t in self.objects if not t.of_name), default=0.0)

    def _by_name(self, heard: TermMatch) -> float:
        return 1.0 if self._names_properly(heard) else self.naming(heard)

    def _names_properly(self, heard: TermMatch) -> bool:
        """True for a text that has (nearly) all words of an instrument's proper name."""
        said = dict(zip((a.name for a in self.named), heard.named, strict=True))
        return any(
            sum(w for name, w in words_ if said.get(name)) >= _WHOLE * sum(w for _, w in words_)
            for words_ in self.names
        )

    def has_key(self, heard: TermMatch) -> bool:
        """True for a text that names an instrument or one of the rarest things that the deed is
        done to."""
        if self.naming(heard) >= _NAMED:
            return True
        rarest = max((t.ask.weight for t in self.objects), default=0.0)
        things = zip(self.objects, heard.objects, strict=True)
        keys = [named for t, named in things if t.ask.weight >= _KEY * rarest]
        return any(keys) or not keys

    def of_deed(self, heard: TermMatch) -> bool:
        """True for a text that names the deed; always where the action names none."""
        return heard.deed or not self.deeds


@lru_cache(maxsize=4096)
def _stems(text: str) -> StemmedText:
    """Recommendations of one document ask about the same passages again and again."""
    return StemmedText(text)


def _share(asks: Sequence[WeightedTerm], heard: Sequence[bool]) -> float:
    whole = sum(a.weight for a in asks)
    return (
        sum(a.weight for a, said in zip(asks, heard, strict=True) if said) / whole if whole else 0.0
    )
