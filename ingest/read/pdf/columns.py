"""The order in which a page is read: column after column, with what crosses them in between.

A gutter is an edge at which several lines begin and which, from one height of the page to
another, no line crosses. It separates columns when running text is on both sides, or running text
on one side and a side note on the other. The cells of a table do neither. The parts above, left,
right and below are read in that order, each in the same way. A few lines side by side are told by
their words (``short_columns``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from ingest.read.pdf.segments import Segment
from ingest.read.pdf.short_columns import ShortColumns, short_columns
from ingest.read.pdf.tables import by_baseline, with_whole_rows

_RUNNING = 20  # characters of a line of running text, at least, in a column
_WIDE = 34  # the same beside a side note
_INDENT = 20  # points, of the first line of a paragraph
_DEEPEST = 8  # cuts inside cuts


@dataclass(frozen=True, slots=True)
class PageRegion:
    """Segments that are read row by row; ``side_note`` when they are beside the text, ``undecided``
    when some may be columns."""

    segments: tuple[Segment, ...]
    side_note: bool = False
    undecided: bool = False

    @property
    def left(self) -> float:
        """Where its lines begin."""
        return min(s.x for s in self.segments)

    @property
    def right(self) -> float:
        """Where its lines may end."""
        return max(s.end for s in self.segments)

    def rows(self) -> list[list[Segment]]:
        """Its segments by baseline, from the top, each row from the left; rows of a table whose
        cells have several lines as one, cell by cell."""
        return with_whole_rows(list(by_baseline(self.segments)))


class _Cut(NamedTuple):
    edge: float
    above: list[Segment]
    left: list[Segment]
    right: list[Segment]
    below: list[Segment]
    side_note: str = ""  # "left" or "right": the side that is a side note


def page_regions(segments: Sequence[Segment], likely: tuple[float, ...] = ()) -> list[PageRegion]:
    """The regions of a page in reading order; ``likely`` are edges of columns on other pages."""
    return list(_read(list(segments), (), likely, 0, []))


def gutters(pages: Sequence[Sequence[Segment]]) -> tuple[float, ...]:
    """The edges at which columns begin on several pages, a quarter of them at least."""
    edges: list[float] = []
    for segments in pages:
        found: list[float] = []
        list(_read(list(segments), (), (), 0, found))
        edges += set(found)
    common = [e for e in edges if sum(abs(e - o) < 3 for o in edges) >= max(2, len(pages) / 4)]
    return tuple(e for i, e in enumerate(common) if not any(abs(e - o) < 3 for o in common[:i]))


def _read(
    segments: list[Segment],
    known: tuple[float, ...],
    likely: tuple[float, ...],
    depth: int,
    found: list[float],
) -> Iterator[PageRegion]:
    cut = _best_cut(segments, known, likely) if depth < _DEEPEST else None
    if cut is None:
        short = _short(segments) if depth < _DEEPEST else None
        if short is None or not short.decided:
            if segments:
                yield PageRegion(tuple(segments), undecided=short is not None)
            return
        yield from _read(short.above, known, likely, depth + 1, found)
        yield from (PageRegion(tuple(column)) for column in short.columns)
        yield from _read(short.below, known, likely, depth + 1, found)
        return
    if not cut.side_note:
        known = (*known, cut.edge)
        found.append(cut.edge)
    for part, side in ((cut.above, ""), (cut.left, "left"), (cut.right, "right"), (cut.below, "")):
        if side and side == cut.side_note:
            yield PageRegion(tuple(part), side_note=True)
        else:
            yield from _read(part, known, likely, depth + 1, found)


def _best_cut(
    segments: list[Segment], known: tuple[float, ...], likely: tuple[float, ...]
) -> _Cut | None:
    best: _Cut | None = None
    most = 0
    for edge in _edges(segments, (*known, *likely)):
        known_edge = any(abs(edge - k) < 4 for k in known)
        likely_edge = any(abs(edge - k) < 4 for k in likely)
        for cut in _bands(segments, edge):
            size = len(cut.left) + len(cut.right)
            verdict = _verdict(cut, known_edge, likely_edge) if size > most else None
            if verdict is not None:
                best, most = cut._replace(side_note=verdict), size
    return best


def _short(segments: list[Segment]) -> ShortColumns | None:
    """The first short columns of ``segments``; else those that are not decided."""
    undecided: ShortColumns | None = None
    for edge in _edges(segments, (), fewest=2, indent=_INDENT):
        for cut in _bands(segments, edge, trim=False):
            short = short_columns(cut.left, cut.right)
            if short is None:
                continue
            above, below = cut.above + short.above, short.below + cut.below
            short = replace(short, above=above, below=below)
            if short.decided:
                return short
            undecided = short
    return undecided


def _edges(
    segments: Sequence[Segment], known: Sequence[float], fewest: int = 3, indent: float = 3.0
) -> list[float]:
    """Where several segments begin, ``fewest`` at least and the others up to ``indent`` farther
    right; the leftmost place left out."""
    if len(segments) < 2:
        return []
    first = min(s.x for s in segments)
    found: list[tuple[float, int]] = []
    for x in sorted(s.x for s in segments):
        if found and x - found[-1][0] < indent:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((x, 1))
    edges = [x for x, n in found if n >= fewest and x > first + 24]
    return edges + [k for k in known if first + 24 < k and not any(abs(k - e) < 4 for e in edges)]


def _bands(segments: Sequence[Segment], edge: float, *, trim: bool = True) -> Iterator[_Cut]:
    """The stretches of the page in which no segment crosses ``edge``."""
    order = sorted(segments, key=lambda s: -s.y)
    crossing = [s.x < edge - 3 and s.end > edge - 0.4 * s.size for s in order]
    at = 0
    while at < len(order):
        if crossing[at]:
            at += 1
            continue
        end = at
        while end < len(order) and not crossing[end]:
            end += 1
        band = order[at:end]
        left = [s for s in band if s.x < edge - 3]
        right = [s for s in band if s.x >= edge - 3]
        if left and right:
            cut = _Cut(edge, list(order[:at]), left, right, list(order[end:]))
            yield _trimmed(cut) if trim else cut
        at = end


def _trimmed(cut: _Cut) -> _Cut:
    """A band without the lines above which only the one side has anything: a title that happens
    to be short is above both columns."""
    top = min(max(s.y for s in cut.left), max(s.y for s in cut.right))
    tall = max(s.size for s in (*cut.left, *cut.right))
    loose = [s for s in cut.left if s.y > top + 2.5 * tall]
    if not loose or len(loose) > 3:
        return cut
    left = [s for s in cut.left if s.y <= top + 2.5 * tall]
    return cut._replace(above=cut.above + loose, left=left) if left else cut


def _verdict(cut: _Cut, known_edge: bool, likely_edge: bool) -> str | None:
    """``""`` when the gutter of ``cut`` separates columns, the side of the side note when it
    separates one from text, ``None`` when it separates nothing."""
    left, right = cut.left, cut.right
    top = min(max(s.y for s in left), max(s.y for s in right))
    bottom = max(min(s.y for s in left), min(s.y for s in right))
    if _is_list(left):
        return None
    if known_edge:
        return "" if top - bottom > -1 else None
    if likely_edge and top - bottom > -1 and (_runs_on(left, 3, 20) or _runs_on(right, 3, 20)):
        return ""
    if top - bottom < 20:
        return None
    if _runs_on(left, 4, _RUNNING) and _runs_on(right, 4, _RUNNING):
        return None if _is_table(left, right) else ""
    for text, other, side in ((left, right, "right"), (right, left, "left")):
        if _is_beside(text, other):
            narrow = _width(other) < 0.42 * _width((*left, *right))
            return side if narrow else ""
    return None


def _runs_on(side: Sequence[Segment], lines: int, characters: int) -> bool:
    """True for running text: long lines, most of them about as long as the longest."""
    if len(side) < lines or median(_letters(s) for s in side) < characters:
        return False
    widths = sorted(s.end - s.x for s in side)
    longest = widths[int(0.9 * (len(widths) - 1))]
    return sum(w >= 0.7 * longest for w in widths) >= 0.55 * len(widths)


def _letters(segment: Segment) -> int:
    return sum(len(r.text) for r in segment.runs)


def _is_beside(text: Sequence[Segment], other: Sequence[Segment]) -> bool:
    """True when ``other``, a note or a table, is beside running text and not part of its rows."""
    if not _runs_on(text, 4, _WIDE) or len(other) < 3:
        return False
    return _aligned(other, text) < 0.7


def _width(segments: Sequence[Segment]) -> float:
    return max(s.end for s in segments) - min(s.x for s in segments)


def _is_list(left: Sequence[Segment]) -> bool:
    """True for bullets or numbers before the items of a list."""
    short = sum(_letters(s) <= 5 for s in left)
    return short >= 0.7 * len(left)


def _aligned(some: Sequence[Segment], others: Sequence[Segment]) -> float:
    """The share of ``some`` that are on a baseline of ``others``."""
    lines = [s.y for s in others]
    return sum(any(abs(s.y - y) < 1.2 for y in lines) for s in some) / len(some)


def _is_table(left: Sequence[Segment], right: Sequence[Segment]) -> bool:
    """True when both sides' blocks begin at the same heights: rows of a table of sentences."""
    a, b = _starts(left), _starts(right)
    if len(a) < 3 or len(b) < 3:
        return False
    same = sum(any(abs(x - y) < 2 for y in b) for x in a)
    return same >= 0.75 * min(len(a), len(b)) and same >= 0.6 * max(len(a), len(b))


def _starts(side: Sequence[Segment]) -> list[float]:
    heights = sorted({round(s.y, 1) for s in side}, reverse=True)
    gaps = [a - b for a, b in zip(heights, heights[1:], strict=False)]
    typical = median(gaps) if gaps else 12.0
    return [heights[0]] + [
        b for b, gap in zip(heights[1:], gaps, strict=True) if gap > 1.3 * typical
    ]
