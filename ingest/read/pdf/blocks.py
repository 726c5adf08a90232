"""Blocks from lines: headings, paragraphs, list items, footnotes, lines of a table of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from statistics import median

from ingest.read.pdf.lines import Line

_BULLET = re.compile(r"(?:[•▪■●◦–—\-*]|o)\s+\S")
_ITEM = re.compile(r"(?:\(?\d{1,2}[.)]|\([a-z]\))\s+\S")
_LEADERS = re.compile(r"(?:\.\s?){5,}")
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*[ivxlc\d]+\s*$")
_NOTE_START = re.compile(r"(\d{1,3}|[*†‡])\s*\.?\s+\S|(\d{1,3})(?=[A-Z“])")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*\d{0,3}$")


class Is(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``level`` of a heading, from 1; ``number`` of a footnote."""

    kind: Is
    lines: tuple[Line, ...]
    level: int = 0
    number: str | None = None

    @property
    def text(self) -> str:
        """The words, lines joined by spaces."""
        return " ".join(n.text for n in self.lines)


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document: size of body text, distance of its lines, its weight."""

    size: float
    leading: float
    bold: bool


def measure(pages: Sequence[Sequence[Line]]) -> Measures:
    """The usual measures, by characters."""
    sizes: Counter[float] = Counter()
    bolds: Counter[bool] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            bolds[line.bold] += len(line.text)
    # Footnotes can outweigh the text they stand under: body text is the largest common size.
    common = [size for size, n in sizes.items() if n >= 0.25 * sum(sizes.values())]
    size = max(common or [sizes.most_common(1)[0][0] if sizes else 10.0])
    gaps = [
        a.y - b.y
        for lines in pages
        for a, b in zip(lines, lines[1:], strict=False)
        if abs(a.size - size) < 0.6 and abs(b.size - size) < 0.6 and 0 < a.y - b.y < 3 * size
    ]
    return Measures(size, median(gaps) if gaps else 1.2 * size, bolds[True] > bolds[False])


def blocks_of(
    pages: Sequence[Sequence[Line]], outline: Sequence[tuple[int, str, int]] = ()
) -> list[Block]:
    """The blocks of a document, in reading order, footnotes after the paragraph they interrupt."""
    usual = measure(pages)
    marked = _bookmarked(pages, outline)
    found: list[Block] = []
    for lines in pages:
        body, notes = _parted(lines, usual, found)
        page_blocks = list(_body_blocks(body, usual, marked))
        found += [*page_blocks, *_footnotes(notes)]
    return _levelled(_rejoined(found, usual), marked)


def _parted(
    lines: Sequence[Line], usual: Measures, before: Sequence[Block]
) -> tuple[list[Line], list[Line]]:
    """The page's lines without its footnotes, and the footnotes: the small lines each column
    ends with, from the first that begins with a number (or at once, where a footnote of the page
    before runs on)."""
    body: list[Line] = []
    notes: list[Line] = []
    runs_on = _note_runs_on(before)
    for column in sorted({n.column for n in lines}):
        own = [n for n in lines if n.column == column]
        at = len(own)
        while at and own[at - 1].size <= 0.94 * usual.size:
            at -= 1
        tail = own[at:]
        first = next((i for i, n in enumerate(tail) if _NOTE_START.match(n.text)), None)
        if tail and (first is not None or runs_on) and len(own) > len(tail):
            start = at if runs_on else at + (first or 0)
            notes += own[start:]
    gone = set(map(id, notes))
    body = [n for n in lines if id(n) not in gone]
    return body, notes


def _note_runs_on(before: Sequence[Block]) -> bool:
    notes = [b for b in before[-4:] if b.kind is Is.FOOTNOTE]
    return bool(notes) and before[-1] is notes[-1] and not _ENDED.search(notes[-1].text)


def _footnotes(lines: Sequence[Line]) -> Iterator[Block]:
    block: list[Line] = []
    number: str | None = None
    for line in lines:
        match = _NOTE_START.match(line.text)
        if match and _follows(match[1] or match[2], number):
            if block:
                yield Block(Is.FOOTNOTE, tuple(block), number=number)
            block, number = [], match[1] or match[2]
        block.append(line)
    if block:
        yield Block(Is.FOOTNOTE, tuple(block), number=number)


def _follows(number: str, last: str | None) -> bool:
    """Footnotes of a page count up by one; a number at a line's head may be no footnote's."""
    if last is None or not (number.isdigit() and last.isdigit()):
        return True
    return int(number) == int(last) + 1


def _body_blocks(lines: Sequence[Line], usual: Measures, marked: dict[int, int]) -> Iterator[Block]:
    held: list[Line] = []
    kind = Is.PARAGRAPH
    for line in lines:
        this = _kind(line, usual, marked)
        if held and not _goes_on(held, kind, line, this, usual):
            yield Block(kind, tuple(held))
            held = []
        if not held:
            kind = this
        held.append(line)
    if held:
        yield Block(kind, tuple(held))


def _kind(line: Line, usual: Measures, marked: dict[int, int]) -> Is:
    text = line.text
    if _CONTENTS_LINE.search(text):
        return Is.CONTENTS
    if id(line) in marked or _is_heading(line, usual):
        return Is.HEADING
    return Is.ITEM if _BULLET.match(text) or _ITEM.match(text) else Is.PARAGRAPH


def _is_heading(line: Line, usual: Measures) -> bool:
    text = line.text
    letters = sum(c.isalpha() for c in text)
    if letters < 3 or len(text) > 160 or not (text[0].isupper() or text[0].isdigit()):
        return False
    if _LEADERS.search(text):
        return False
    larger = line.size >= 1.12 * usual.size
    set_off = line.bold and not usual.bold and line.size >= 0.97 * usual.size
    return larger or (set_off and not re.search(r"[.;,]$", text))


def _goes_on(held: list[Line], kind: Is, line: Line, this: Is, usual: Measures) -> bool:
    """True when ``line`` belongs to the block of ``held``."""
    last = held[-1]
    if kind is Is.CONTENTS or this is Is.CONTENTS:
        return kind is this
    if kind is Is.HEADING or this is Is.HEADING:
        same = abs(last.size - line.size) < 0.6 and last.bold == line.bold
        near = 0 < last.y - line.y < 1.9 * max(line.size, last.size)
        return kind is this and same and near and last.column == line.column
    if this is Is.ITEM or last.column != line.column:
        return False
    gap = last.y - line.y
    if abs(last.size - line.size) > 0.15 * usual.size or gap < -0.5 * line.size:
        return False
    if gap > 1.4 * max(usual.leading * line.size / usual.size, line.size):
        return False
    indented = line.x > last.x + 6 and kind is Is.PARAGRAPH and len(held) > 1
    return not (indented and _ENDED.search(last.text))


def _rejoined(found: list[Block], usual: Measures) -> list[Block]:
    """Joins what a page or column break cut, footnotes moved behind."""
    out: list[Block] = []
    notes: list[Block] = []
    for block in found:
        if block.kind is Is.FOOTNOTE:
            if notes and block.number is None and not _ENDED.search(notes[-1].text):
                notes[-1] = replace(notes[-1], lines=notes[-1].lines + block.lines)
            else:
                notes.append(block)
            continue
        last = out[-1] if out else None
        if last is not None and _was_cut(last, block):
            out[-1] = replace(last, lines=last.lines + block.lines)
            continue
        out += notes
        notes = []
        out.append(block)
    return out + notes


def _was_cut(last: Block, block: Block) -> bool:
    if last.kind not in (Is.PARAGRAPH, Is.ITEM) or block.kind is not Is.PARAGRAPH:
        return False
    a, b = last.lines[-1], block.lines[0]
    moved = a.page != b.page or a.column != b.column
    if not moved or _ENDED.search(a.text) or abs(a.size - b.size) > 0.6:
        return False
    return b.text[:1].islower() or len(a.text) > 35


def _bookmarked(
    pages: Sequence[Sequence[Line]], outline: Sequence[tuple[int, str, int]]
) -> dict[int, int]:
    """Lines (by identity) that a bookmark names on its page, with the bookmark's level."""
    found: dict[int, int] = {}
    by_page: dict[int, list[Line]] = {lines[0].page: list(lines) for lines in pages if lines}
    for level, title, page in outline:
        wanted = _plain(title)
        for line in by_page.get(page, ()):
            seen = _plain(line.text)
            if seen and len(seen) > 2 and (seen == wanted or wanted.startswith(seen)):
                found[id(line)] = level
                break
    return found


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())


def _levelled(found: list[Block], marked: dict[int, int]) -> list[Block]:
    """Gives headings their levels: the bookmark's, else by size, larger and bolder outermost."""
    styles = sorted(
        {(-round(b.lines[0].size), not b.lines[0].bold) for b in found if b.kind is Is.HEADING}
    )
    ranks = {style: min(i + 1, 6) for i, style in enumerate(styles)}
    return [
        replace(
            b,
            level=marked.get(id(b.lines[0]))
            or ranks[(-round(b.lines[0].size), not b.lines[0].bold)],
        )
        if b.kind is Is.HEADING
        else b
        for b in found
    ]
