"""The columns of the timeline: years, quarters or months, as much as the span asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.cite.dates import american, date_parts

_BY_QUARTER, _BY_MONTH = 3, 1  # the widest spans, in years


@dataclass(frozen=True, slots=True)
class Period:
    """A column with its short ``label`` and full ``name``. ``months`` is ``None`` for a whole year
    and empty for events whose month is not known."""

    label: str
    name: str
    year: int
    months: tuple[int, ...] | None = None

    def holds(self, date: str) -> bool:
        """Whether an event of this date (ISO, of any precision) belongs here."""
        parts = date_parts(date)
        if not parts or parts[0] != self.year:
            return False
        if self.months is None:
            return True
        return parts[1] in self.months if len(parts) > 1 else not self.months


def periods(first: int, last: int, dates: Iterable[str] = ()) -> tuple[Period, ...]:
    """The columns for the years ``first`` to ``last``, both included: months for one year, quarters
    for up to three, else years. Each date of these years belongs to exactly one."""
    years = range(first, last + 1)
    if len(years) > _BY_QUARTER:
        return tuple(Period(str(y), str(y), y) for y in years)
    size = 1 if len(years) <= _BY_MONTH else 3
    vague = {int(d) for d in dates if len(d) == 4}
    found: list[Period] = []
    for y in years:
        if y in vague:
            found.append(Period("?", f"{y}, month not known", y, ()))
        found += [_part(y, m, size) for m in range(1, 13, size)]
    return tuple(found)


def _part(year: int, month: int, size: int) -> Period:
    months = tuple(range(month, month + size))
    if size == 1:
        name = american(f"{year}-{month:02}")
        return Period(name[:3], name, year, months)
    quarter = (month + 2) // 3
    return Period(f"Q{quarter}", f"{year}, quarter {quarter}", year, months)
