"""Finds headings and their levels by size, weight, slant, capitals, position and bookmarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.read.dates import MONTH
from ingest.read.lexicon import READING
from ingest.read.pdf.blocks import Block, BlockKind, Measures
from ingest.read.pdf.lines import Line

Outline = Sequence[tuple[int, str, int]]  # level from 1, title, page index

_LEADERS = re.compile(r"(?:\.\s?){5,}")
_DATE = re.compile(
    rf"(?i)^(?:{'|'.join(READING.date_line_labels)})?:?\s*(?:[a-z]+day,\s*)?"
    rf"(?:\d{{1,2}} )?{MONTH}\.?"
    r"(?: \d{1,2},?)?,? \d{4}$"
)
_CAPTION = re.compile(rf"(?:{'|'.join(READING.captions)})\s[A-Z]?-?\d")


def is_heading(line: Line, before: Line | None, after: Line | None, typical: Measures) -> bool:
    """True when ``line``, between the lines ``before`` and ``after``, is a heading."""
    text = line.text
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3 or len(text) > 180 or _LEADERS.search(text) or _DATE.match(text):
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘¿¡§("):
        return False
    if line.note or is_tabular(line):
        return False
    if line.size >= 1.12 * typical.size:
        return len(letters) > 0.4 * len(text)
    if line.size < 0.88 * typical.size or (re.search(r"[.;,:]$", text) and not line.bold):
        return False
    if _in_table(line, before, typical) or _in_table(line, after, typical):
        return is_caption(text) and line.bold
    if line.bold and not typical.bold:
        return _stands_alone(line, after) and not re.search(r"[.;,]$", text)
    if not _set_off(line, before, typical) or len(text) > 100:
        return False
    if line.italic:
        return after is not None and not after.italic
    capitals = sum(c.isupper() for c in letters) > 0.95 * len(letters)
    return capitals and len(letters) > 5 and line.size >= 0.94 * typical.size


def is_tabular(line: Line) -> bool:
    """True for a line of cells; a number before a heading does not count."""
    return line.cells > 2 or (line.cells == 2 and line.gap > 1.7 and line.indent <= line.x)


def _in_table(line: Line, beside: Line | None, typical: Measures) -> bool:
    """True when ``beside`` is a row of a table and ``line`` no farther from it than rows are."""
    if beside is None or beside.column != line.column or not is_tabular(beside):
        return False
    return abs(beside.y - line.y) < 1.7 * typical.leading(line.size)


def _stands_alone(line: Line, after: Line | None) -> bool:
    """False for bold words that begin a paragraph."""
    if after is None or after.column != line.column or after.bold:
        return True
    close = 0 < line.y - after.y < 1.3 * line.size
    full = line.end > line.right - 0.08 * (line.right - line.left)
    return not (close and full and after.text[:1].islower())


def _set_off(line: Line, before: Line | None, typical: Measures) -> bool:
    if before is None or before.column != line.column:
        return True
    return before.y - line.y > 1.25 * typical.leading(line.size)


def same_heading(last: Line, line: Line) -> bool:
    """True when the heading of ``last`` continues in ``line``."""
    alike = abs(last.size - line.size) < 0.6 and last.bold == line.bold
    near = 0 < last.y - line.y < 1.6 * max(line.size, last.size)
    beneath = last.column == line.column or (last.page == line.page and abs(last.x - line.x) < 3)
    return alike and near and beneath and last.italic == line.italic


def is_date(text: str) -> bool:
    """True for a date alone."""
    return bool(_DATE.match(text))


def is_caption(text: str) -> bool:
    """True for the first words over a figure or table."""
    return bool(_CAPTION.match(text))


def bookmarked(pages: Sequence[Sequence[Line]], outline: Outline) -> dict[int, int]:
    """Lines (by identity) that a bookmark names on its page, with the bookmark's level."""
    found: dict[int, int] = {}
    by_page = {lines[0].page: lines for lines in pages if lines}
    for level, title, page in outline:
        marked_title = _letters_and_digits(title)
        for line in by_page.get(page, ()):
            seen = _letters_and_digits(line.text)
            if len(seen) > 2 and (
                seen == marked_title or (marked_title.startswith(seen) and len(seen) > 9)
            ):
                found.setdefault(id(line), level)
                break
    return found


def _letters_and_digits(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def levelled(found: Sequence[Block], marked: dict[int, int]) -> list[Block]:
    """Gives headings their levels: the bookmark's where every heading style has one, else by
    style, larger and heavier outermost."""
    styles: dict[tuple[float, bool, bool], int] = {}
    for block in found:
        if block.kind is BlockKind.HEADING:
            styles.setdefault(_style(block), 0)
            styles[_style(block)] += 1
    order = sorted(styles, key=lambda s: (-s[0], not s[1], s[2]))
    ranks = {style: min(i + 1, 6) for i, style in enumerate(order)}
    return [
        replace(b, level=marked.get(id(b.lines[0])) or ranks[_style(b)])
        if b.kind is BlockKind.HEADING
        else b
        for b in found
    ]


def _style(block: Block) -> tuple[float, bool, bool]:
    line = block.lines[0]
    return round(line.size * 2) / 2, line.bold, line.italic
