"""Finds footnotes: their lines, where each begins, and which continue on the next page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.read.pdf.blocks import Block, BlockKind, Measures
from ingest.read.pdf.lines import Line

_START = re.compile(r"(\d{1,3}|[*†‡])\s*\.?\s+\S|(\d{1,3})(?=[A-Z“])")
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")


def split_footnotes(
    lines: Sequence[Line], typical: Measures, runs_on: bool
) -> tuple[list[Line], list[Line]]:
    """A page's lines without its footnotes, and the lines of the footnotes.

    Footnotes are the small lines a column ends with, from the first that begins with a number;
    from the first of all where a footnote of the page before ``runs_on``.
    """
    notes: list[Line] = []
    for column in sorted({n.column for n in lines}):
        own = [n for n in lines if n.column == column and not n.side_note]
        at = len(own)
        while at and typical.small(own[at - 1]) and own[at - 1].cells < 3:
            at -= 1
        tail = own[at:]
        first = next((i for i, n in enumerate(tail) if starts(n)), None)
        if first is None and not runs_on:
            continue
        if len(own) == len(tail) and not any(n.note for n in tail) and not notes:
            continue
        if runs_on and tail and (first is None or _continues(tail[:first], own, at)):
            first = 0
        notes += tail[first or 0 :]
    gone = set(map(id, notes))
    return [n for n in lines if id(n) not in gone], notes


def _continues(head: Sequence[Line], own: Sequence[Line], at: int) -> bool:
    """True when ``head``, small lines before the first number, continues the last footnote: it is
    not separate from the lines below it, as a source line under a figure would be."""
    return bool(head) and (at == 0 or own[at - 1].y - head[0].y > 1.5 * head[0].size)


def starts(line: Line) -> bool:
    """True when ``line`` begins as a footnote does."""
    return line.note is not None or bool(_START.match(line.text))


def blocks_of_notes(lines: Sequence[Line]) -> Iterator[Block]:
    """Each footnote as a block; the first may have no number, when it runs on."""
    raised = any(n.note for n in lines)
    block: list[Line] = []
    number: str | None = None
    for line in lines:
        found = _number(line, raised)
        if found and _follows(found, number):
            if block:
                yield Block(BlockKind.FOOTNOTE, tuple(block), number=number)
            block, number = [], found
        block.append(line)
    if block:
        yield Block(BlockKind.FOOTNOTE, tuple(block), number=number)


def _number(line: Line, raised: bool) -> str | None:
    if line.note or raised:
        return line.note.strip() if line.note else None
    match = _START.match(line.text)
    return (match[1] or match[2]) if match else None


def _follows(number: str, last: str | None) -> bool:
    """Footnotes of a page count up by one; a number at a line's head may be no footnote's."""
    if last is None or not (number.isdigit() and last.isdigit()):
        return True
    return 0 < int(number) - int(last) <= 3


def open_end(blocks: Sequence[Block]) -> bool:
    """True when the last of ``blocks`` is a footnote whose sentence has not ended."""
    return bool(
        blocks and blocks[-1].kind is BlockKind.FOOTNOTE and not _ENDED.search(blocks[-1].text)
    )
