"""Figures: each a ratio of sums over topics, so that one method gives all their intervals.

The mean of a measure is the sum of its values over the number of topics; the precision of refusals
is right refusals over all refusals. A figure therefore holds a numerator and a denominator for each
topic that it counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

Part = tuple[float, float]  # numerator, denominator


@dataclass(frozen=True)
class Figure:
    """``parts`` holds the numerator and denominator of each topic that counts. ``lower_is_better``
    is true for rates of error."""

    name: str
    parts: Mapping[str, Part]
    lower_is_better: bool = False

    def among(self, ids: Collection[str]) -> Figure:
        """The figure over some topics only."""
        chosen = {i: part for i, part in self.parts.items() if i in ids}
        return Figure(self.name, chosen, self.lower_is_better)

    @property
    def total(self) -> float:
        """The sum of the denominators: usually the number of topics."""
        return sum(d for _, d in self.parts.values())

    @property
    def value(self) -> float | None:
        """The ratio; ``None`` where no topic counts."""
        total = self.total
        return sum(n for n, _ in self.parts.values()) / total if total else None
