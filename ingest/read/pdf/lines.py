"""Lines of a page from its runs, and the order in which they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.read.pdf.door import RawPage, Run

_MARK = re.compile(r"[\d*†‡,\s]{1,9}$")
# Widths of characters, as parts of the size, near those of Times: pypdf does not give them.
_NARROW, _WIDE, _CAPITAL, _SPACE, _USUAL = 0.28, 0.76, 0.66, 0.25, 0.45
_NARROW_ONES = frozenset("iljtfrI.,;:'’‘|!()[]-/")
_WIDE_ONES = frozenset("mwMW@%—…")
_BOLD = re.compile(r"(?i)bold|black|heavy|semibold|demi")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on page ``page``. ``pieces`` are its words with their offsets in the page's
    extracted text; ``column`` counts from 0 from the left; ``end`` is an estimate."""

    page: int
    pieces: tuple[tuple[str, int], ...]
    x: float
    y: float
    end: float
    size: float
    bold: bool
    marks: tuple[tuple[int, int], ...] = ()  # footnote marks taken out: offset, length
    column: int = 0

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(t for t, _ in self.pieces).strip()


def lines_of(page: RawPage) -> list[Line]:
    """The lines of ``page`` in reading order."""
    return _ordered(_merged(list(_split(page))), page.width)


def _split(page: RawPage) -> Iterator[Line]:
    held: list[Run] = []
    for run in page.runs:
        parts = run.text.split("\n")
        at = run.start
        for i, part in enumerate(parts):
            if i and held:
                yield from _line(page.index, held)
                held = []
            if part:
                if held and part.strip() and _apart(held, run):
                    yield from _line(page.index, held)
                    held = []
                held.append(replace(run, text=part, start=at))
            at += len(part) + 1
    if held:
        yield from _line(page.index, held)


def _apart(held: Sequence[Run], run: Run) -> bool:
    """True when ``run`` stands so far right of what is held that it is of another column."""
    visible = [r for r in held if r.text.strip()]
    if not visible:
        return False
    last = visible[-1]
    width = width_of(last.text.rstrip()) * last.size
    unsure = 0.15 * width  # widths are estimates
    return run.x - last.x - width > 1.8 * max(last.size, run.size) + unsure


def _line(page: int, runs: Sequence[Run]) -> Iterator[Line]:
    visible = [r for r in runs if r.text.strip()]
    if not visible:
        return
    size = _weighed((r.size, len(r.text.strip())) for r in visible)
    base = _weighed((round(r.y, 1), len(r.text.strip())) for r in visible)
    raised = [r for r in visible if _is_mark(r, size, base, visible)]
    kept = [r for r in runs if r not in raised]
    seen = [r for r in kept if r.text.strip()]
    if not seen:
        return
    bold = sum(len(r.text) for r in seen if _BOLD.search(r.font))
    last = seen[-1]
    yield Line(
        page=page,
        pieces=tuple((r.text, r.start) for r in kept),
        x=min(r.x for r in seen),
        y=base,
        end=last.x + width_of(last.text.rstrip()) * last.size,
        size=size,
        bold=bold > 0.6 * sum(len(r.text) for r in seen),
        marks=tuple((r.start, len(r.text)) for r in raised),
    )


def width_of(text: str) -> float:
    """The estimated width of ``text``, in units of its size."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if character == " ":
        return _SPACE
    if character in _NARROW_ONES:
        return _NARROW
    if character in _WIDE_ONES:
        return _WIDE
    return _CAPITAL if character.isupper() else _USUAL


def _is_mark(run: Run, size: float, base: float, line: Sequence[Run]) -> bool:
    """True for a raised small number after other words: the mark of a footnote."""
    return (
        run is not line[0]
        and bool(_MARK.match(run.text.strip()))
        and run.size < 0.8 * size
        and run.y >= base - 0.05 * size
        and any(c.isdigit() or c in "*†‡" for c in run.text)
    )


def _weighed(values: Iterator[tuple[float, int]]) -> float:
    """The value with the most characters."""
    counts: Counter[float] = Counter()
    for value, weight in values:
        counts[round(value, 1)] += weight
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0]


def _merged(found: list[Line]) -> list[Line]:
    """Joins what stands on one line but came apart, a raised mark's neighbours for one."""
    out: list[Line] = []
    for line in found:
        before = out[-1] if out else None
        if (
            before is not None
            and abs(before.y - line.y) < 0.35 * max(before.size, line.size)
            and -2 < line.x - before.end < 1.2 * line.size
            and line.size > 0.8 * before.size
        ):
            words = before.pieces + line.pieces
            out[-1] = replace(before, pieces=words, end=line.end, marks=before.marks + line.marks)
        else:
            out.append(line)
    return out


def _ordered(found: list[Line], width: float) -> list[Line]:
    """Top to bottom; where the page has columns, column by column between full-width lines."""
    edges = column_edges(found, width)
    if not edges:
        return sorted(found, key=lambda n: (-round(n.y / 2), n.x))
    placed = [replace(n, column=_column(n, edges)) for n in found]
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(placed, key=lambda n: (-n.y, n.x)):
        if _spans(line, edges):
            ordered += _by_column(band)
            band = []
            ordered.append(replace(line, column=-1))
        else:
            band.append(line)
    return ordered + _by_column(band)


def _by_column(band: list[Line]) -> list[Line]:
    return sorted(band, key=lambda n: (n.column, -round(n.y / 2), n.x))


def column_edges(found: Sequence[Line], width: float) -> list[float]:
    """Left edges of the columns, the first included; empty for a page of one column.

    Columns are left edges shared by many lines, each at least 28% of the width apart, with
    hardly a line of the one reaching into the next.
    """
    long = [n for n in found if len(n.text) > 15]
    if len(long) < 12:
        return []
    starts = Counter(round(n.x / 4) * 4 for n in long)
    strong: list[float] = []
    for edge, _count in sorted(starts.items()):
        near = sum(c for e, c in starts.items() if abs(e - edge) <= 14)
        apart = not strong or edge - strong[-1] > 0.24 * width
        if near >= max(6, 0.15 * len(long)) and apart:
            strong.append(float(edge))
    if len(strong) < 2:
        return []
    for left, right in zip(strong, strong[1:], strict=False):
        column = [n for n in long if left - 14 <= n.x < right - 14]
        reaching = [n for n in column if n.end > right + 30]
        if len(reaching) > 0.35 * len(column):
            return []
    return strong


def _column(line: Line, edges: Sequence[float]) -> int:
    return max((i for i, edge in enumerate(edges) if line.x >= edge - 16), default=0)


def _spans(line: Line, edges: Sequence[float]) -> bool:
    """True when the line runs across the columns."""
    column = _column(line, edges)
    if column + 1 >= len(edges):
        return False
    return line.end > edges[column + 1] + 0.2 * (edges[column + 1] - edges[column])
