"""Lays out pages: lines in reading order, page headers and footers, and the page's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.read.pdf.columns import PageRegion, gutters, page_regions
from ingest.read.pdf.lines import Line, in_region, line_of
from ingest.read.pdf.page_headers import page_headers, printed_numbers
from ingest.read.pdf.runs import RawPage
from ingest.read.pdf.segments import Segment, left_out_runs, segments_of


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: its ``lines`` of text in reading order, its ``headers`` (headers and footers), and
    the spans of ``rotated`` and of ``hidden`` text and of ``line_numbers``, all by offset in
    ``text``, which is the whole text of the page. ``printed`` is the page number that it prints.
    ``undecided`` says that lines side by side, which are read as rows, may be columns."""

    index: int
    lines: tuple[Line, ...]
    headers: tuple[Line, ...]
    rotated: tuple[tuple[int, int], ...]
    hidden: tuple[tuple[int, int], ...]
    line_numbers: tuple[tuple[int, int], ...]
    text: str
    printed: str | None
    undecided: bool = False


def lay_out(pages: Sequence[RawPage]) -> list[PageLayout]:
    """The layouts of ``pages``; comparing pages shows which lines are headers and footers."""
    segments = [segments_of(page) for page in pages]
    marked = page_headers(segments, [p.height for p in pages])
    if all(len(m) == len(s) for m, s in zip(marked, segments, strict=True)):
        marked = [
            set() for _ in pages
        ]  # the pages have nothing but numbers or headings, so these are the text
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
    header_segments: Sequence[Segment],
    likely: tuple[float, ...],
    number: str | None,
) -> PageLayout:
    parts: list[str] = []
    at = 0
    lines: list[Line] = []
    regions = page_regions(body, likely)
    if page.turned:
        regions = [*regions, *page_regions(segments_of(replace(page, runs=page.turned)), ())]
    for column, region in enumerate(regions):
        for row in region.rows():
            line, text = line_of(page.index, row, at)
            lines.append(in_region(line, column, region.left, region.right, region.side_note))
            parts.append(text)
            at += len(text) + 1
    heads: list[Line] = []
    for row in PageRegion(tuple(header_segments)).rows():
        line, text = line_of(page.index, row, at)
        heads.append(line)
        parts.append(text)
        at += len(text) + 1
    aside: dict[str, list[tuple[int, int]]] = {"rotated": [], "hidden": [], "number": []}
    for run in left_out_runs(page):
        kind = "number" if run.line_number else "hidden" if run.hidden else "rotated"
        aside[kind].append((at, at + len(run.text)))
        parts.append(run.text)
        at += len(run.text) + 1
    return PageLayout(
        page.index, tuple(lines), tuple(heads), tuple(aside["rotated"]), tuple(aside["hidden"]),
        tuple(aside["number"]), "\n".join(parts), number, any(r.undecided for r in regions),
    )  # fmt: skip
