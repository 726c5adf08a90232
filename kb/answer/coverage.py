"""How much of what a question asks about a text speaks of, by the rarity of its words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.search.question_words import question_words
from kb.text.months import MONTH_NAMES
from kb.text.stems import both_stems, folded, words

Group = tuple[str, ...]
_SPACE = " "
_YEAR = re.compile(r"(?:FY ?)?(?:19|20)\d\d$", re.I)
_DERIVED = 6  # letters two words must begin alike with to count as one name (Congress, …ional)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing a question asks about: a word or term with its other names. ``weight`` is its
    inverse document frequency; ``essential`` is set for names, numbers and acronyms, without
    which a text is about something else."""

    group: Group
    weight: float
    essential: bool = False

    @property
    def name(self) -> str:
        """The words as they were asked."""
        return self.group[0]

    @property
    def numbered(self) -> bool:
        """True for a number other than a year (a calibre, a section), which no other replaces."""
        return self.essential and any(c.isdigit() for c in self.name)


def asks_of(
    groups: Iterable[Group], frequencies: dict[str, int], passages: int, question: str
) -> tuple[Ask, ...]:
    """The asks of a question; ``frequencies`` are passage counts of the groups' single words."""
    found: list[Ask] = []
    everything = tuple(groups)
    subject = tuple(g for g in everything if folded(g[0]) not in question_words().framing)
    for group in subject or everything:
        rarest = min((_rarity(a, frequencies) for a in group), default=0)
        seen = max(rarest, _most(group, frequencies))
        weight = math.log(1 + (passages - seen + 0.5) / (seen + 0.5)) if passages else 1.0
        if _YEAR.match(group[0]):
            # A year is often said by the document's date, or as "last year": it decides little.
            found.append(Ask(group, max(weight / 2, 0.1)))
        else:
            found.append(Ask(group, max(weight, 0.1), _essential(group[0], question)))
    return tuple(found)


def _most(group: Group, frequencies: dict[str, int]) -> int:
    return max((_rarity(a, frequencies) for a in group), default=0)


def _rarity(alternative: str, frequencies: dict[str, int]) -> int:
    """An upper bound of the passages that hold the alternative: those with its rarest word."""
    parts = words(alternative)
    return min((frequencies.get(p, 0) for p in parts), default=0)


def _essential(name: str, question: str) -> bool:
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


class Stems:
    """The stems of a text, for telling which asks it speaks of."""

    def __init__(self, text: str) -> None:
        parts = words(text)
        self._stems = {s for w in parts for s in both_stems(w)}
        self._run = _SPACE + _SPACE.join("|".join(both_stems(w)) for w in parts) + _SPACE
        self._folded = folded(text)

    def speaks_of(self, ask: Ask) -> bool:
        """True when the text has one of the ask's names, in any inflection."""
        return any(self._has(alternative) for alternative in ask.group)

    def names(self, ask: Ask) -> bool:
        """True when the text speaks of the ask, or has a word derived from its name."""
        return self.speaks_of(ask) or any(
            len(part) >= _DERIVED and any(s.startswith(part[:_DERIVED]) for s in self._stems)
            for alternative in ask.group
            for part in words(alternative)
            if len(words(alternative)) == 1
        )

    def _has(self, alternative: str) -> bool:
        parts = words(alternative)
        if not parts:
            return False
        if len(parts) == 1:
            return not self._stems.isdisjoint(both_stems(parts[0]))
        if not all(not self._stems.isdisjoint(both_stems(p)) for p in parts):
            return False
        return " ".join(parts) in " ".join(words(self._folded)) or self._in_order(parts)

    def _in_order(self, parts: Sequence[str]) -> bool:
        pattern = r" ".join(
            r"(?:\S*\|)?(?:" + "|".join(map(re.escape, both_stems(p))) + r")(?:\|\S*)?"
            for p in parts
        )
        return bool(re.search(rf" {pattern} ", self._run))


def coverage(asks: Sequence[Ask], stems: Stems) -> float:
    """The share, 0 to 1, of what is asked that the text speaks of, rare words counting more."""
    total = sum(a.weight for a in asks)
    return sum(a.weight for a in asks if stems.speaks_of(a)) / total if total else 0.0
