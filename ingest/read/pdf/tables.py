"""Rows of tables whose cells have several lines: read cell by cell, not line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.read.pdf.segments import Segment

Row = list[Segment]

_FIGURES = re.compile(r"[\d\s$€£%.,()+\-–—*<>~]+[a-z]?$")
_MOST_LINES = 30  # of one row


def by_baseline(segments: Iterable[Segment]) -> Iterator[Row]:
    """Segments by baseline, from the top, each row from the left."""
    row: Row = []
    for segment in sorted(segments, key=lambda s: -s.y):
        if row and row[0].y - segment.y > 0.3 * min(row[0].size, segment.size):
            yield sorted(row, key=lambda s: s.x)
            row = []
        row.append(segment)
    if row:
        yield sorted(row, key=lambda s: s.x)


def with_whole_rows(rows: Sequence[Row]) -> list[Row]:
    """``rows`` with the lines of one row of a table put together: lines close to each other
    between larger distances, of which some leave cells empty, since only some cells have so many
    lines. A row of figures is a row by itself."""
    out: list[Row] = []
    for zone in _zones(rows):
        if len(zone) < 3 or max(len(row) for row in zone) < 2:
            out += zone
        else:
            out += _grouped(zone)
    return out


def _zones(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Stretches of rows that may be a table: rows with cells, and rows between them that are within
    the width of a cell."""
    zone: list[Row] = []
    for row in rows:
        tabular = len(row) > 1 and not _is_marked(row)
        goes_on = bool(zone) and zone[-1][0].y - row[0].y < 3 * row[0].size
        within = bool(zone) and _in_cell(row, zone)
        if goes_on and (tabular or within):
            zone.append(row)
            continue
        yield zone
        zone = []
        if tabular:
            zone = [row]
        else:
            yield [row]
    yield zone


def _is_marked(row: Row) -> bool:
    """True for a bullet or number and its text."""
    return len(row) == 2 and len(row[0].text) <= 4 and not row[0].text.strip("$").isdigit()


def _in_cell(row: Row, zone: Sequence[Row]) -> bool:
    if len(row) != 1:
        return True
    columns = shared_widths(zone)
    over = [c for c in columns if row[0].x < c[1] + 2 and row[0].end > c[0] - 2]
    return len(columns) > 1 and len(over) <= 1


def shared_widths(rows: Iterable[Row]) -> list[tuple[float, float]]:
    """The widths that segments share, from the left."""
    found: list[tuple[float, float]] = []
    for x, end in sorted((s.x, s.end) for row in rows for s in row):
        if found and x < found[-1][1] + 2:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((x, end))
    return found


def _grouped(zone: list[Row]) -> list[Row]:
    gaps = [a[0].y - b[0].y for a, b in zip(zone, zone[1:], strict=False)]
    close = min((g for g in gaps if g > 0.85 * zone[0][0].size), default=0.0)
    groups: list[list[Row]] = [[zone[0]]]
    for row, gap in zip(zone[1:], gaps, strict=True):
        if gap <= 1.18 * close:
            groups[-1].append(row)
        else:
            groups.append([row])
    if len(groups) < 2:
        return zone
    columns = shared_widths(zone)
    return [row for group in groups for row in _whole(group, columns)]


def _whole(group: list[Row], columns: Sequence[tuple[float, float]]) -> list[Row]:
    """``group`` as one row, cell by cell, where it is one; else as it is."""
    if len(group) < 2 or len(group) > _MOST_LINES or len(columns) < 2:
        return group
    cells: dict[int, Row] = {}
    for row in group:
        for segment in row:
            at = next((i for i, c in enumerate(columns) if segment.x < c[1]), len(columns) - 1)
            cells.setdefault(at, []).append(segment)
    figures = [cell for cell in cells.values() if all(_FIGURES.match(s.text) for s in cell)]
    if len(cells) < 2 or any(len(cell) > 1 for cell in figures):
        return group
    if all(len(cell) == len(group) for cell in cells.values()) and len(group) > 3:
        return group  # every line fills every cell: rows without a distance between them
    return [[segment for at in sorted(cells) for segment in cells[at]]]
