"""Makes lines of segments: words with offsets, position, size and style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.read.pdf.segments import CLOSE, Segment

_ENUMERATED = re.compile(
    "[•▪■●◦‣⁃□➢✓\uf000-\uf8ff*o–—-]$|\\(?(?:\\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]$"
)
_COUNTED = re.compile(r"\d{1,2}$|[IVX]{1,4}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on page ``page``.

    ``pieces`` are its words with their offsets in the page's text, which also has the ``marks`` of
    footnotes (offset, length). ``note`` is the raised number it begins with, when it begins a
    footnote. ``cells`` counts its parts that are far from each other. ``column`` is the number of
    its region in reading order; ``left`` and ``right`` are the region's bounds; ``side_note`` says
    that it is beside the text. ``gap`` is the widest between cells, in parts of the size;
    ``indent`` is where the words begin after a bullet or number.
    """

    page: int
    pieces: tuple[tuple[str, int], ...]
    x: float
    y: float
    end: float
    size: float
    bold: bool
    marks: tuple[tuple[int, int], ...] = ()
    note: str | None = None
    cells: int = 1
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    italic: bool = False
    page_header: bool = False
    gap: float = 0.0
    indent: float = 0.0
    side_note: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(t for t, _ in self.pieces).strip()


def line_of(page: int, parts: Sequence[Segment], start: int) -> tuple[Line, str]:
    """The line of ``parts``, which are on one baseline of one region, and its text, which is at
    ``start`` of the page's text."""
    pieces: list[tuple[str, int]] = []
    marks: list[tuple[int, int]] = []
    at = start
    whole: list[str] = []
    for before, part in zip((None, *parts), parts, strict=False):
        if before is not None and not _wrapped_at_hyphen(before, part):
            whole.append(" ")
            pieces.append((" ", at))
            at += 1
        for word, mark in part.words():
            whole.append(word)
            (marks.append((at, len(word))) if mark else pieces.append((word, at)))
            at += len(word)
    runs = [r for p in parts for i, r in enumerate(p.runs) if i not in p.raised]
    runs = runs or [r for p in parts for r in p.runs]
    letters = sum(len(r.text) for r in runs)
    widest = max(parts, key=lambda p: len(p.text))
    note = _leading_note(parts[0])
    if note is not None:  # the number of the footnote itself is text, not a mark in it
        marks = marks[1:]
        pieces.insert(0, (note, start))
    line = Line(
        page=page,
        pieces=_glued(pieces),
        x=parts[0].x,
        y=widest.y,
        end=max(p.end for p in parts),
        size=widest.size,
        bold=sum(len(r.text) for r in runs if r.bold) > 0.95 * letters,
        italic=sum(len(r.text) for r in runs if r.italic) > 0.95 * letters,
        marks=tuple(marks),
        note=note,
        cells=len(parts),
        gap=max(((b.x - a.end) / widest.size for a, b in _pairs(parts)), default=0.0),
        indent=_indent(parts),
        page_header=all(p.page_header for p in parts),
    )
    return line, "".join(whole)


def _wrapped_at_hyphen(before: Segment, part: Segment) -> bool:
    """True in a cell of several lines, where one ends in a hyphen and the next continues it."""
    lower = before.y - part.y > CLOSE * part.size
    return lower and before.text[-1:] == "-" and before.text[-2:-1].isalnum()


def _pairs(parts: Sequence[Segment]) -> Iterable[tuple[Segment, Segment]]:
    return zip(parts, parts[1:], strict=False)


def _indent(parts: Sequence[Segment]) -> float:
    """Where the words begin after a bullet, a number or a letter; else where the line begins."""
    first = parts[0]
    following = parts[1].runs if len(parts) > 1 else ()
    for mark, after in ((first.text, following), (first.runs[0].text, first.runs[1:])):
        if after and (
            _ENUMERATED.match(mark) or (_COUNTED.match(mark) and after[0].text[:1].isalpha())
        ):
            return after[0].x
    return first.x


def _leading_note(part: Segment) -> str | None:
    if 0 in part.raised and len(part.runs) > 1:
        return part.runs[0].text
    return None


def _glued(pieces: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Pieces that are next to each other in the source as one."""
    out: list[tuple[str, int]] = []
    for words, at in pieces:
        if out and out[-1][1] + len(out[-1][0]) == at:
            out[-1] = (out[-1][0] + words, out[-1][1])
        else:
            out.append((words, at))
    return tuple(out)


def in_region(line: Line, column: int, left: float, right: float, side_note: bool) -> Line:
    """``line`` with the column and bounds of its region."""
    return replace(line, column=column, left=left, right=right, side_note=side_note)
