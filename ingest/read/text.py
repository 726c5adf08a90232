"""Reads plain text: paragraphs, hard-wrapped lines joined, form feeds as pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.read.compose_document import Composer
from ingest.read.decode import decoded
from ingest.read.html.raised import without_marks
from ingest.read.masthead import PROSE, masthead_date
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from kb.models import Document, Metadata, Page, Skipped
from kb.span import Span

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|$))+")
_ITEM = re.compile(r"\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+\S")
_HEAD = 3000  # characters in which a masthead is looked for
_WRAPPED = 60  # characters; a line this long was wrapped by hand


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of ``source`` as paragraphs. ``Skipped`` when it is not text."""
    found = decoded(source.data)
    if found is None:
        return Skipped(
            str(source.path),
            "the file is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8 text",
        )
    composer = Composer()
    pages: list[Page] = []
    parts = found.text.split("\f")
    for index, part in enumerate(parts):
        start = len(composer)
        for lines, item in blocks(part):
            _put(composer, [without_marks(line) for line in lines], item)
        pages.append(Page(index, spans=(Span(start, len(composer)),)))
        progress(index + 1, len(parts))
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(str(source.path), "the file has no text")
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=Metadata(title=first_line(body), date=masthead_date(list(_first_lines(parts[0])))),
        pages=tuple(pages) if len(parts) > 1 else (),
        sections=sections,
        warnings=found.warnings,
        format="text",
    )


def _first_lines(text: str) -> Iterator[str]:
    """The lines of the short paragraphs with which ``text`` begins."""
    for lines, item in blocks(text[:_HEAD]):
        if item or sum(len(line.split()) for line in lines) >= PROSE:
            return
        yield from lines


def blocks(text: str) -> Iterator[tuple[list[str], bool]]:
    """The paragraphs of ``text`` as lines, and whether each is a list item."""
    for paragraph in _PARAGRAPH.finditer(text):
        block: list[str] = []
        item = False
        for line in paragraph.group().splitlines(keepends=True):
            starts_item = is_item(line)
            if block and (starts_item or not _continues(block[-1])):
                yield block, item
                block = []
            item = starts_item if not block else item
            block.append(line)
        if block:
            yield block, item


def _continues(line: str) -> bool:
    """True when a line continues in the next: it is long, or ends inside a sentence."""
    return len(line.strip()) >= _WRAPPED or bool(re.search(r"[a-z,;-]\s*$", line))


def _put(composer: Composer, lines: list[str], item: bool) -> None:
    if len(lines) == 1 and not item and is_heading(lines[0]):
        composer.heading(lines, 1)
    else:
        composer.paragraph(lines, item=item)


def is_item(line: str) -> bool:
    """True for a line that begins with a bullet or a number, as items of a list do."""
    return bool(_ITEM.match(line))


def is_heading(line: str) -> bool:
    """True for a short line by itself that begins like a title and does not end a sentence."""
    bare = line.strip()
    words = bare.split()
    return (
        0 < len(words) <= 14
        and len(bare) <= 100
        and (bare[0].isupper() or bare[0].isdigit())
        and bare[-1] not in ".:;,!"
        and any(c.isalpha() for c in bare)
    )


def first_line(text: str) -> str:
    """The first line, cut between words to 160 characters; it serves as a title."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 160 else line[:160].rsplit(" ", 1)[0] + "…"
