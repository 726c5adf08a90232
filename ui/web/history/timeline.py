"""The timeline as a table: one column a period, one row a government, a mark for each event.

A table can be read by keyboard and aloud like any other, and needs no script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kb.corpus.schema import Event, Side
from ui.web.history.address import HistoryAddress, years_parameter
from ui.web.history.periods import Period, periods
from ui.web.templates import render

SIDES: Mapping[Side, str] = {
    "us": "United States",
    "both": "Both governments",
    "mexico": "Mexico",
    "neither": "Neither government",
}
_MOST_NAMED = 24  # events whose titles have room in the table
_MOST_COLUMNS = 13
_TEMPLATE = "history/timeline"


@dataclass(frozen=True, slots=True)
class YearHead:
    """A year at the head of its columns; ``parameter`` is the year as the address has it."""

    year: int
    events: int
    columns: int
    parameter: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The row of a government; a cell for each column."""

    side: Side
    name: str
    count: int
    cells: tuple[tuple[Event, ...], ...]


@dataclass(frozen=True, slots=True)
class Years:
    """Years to go to, as they are shown and as the address has them."""

    shown: str
    parameter: str

    @classmethod
    def of(cls, first: int, last: int) -> Years:
        """The years from ``first`` to ``last``, both included."""
        shown = str(first) if first == last else f"{first}–{last}"
        return cls(shown, years_parameter(first, last))


def picture(events: Sequence[Event], first: int, last: int, address: HistoryAddress) -> Markup:
    """The events of the years ``first`` to ``last`` as a table of marks. A year at the head of a
    column zooms in on it; few events in few columns have their titles beside their marks."""
    columns = periods(first, last, [e.date for e in events])
    named = len(events) <= _MOST_NAMED and len(columns) <= _MOST_COLUMNS
    lanes = [_lane(side, [e for e in events if e.side == side], columns) for side in SIDES]
    shown = [lane for lane in lanes if lane.side != "neither" or lane.count]
    years = [_year_head(y, columns, events) for y in dict.fromkeys(c.year for c in columns)]
    return render(_TEMPLATE, "table", shown, columns, years, named, first != last, address)


def zoom(first: int, last: int, whole: tuple[int, int], address: HistoryAddress) -> Markup:
    """Links to the years before and after those shown, and back to all."""
    if (first, last) == whole:
        return Markup()
    size = last - first + 1
    earlier = Years.of(max(first - size, whole[0]), first - 1) if first > whole[0] else None
    later = Years.of(last + 1, min(last + size, whole[1])) if last < whole[1] else None
    return render(_TEMPLATE, "zoom", earlier, later, address)


def _lane(side: Side, events: Sequence[Event], columns: Sequence[Period]) -> Lane:
    cells = tuple(tuple(e for e in events if c.holds(e.date)) for c in columns)
    return Lane(side, SIDES[side], len(events), cells)


def _year_head(year: int, columns: Sequence[Period], events: Sequence[Event]) -> YearHead:
    return YearHead(
        year,
        sum(e.date.startswith(str(year)) for e in events),
        sum(c.year == year for c in columns),
        years_parameter(year, year),
    )
