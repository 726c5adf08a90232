"""Near-duplicates: hits that say the same in the same words are folded into one.

Two passages are the same text when almost all word 5-grams of the shorter are in the longer
(``kb.text.shingles``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kb.search.same_facts import agree
from kb.text.shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Grams = npt.NDArray[np.uint32]

T = TypeVar("T")
NEVER = 2.0  # a share that no two texts reach


@dataclass(frozen=True, slots=True)
class Shingles:
    """The set of word 5-grams of a text, for comparing texts."""

    grams: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Shingles:
        """Case, punctuation and line-end hyphens do not count."""
        return cls(shingles(text))

    def shared(self, other: Shingles) -> float:
        """The part of the shorter text's 5-grams that the other has too, 0 to 1."""
        smaller = min(len(self.grams), len(other.grams))
        return len(self.grams & other.grams) / smaller if smaller else 0.0


def fold(
    items: Sequence[T],
    text: Callable[[T], str],
    needed: Callable[[T, T], float],
    prefer: Callable[[T], tuple[Any, ...]],
    grams: Callable[[Sequence[T]], Sequence[Grams]] | None = None,
    read: Callable[[Sequence[T]], None] | None = None,
) -> list[tuple[T, tuple[T, ...]]]:
    """Groups of the same text, in the order of their best item.

    ``needed`` gives the share of common 5-grams, above 0, from which two items count as one text;
    with ``NEVER`` they do not. Each group is the item to show, which is the smallest by ``prefer``,
    and the copies folded under it. So small differences in score do not decide which copy is
    shown. ``grams`` gives the 5-grams of the items where they are known; ``text`` is then called
    only for the items that may be one with another, all of which ``read`` is told before.
    """
    # Texts that differ in a number, a name, a date or a negation are never one. Only items that
    # share a 5-gram are compared.
    group_of: list[int] = []
    groups: list[list[T]] = []
    sets = grams(items) if grams else [_grams_of(text(item)) for item in items]
    sizes, common = [len(s) for s in sets], _common(sets)
    alike = [
        [
            other
            for other in common[number, :number].nonzero()[0].tolist()
            if common[number, other] / min(sizes[number], sizes[other])
            >= needed(items[other], item)
        ]
        for number, item in enumerate(items)
    ]
    if read:
        several = {n for number, others in enumerate(alike) if others for n in (number, *others)}
        read([items[n] for n in sorted(several)])
    for number, item in enumerate(items):
        near = sorted({group_of[other] for other in alike[number]})
        # With all of a group: through a short cut, two texts that differ could become one.
        agreeing = (g for g in near if all(agree(text(m), text(item)) for m in groups[g]))
        group = next(agreeing, len(groups))
        if group == len(groups):
            groups.append([])
        groups[group].append(item)
        group_of.append(group)
    return [_shown(members, prefer) for members in groups]


def _grams_of(text: str) -> Grams:
    import numpy as np

    return np.fromiter(shingles(text), np.uint32)


def _common(sets: Sequence[Grams]) -> npt.NDArray[np.int64]:
    """How many 5-grams each two sets have in common."""
    import numpy as np

    grams = np.concatenate([*sets, np.empty(0, np.uint32)])
    owner = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    order = np.argsort(grams, kind="stable")
    grams, owner = grams[order], owner[order]
    first = np.concatenate([np.ones(1, bool), grams[1:] != grams[:-1]])[: len(grams)]
    number = np.cumsum(first) - 1
    several = np.bincount(number)[number] > 1  # most are of one text alone
    has = np.zeros((len(sets), int(first.sum())), np.float32)
    has[owner[several], number[several]] = 1
    has = has[:, has.any(axis=0)]
    counts: npt.NDArray[np.int64] = np.rint(has @ has.T).astype(np.int64)
    return counts


def _shown(members: list[T], prefer: Callable[[T], tuple[Any, ...]]) -> tuple[T, tuple[T, ...]]:
    shown = min(members, key=prefer)
    return shown, tuple(m for m in members if m is not shown)
