"""Finds the sections around an offset without a look at all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kb.models import Section
from kb.span import Span


class Sections:
    """The sections of a document, which nest, ready for many look-ups."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._all = sorted(sections, key=lambda s: (s.span.start, s.level, -s.span.end))
        self._starts = [s.span.start for s in self._all]
        self._parents: list[int] = []
        open_: list[int] = []
        for i, section in enumerate(self._all):
            while open_ and self._all[open_[-1]].span.end <= section.span.start:
                open_.pop()
            self._parents.append(open_[-1] if open_ else -1)
            open_.append(i)

    def at(self, offset: int) -> list[Section]:
        """The sections that hold the character at ``offset``, outermost first."""
        i = bisect_right(self._starts, offset) - 1
        chain: list[Section] = []
        while i >= 0:
            if self._all[i].span.end > offset:
                chain.append(self._all[i])
            i = self._parents[i]
        return chain[::-1]

    def innermost(self, span: Span) -> Section | None:
        """The innermost section that holds the whole of ``span``, or ``None``."""
        holding = [s for s in self.at(span.start) if s.span.end >= span.end]
        return holding[-1] if holding else None
