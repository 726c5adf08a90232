"""A page laid out: its lines in reading order, its furniture, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.read.pdf.columns import Region, gutters, regions
from ingest.read.pdf.lines import Line, line_of, placed
from ingest.read.pdf.page_headers import furniture, printed_numbers
from ingest.read.pdf.runs import RawPage
from ingest.read.pdf.segments import Segment, segments_of, turned_of


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page's ``lines`` of text in reading order, its ``furniture``, and the spans of what is
    ``turned`` away, all by offset in ``text``, which is all the page says. ``printed`` is the
    number it prints."""

    index: int
    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    turned: tuple[tuple[int, int], ...]
    text: str
    printed: str | None


def laid_out(pages: Sequence[RawPage]) -> list[LaidOut]:
    """``pages`` laid out; heads and feet are told by comparing them."""
    segments = [segments_of(page) for page in pages]
    marked = furniture(segments, [p.height for p in pages])
    if all(len(m) == len(s) for m, s in zip(marked, segments, strict=True)):
        marked = [set() for _ in pages]  # numbers or headings alone are what the file says
    numbers = printed_numbers(segments, marked, [p.label for p in pages])
    bodies = [
        [s for i, s in enumerate(found) if i not in chosen]
        for found, chosen in zip(segments, marked, strict=True)
    ]
    likely = gutters(bodies)
    return [
        _lay_out(page, body, [s for i, s in enumerate(found) if i in chosen], likely, number)
        for page, body, found, chosen, number in zip(
            pages, bodies, segments, marked, numbers, strict=True
        )
    ]


def _lay_out(
    page: RawPage,
    body: Sequence[Segment],
    aside: Sequence[Segment],
    likely: tuple[float, ...],
    number: str | None,
) -> LaidOut:
    parts: list[str] = []
    at = 0
    lines: list[Line] = []
    for column, region in enumerate(regions(body, likely)):
        for row in region.rows():
            line, text = line_of(page.index, row, at)
            lines.append(placed(line, column, region.left, region.right, region.aside))
            parts.append(text)
            at += len(text) + 1
    heads: list[Line] = []
    for row in Region(tuple(aside)).rows():
        line, text = line_of(page.index, row, at)
        heads.append(line)
        parts.append(text)
        at += len(text) + 1
    turned: list[tuple[int, int]] = []
    for run in turned_of(page):
        turned.append((at, at + len(run.text)))
        parts.append(run.text)
        at += len(run.text) + 1
    return LaidOut(page.index, tuple(lines), tuple(heads), tuple(turned), "\n".join(parts), number)
