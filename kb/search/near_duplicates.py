"""Near-duplicates: hits that say the same in the same words are folded into one.

Two passages are the same text when almost all word 5-grams of the shorter are in the longer
(containment after Broder 1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from kb.search.same_facts import agree

T = TypeVar("T")
_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words in a shingle
NEVER = 2.0  # a share that no two texts reach


@dataclass(frozen=True, slots=True)
class Shingles:
    """The set of word 5-grams of a text, for comparing texts."""

    grams: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Shingles:
        """Case, punctuation and line-end hyphens do not count."""
        words = _WORD.findall(text.casefold().replace("-", ""))
        size = min(_SIZE, max(len(words), 1))
        return cls(
            frozenset(hash(tuple(words[i : i + size])) for i in range(len(words) - size + 1))
        )

    def shared(self, other: Shingles) -> float:
        """The part of the shorter text's 5-grams that the other has too, 0 to 1."""
        smaller = min(len(self.grams), len(other.grams))
        return len(self.grams & other.grams) / smaller if smaller else 0.0


def fold(
    items: Sequence[T],
    text: Callable[[T], str],
    needed: Callable[[T, T], float],
    prefer: Callable[[T], tuple[Any, ...]],
) -> list[tuple[T, tuple[T, ...]]]:
    """Groups of the same text, in the order of their best item.

    ``needed`` gives the share of common 5-grams, above 0, from which two items count as one text;
    with ``NEVER`` they do not. Each group is the item to show, which is the smallest by ``prefer``,
    and the copies folded under it. So small differences in score do not decide which copy is
    shown.
    """
    # Texts that differ in a number, a name, a date or a negation are never one.
    # Only items that share a 5-gram are compared.
    sizes: list[int] = []
    group_of: list[int] = []
    groups: list[list[T]] = []
    holders: defaultdict[int, list[int]] = defaultdict(list)  # a 5-gram: the items that have it
    for number, item in enumerate(items):
        grams = Shingles.of(text(item)).grams
        common = Counter(chain.from_iterable(holders[g] for g in grams if g in holders))
        alike = {
            group_of[other]
            for other, count in common.items()
            if count / min(len(grams), sizes[other]) >= needed(items[other], item)
        }
        # With all of a group: through a short cut, two texts that differ could become one.
        agreeing = (g for g in sorted(alike) if all(agree(text(m), text(item)) for m in groups[g]))
        group = next(agreeing, len(groups))
        if group == len(groups):
            groups.append([])
        groups[group].append(item)
        group_of.append(group)
        sizes.append(len(grams))
        for gram in grams:
            holders[gram].append(number)
    return [_shown(members, prefer) for members in groups]


def _shown(members: list[T], prefer: Callable[[T], tuple[Any, ...]]) -> tuple[T, tuple[T, ...]]:
    shown = min(members, key=prefer)
    return shown, tuple(m for m in members if m is not shown)
