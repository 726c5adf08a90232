"""The timeline as a picture: one column a period, one row a government, a mark for each event.

It is a table, so that it is read by keyboard and aloud like any other, and needs no script.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.cite.dates import american
from kb.corpus.schema import Event, Side
from ui.web.history.address import HistoryAddress, written_years
from ui.web.history.periods import Period, periods
from ui.web.markup import escaped, link

SIDES: Mapping[Side, str] = {
    "us": "United States",
    "both": "Both governments",
    "mexico": "Mexico",
    "neither": "Neither government",
}
_MOST_NAMED = 24  # events whose titles have room in the picture
_MOST_COLUMNS = 13


def picture(events: Sequence[Event], first: int, last: int, address: HistoryAddress) -> str:
    """The events of the years ``first`` to ``last`` as a table of marks. A year at the head of a
    column zooms in on it; few events in few columns have their titles beside their marks."""
    columns = periods(first, last, [e.date for e in events])
    named = len(events) <= _MOST_NAMED and len(columns) <= _MOST_COLUMNS
    lanes = "".join(
        _lane(side, [e for e in events if e.side == side], columns, address)
        for side in SIDES
        if side != "neither" or any(e.side == side for e in events)
    )
    classes = "tl named" if named else "tl"
    zooms = "" if first == last else "; a year zooms in"
    return (
        f'<table class="{classes}" lang="en"><caption>Who acted when. Each mark leads to its '
        f"event{zooms}.</caption>"
        f"<thead>{_head(columns, events, address)}</thead>{lanes}</table>"
    )


def _head(columns: Sequence[Period], events: Sequence[Event], address: HistoryAddress) -> str:
    if columns[0].months is None:
        cells = [_year(c.year, events, address) for c in columns]
        return f"<tr>{''.join(f'<th scope=col>{c}</th>' for c in cells)}</tr>"
    years = dict.fromkeys(c.year for c in columns)
    top = ""
    if len(years) > 1:
        cells = [
            f'<th class="part" scope="colgroup" colspan="{sum(c.year == y for c in columns)}">'
            f"{_year(y, events, address)}</th>"
            for y in years
        ]
        top = f"<tr>{''.join(cells)}</tr>"
    heads = "".join(f'<th class="part" scope="col" abbr="{c.name}">{c.label}</th>' for c in columns)
    return f"{top}<tr>{heads}</tr>"


def _year(year: int, events: Sequence[Event], address: HistoryAddress) -> str:
    count = sum(e.date.startswith(str(year)) for e in events)
    label = f"{year}: zoom in, {_counted(count)}"
    return link(address.url(years=written_years(year, year)), str(year), label=label)


def _lane(
    side: Side, events: Sequence[Event], columns: Sequence[Period], address: HistoryAddress
) -> str:
    cells = "".join(
        f"<td>{''.join(_mark(e, address) for e in events if c.holds(e.date))}</td>" for c in columns
    )
    return (
        f'<tbody class="{side}"><tr><th scope="rowgroup" colspan="{len(columns)}">'
        f'<span class="tl-shape" aria-hidden="true"></span>{SIDES[side]} '
        f"<span>{len(events)}</span></th></tr><tr>{cells}</tr></tbody>"
    )


def _mark(event: Event, address: HistoryAddress) -> str:
    date, title = escaped(american(event.date)), escaped(event.title)
    return (
        f'<a class="tl-mark" href="{escaped(address.url(event=event.id))}" target="_self" '
        f'title="{date}: {title}"><span class="tl-shape"></span>'
        f'<span class="tl-name"><span class="tl-date">{date}: </span>{title}</span></a>'
    )


def zoom(first: int, last: int, whole: tuple[int, int], address: HistoryAddress) -> str:
    """Ways to the years before and after those shown, and back to all."""
    if (first, last) == whole:
        return ""
    size = last - first + 1
    ways = []
    if first > whole[0]:
        ways.append(_way(max(first - size, whole[0]), first - 1, "‹ {}", "Earlier", address))
    ways.append(link(address.url(years=""), "All years"))
    if last < whole[1]:
        ways.append(_way(last + 1, min(last + size, whole[1]), "{} ›", "Later", address))
    return f'<nav class="tl-zoom" aria-label="Zoom">{"".join(ways)}</nav>'


def _way(first: int, last: int, form: str, label: str, address: HistoryAddress) -> str:
    shown = str(first) if first == last else f"{first}–{last}"
    url = address.url(years=written_years(first, last))
    return link(url, form.format(shown), label=f"{label}: {shown}")


def _counted(number: int) -> str:
    return "1 event" if number == 1 else f"{number} events"
