"""Makes blocks of lines: ends of paragraphs, items and rows; rejoins what a page break cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.read.pdf.blocks import Block, BlockKind, Measures, measure
from ingest.read.pdf.footnotes import blocks_of_notes, open_end, split_footnotes
from ingest.read.pdf.headings import (
    Outline,
    bookmarked,
    is_caption,
    is_date,
    is_heading,
    levelled,
    same_heading,
)
from ingest.read.pdf.lines import Line

_BULLET = re.compile("[•▪■●◦‣⁃□➢✓\uf000-\uf8ff]\\s*\\S")
_WEAK = re.compile(r"(?:[–—\-*o]|\(?\d{1,2}[.)]|\([a-zA-Z]\)|\(?[ivx]{1,5}[.)])\s+\S")
_CONTENTS_LINE = re.compile(r"(?<!\.)(?<!\.\s)(?:\.\s?+){4,}+\s*+[A-Z]?-?[ivxlc\d]++\s*+$")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")


def blocks_of(pages: Sequence[Sequence[Line]], outline: Outline = ()) -> list[Block]:
    """The blocks of a document in reading order. Footnotes, side notes and figures between the
    halves of a paragraph come after it."""
    typical = measure(pages)
    marked = bookmarked(pages, outline)
    found: list[Block] = []
    contents = False
    for lines in pages:
        contents = _is_contents(lines, contents)
        if contents:
            found += _contents(lines)
            continue
        body, notes = split_footnotes(lines, typical, open_end(found))
        found += _body(body, typical, marked)
        found += blocks_of_notes(notes)
    return levelled(_lone_lines(_rejoined(found), typical), marked)


def _is_contents(lines: Sequence[Line], before: bool) -> bool:
    """True for a page of a table of contents: half its lines, fewer after another such page."""
    listed = sum(bool(_CONTENTS_LINE.search(n.text)) for n in lines)
    return listed >= 3 and listed >= (0.35 if before else 0.5) * len(lines)


def _contents(lines: Sequence[Line]) -> Iterator[Block]:
    if lines:
        yield Block(BlockKind.CONTENTS, tuple(lines))


def _body(lines: Sequence[Line], typical: Measures, marked: dict[int, int]) -> Iterator[Block]:
    held: list[Line] = []
    kind = BlockKind.PARAGRAPH
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        this = _kind(line, before, after, typical, marked)
        if held and _goes_on(held, kind, line, this, typical):
            held.append(line)
            continue
        if held:
            yield Block(kind, tuple(held))
        held, kind = [line], this
    if held:
        yield Block(kind, tuple(held))


def _kind(
    line: Line, before: Line | None, after: Line | None, typical: Measures, marked: dict[int, int]
) -> BlockKind:
    text = line.text
    if _CONTENTS_LINE.search(text):
        return BlockKind.CONTENTS
    if _BULLET.match(text):
        return BlockKind.ITEM
    if id(line) in marked or is_heading(line, before, after, typical):
        return BlockKind.HEADING
    if _WEAK.match(text):
        return BlockKind.ITEM
    return BlockKind.ROW if _is_row(line, before, after) else BlockKind.PARAGRAPH


def _is_row(line: Line, before: Line | None, after: Line | None) -> bool:
    """True for a row of a table: distant cells, or cells under or over cells. One wide gap in a
    justified line is not enough."""
    if line.cells < 2:
        return False
    beside = [n for n in (before, after) if n is not None and n.column == line.column]
    return line.cells > 2 or line.gap > 1.7 or any(n.cells > 1 for n in beside)


def _goes_on(
    held: list[Line], kind: BlockKind, line: Line, this: BlockKind, typical: Measures
) -> bool:
    """True when ``line`` belongs to the block of ``held``."""
    last = held[-1]
    if kind is BlockKind.CONTENTS or this is BlockKind.CONTENTS:
        return kind is this
    if kind is BlockKind.HEADING and (this is BlockKind.HEADING or not line.text[:1].isupper()):
        return same_heading(last, line)
    if (
        kind is BlockKind.HEADING
        or this is BlockKind.HEADING
        or is_date(line.text)
        or is_date(last.text)
    ):
        return False
    if last.column != line.column or last.side_note != line.side_note:
        return False
    gap = last.y - line.y
    most = 1.15 if _ENDED.search(last.text) and line.text[:1].isupper() else 1.3
    near = -0.4 * line.size < gap <= most * typical.leading(max(line.size, last.size)) + 0.5
    if kind is BlockKind.ROW:
        width = line.right - line.left
        return near and (this is BlockKind.ROW or line.end - line.x < 0.5 * width)
    if this is BlockKind.ROW or not near or not _alike(last, line):
        return False
    if this is BlockKind.ITEM:
        return not _BULLET.match(line.text) and _in_sentence(held, line)
    if kind is BlockKind.ITEM:
        hanging = held[0].indent > held[0].x + 3 and abs(line.x - held[0].indent) < 4
        return hanging or not _would_fit(held, line)
    return not _begins(held, line)


def _alike(last: Line, line: Line) -> bool:
    """True when two lines can be of one paragraph by their size. Small capitals at a line's
    start do not make it a new one."""
    ratio = min(last.size, line.size) / max(last.size, line.size)
    return ratio > 0.94 or (ratio > 0.75 and not _ENDED.search(last.text))


def _in_sentence(held: Sequence[Line], line: Line) -> bool:
    """True when the mark at the start of ``line`` is inside a sentence."""
    return (
        not _ENDED.search(held[-1].text)
        and not _would_fit(held, line)
        and (abs(line.x - held[-1].x) < 3 or abs(line.x - held[0].indent) < 4)
    )


def _would_fit(held: Sequence[Line], line: Line) -> bool:
    """True when the first word of ``line`` would fit at the end of the line before, so that the
    line ended there for another reason."""
    last = held[-1]
    right = max(n.end for n in held) if len(held) > 2 else last.right
    word = line.text.split(" ", 1)[0]
    width = (0.25 + 0.52 * len(word)) * line.size
    return last.end + width < right - 0.4 * line.size


def _begins(held: Sequence[Line], line: Line) -> bool:
    """True when ``line`` begins a paragraph without a larger distance above it."""
    last = held[-1]
    ended = bool(_ENDED.search(last.text))
    margin = min(n.x for n in held[1:]) if len(held) > 1 else line.left
    if 4 < line.x - margin < 60 and line.x - last.x > 4 and (ended or _would_fit(held, line)):
        return True
    starts = line.text[:1].isupper() or line.text[:1] in '“"‘(¿¡'
    return ended and starts and _would_fit(held, line)


def _lone_lines(found: Sequence[Block], typical: Measures) -> list[Block]:
    """Makes headings of paragraphs of one or two lines without a full stop, over a longer paragraph
    in the same type."""
    out: list[Block] = []
    for i, block in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        before = out[-1] if out else None
        if after is not None and _is_lone(block, before, after, typical):
            block = replace(block, kind=BlockKind.HEADING)
        out.append(block)
    return out


def _is_lone(block: Block, before: Block | None, after: Block, typical: Measures) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 2 or block.lines[0].side_note:
        return False
    first, text = block.lines[0], block.text
    if not 8 < len(text) < 110 or re.search(r"[.,;:!?\d)]$", text) or not text[0].isupper():
        return False
    if typical.small(first) or first.cells > 1 or sum(c.isalpha() for c in text) < 0.75 * len(text):
        return False
    if before is not None and before.kind is BlockKind.PARAGRAPH and not _ENDED.search(before.text):
        return False
    follows = after.kind is BlockKind.PARAGRAPH and len(after.lines) > 2 and after.text[0].isupper()
    return (
        follows
        and abs(after.lines[0].size - first.size) < 0.3
        and (after.lines[0].page == first.page and after.lines[0].column == first.column)
    )


def _rejoined(found: Sequence[Block]) -> list[Block]:
    """Joins paragraphs that a page, a column or a figure cut; what was in between comes after."""
    out: list[Block] = []
    since: list[Block] = []  # blocks after the paragraph that may continue
    for block in found:
        if block.kind is BlockKind.FOOTNOTE:
            _add_note(out, since, block)
            continue
        last = out[-1] if out else None
        if last is not None and _was_cut(last, block, since):
            out[-1] = replace(last, lines=last.lines + block.lines)
        elif last is not None and _is_open(last) and _is_float(last, block, since):
            if since and _was_cut(since[-1], block, ()):
                since[-1] = replace(since[-1], lines=since[-1].lines + block.lines)
            else:
                since.append(block)
        else:
            out += [*since, block]
            since = []
    return out + since


def _add_note(out: list[Block], since: list[Block], block: Block) -> None:
    """Footnotes wait for the end of the paragraph; one without a number continues the last."""
    for held in (since, out):
        notes = [i for i, b in enumerate(held[-24:]) if b.kind is BlockKind.FOOTNOTE]
        if block.number is None and notes:
            at = max(len(held) - 24, 0) + notes[-1]
            held[at] = replace(held[at], lines=held[at].lines + block.lines)
            return
    since.append(block)


def _is_open(last: Block) -> bool:
    """True for a paragraph that ends inside a sentence."""
    return last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not _ENDED.search(
        last.lines[-1].text
    )


def _is_float(last: Block, block: Block, since: Sequence[Block]) -> bool:
    """True for blocks that may be between the halves of the paragraph ``last``: tables, figures
    with captions and notes, side notes, an imprint; no heading and no similar paragraph."""
    if block.kind is BlockKind.HEADING:
        return is_caption(block.text)
    first = block.lines[0]
    alike = (
        abs(first.size - last.lines[-1].size) < 0.6 and first.side_note == last.lines[-1].side_note
    )
    text = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and alike and len(block.text) > 120
    return len(since) < 16 and block.kind is not BlockKind.CONTENTS and not text


def _was_cut(last: Block, block: Block, since: Sequence[Block]) -> bool:
    """True when ``block`` continues the sentence in which ``last`` stops."""
    if block.kind is not BlockKind.PARAGRAPH or not _is_open(last):
        return False
    a, b = last.lines[-1], block.lines[0]
    if (a.page == b.page and a.column == b.column) or a.side_note != b.side_note:
        return False
    if abs(a.size - b.size) > 0.6 or b.page - a.page > 2 or is_date(block.text):
        return False
    full = a.end - a.x > 0.6 * (a.right - a.left) and len(a.text) > 25
    between = any(s.kind is not BlockKind.FOOTNOTE for s in since)
    if b.text[:1].islower():
        return full or not between
    return full and len(block.text) > 60 and not between
