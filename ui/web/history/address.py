"""The address of the history page: which part of it is shown, and what is chosen there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ui.web.links import history_url
from ui.web.numbers import years_in

PARTS: Mapping[str, tuple[str, ...]] = {
    "timeline": ("event", "years", "topic", "government", "words"),
    "glossary": ("term", "kind", "find"),
    "start": ("path", "step"),
}
ALL = "all"


@dataclass(frozen=True, slots=True)
class HistoryAddress:
    """A part of the page and the choices that belong to it. ``url`` and ``of`` undo each other."""

    part: str
    chosen: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> HistoryAddress:
        """What the query parameters of the page say; what no part has is left out."""
        view = parameters.get("view", "")
        part = view if view in PARTS else "timeline"
        return cls(part, {n: parameters[n] for n in PARTS[part] if parameters.get(n)})

    def __getitem__(self, name: str) -> str:
        return self.chosen.get(name, "")

    def but(self, **changes: str) -> HistoryAddress:
        """The same place with these choices changed; an empty one is taken back."""
        merged = {**self.chosen, **changes}
        return replace(self, chosen={n: v for n, v in merged.items() if v})

    def url(self, **changes: str) -> str:
        """The permalink of the place, with these choices changed."""
        view = None if self.part == "timeline" else self.part
        return history_url(view=view, **self.but(**changes).chosen)

    def years(self, first: int, last: int) -> tuple[int, int]:
        """The years chosen (``years=2008..2012``) within ``first`` to ``last``; those where
        none are."""
        given = years_in(self["years"])
        if given is None:
            return first, last
        low, high = max(given[0], first), min(given[1], last)
        return (low, high) if low <= high else (first, last)


def years_parameter(first: int, last: int) -> str:
    """The years as they stand in the address."""
    return f"{first}..{last}"
