"""Reads Markdown: front matter, headings, paragraphs, lists; repairs text converted from PDF.

Such text has page headers and footnotes inside its sentences. Both are recognised by their form;
page headers are left out, footnotes moved behind the paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.read import front_matter
from ingest.read.compose_document import Composer
from ingest.read.decode import decoded
from ingest.read.html.blocks import Block
from ingest.read.html.blocks import blocks as html_blocks
from ingest.read.html.note_marks import settle_marks
from ingest.read.html.styles import Styles
from ingest.read.html.visible import remove_unseen
from ingest.read.markdown_html import to_html
from ingest.read.masthead import masthead_date, with_masthead
from ingest.read.normalise import clean
from ingest.read.source import PartProgress, ReadResult, Source, SourceLine, no_progress
from ingest.read.xml_parser import MarkupError, parse_html
from kb.models import Document, LeftOut, Role, Skipped
from kb.span import Span

_CONTENTS_LINE = re.compile(r"[\W\d_]*+[^\W\d_].*\s\d{1,3}$")
_FOOTNOTE = re.compile(r"\[?(\d{1,3})\]?[.:]?\s+(?=[A-Z“\"‘(§$\d])")
_MARK = re.compile(r"(?<=[\w.,;:”\"’)])\s?\[\d{1,3}\](?=[\s.,;:)”\"]|$)")
_UNKNOWN_NOTE = re.compile(r"(?<=\S)\[\^[^\]\s]{1,40}\]")  # a mark without its note
_ENDED = re.compile(r"[.!?:;][\"”’)\]]*$")
_PAGE_LINE = re.compile(r"(?i)^(page\s+[ivxlc\d]+\b.{0,60}|.{0,60}\bpage\s+[ivxlc\d]+)$")


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A heading (``level`` > 0), paragraph or list item, as lines with their source offsets."""

    lines: tuple[SourceLine, ...]
    level: int = 0
    item: bool = False
    mark: str = ""
    first: bool = False  # of its list or table
    footnote: str | None = None  # the number of a note; empty where it has none
    contents: bool = False

    @property
    def text(self) -> str:
        """The words, on one line."""
        return clean(" ".join(t for t, _ in self.lines)).strip()


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of a Markdown file. ``Skipped`` when it is not text or holds none."""
    found = decoded(source.data)
    if found is None:
        return Skipped(str(source.path), "the file is not text; save it as UTF-8 text")
    matter = front_matter.split(found.text)
    try:
        blocks, left_out = _without_page_headers(list(_blocks(found.text, matter.body)))
    except MarkupError as error:
        return Skipped(str(source.path), f"the HTML in the file is damaged ({error}); correct it")
    if not blocks:
        return Skipped(str(source.path), "the file has no text")
    composer = Composer()
    for block in _rejoined(_classified(blocks)):
        _put(composer, block)
    words, sections = composer.finish()
    progress(1, 1)
    title = next((b.text for b in blocks if b.level), blocks[0].text[:160])
    metadata, unusable = front_matter.metadata(matter, title)
    metadata = with_masthead(metadata, [b.text for b in blocks[:6]])
    if metadata.date is None:
        shown = masthead_date([b.text for b in blocks if b.level != 1 and not b.item])
        metadata = replace(metadata, date=shown)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=words,
        metadata=metadata,
        sections=sections,
        left_out=tuple(left_out),
        warnings=found.warnings + matter.warnings + unusable,
        format="markdown",
    )


def _blocks(text: str, body: int) -> Iterator[MarkdownBlock]:
    """The blocks of ``text`` from offset ``body``."""
    root = parse_html(to_html(text[body:]))
    if root is None:
        return
    styles = Styles(root)
    remove_unseen(root, styles)
    notes = settle_marks(root, styles)
    starts = [body]
    for line in text[body:].splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for block in html_blocks(root, styles, notes):
        lines = tuple(_placed(block, text, starts))
        if lines:
            yield MarkdownBlock(
                lines,
                level=block.level,
                item=block.kind in ("item", "row"),
                mark=block.mark,
                first=block.first,
                footnote=block.mark.strip(". ") or "" if block.kind == "note" else None,
                contents=block.kind == "contents",
            )


def _placed(block: Block, text: str, starts: Sequence[int]) -> Iterator[SourceLine]:
    """The lines of ``block``, each with the offset of its source line."""
    for i, line in enumerate(block.lines):
        words = _UNKNOWN_NOTE.sub("", line).strip()
        at = starts[min((block.line or 0) + i, len(starts) - 1)]
        if words:
            found = text.find(words, at, at + len(words) + 400)
            yield words, found if found >= 0 else at


def _without_page_headers(blocks: list[MarkdownBlock]) -> tuple[list[MarkdownBlock], list[LeftOut]]:
    """Leaves out page numbers and short lines that recur as page headers; returns both parts."""
    counts = Counter(b.text for b in blocks if not b.level and len(b.text) < 90)
    kept: list[MarkdownBlock] = []
    left_out: list[LeftOut] = []
    for block in blocks:
        words = block.text
        repeated = counts[words] >= 3 and not block.item and not _ENDED.search(words)
        reason = (
            "page number" if _PAGE_LINE.match(words) else "running header" if repeated else None
        )
        if reason is None or block.level:
            kept.append(block)
        else:
            first, last = block.lines[0], block.lines[-1]
            left_out.append(LeftOut(Span(first[1], last[1] + len(last[0])), reason, False))
    return kept, left_out


def _classified(blocks: Sequence[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    """Marks footnotes, which count upwards, and tables of contents; blanks footnote marks."""
    expected = 1
    numbered = _footnote_numbers(blocks)
    for block in blocks:
        match = _FOOTNOTE.match(block.text)
        if block.footnote is not None:
            yield block
        elif match and not block.level and int(match[1]) in numbered and int(match[1]) >= expected:
            expected = int(match[1]) + 1
            yield replace(block, footnote=match[1], item=False, mark="")
        elif _is_contents(block):
            yield replace(block, contents=True)
        elif numbered and not block.level:
            yield replace(block, lines=tuple((_MARK.sub(_blank, t), at) for t, at in block.lines))
        else:
            yield block


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _footnote_numbers(blocks: Sequence[MarkdownBlock]) -> set[int]:
    """The numbers that are both a mark in brackets and the start of a paragraph."""
    text = " ".join(b.text for b in blocks)
    marks = {int(m) for m in re.findall(r"\[(\d{1,3})\]", text)}
    heads = {int(m[1]) for b in blocks if (m := _FOOTNOTE.match(b.text))}
    return marks & heads


def _is_contents(block: MarkdownBlock) -> bool:
    """True for lines that mostly end in a page number."""
    lines = [t.strip() for t, _ in block.lines]
    ended = sum(1 for line in lines if _CONTENTS_LINE.match(line))
    return len(lines) >= 3 and not block.level and ended >= 0.5 * len(lines)


def _rejoined(blocks: Iterator[MarkdownBlock]) -> Iterator[MarkdownBlock]:
    """Joins a paragraph that a page break cut; the footnotes in between come after it."""
    held: MarkdownBlock | None = None
    notes: list[MarkdownBlock] = []
    for block in blocks:
        if block.footnote is not None:
            notes.append(block)
            continue
        if held is not None and _is_broken_year(held, block):
            (words, at), *others = block.lines
            held = replace(held, lines=(*held.lines, (block.mark + words, at), *others))
            continue
        if held is not None and _cut(held, block):
            held = replace(held, lines=held.lines + block.lines)
            continue
        if held is not None:
            yield held
        yield from notes
        held, notes = block, []
    if held is not None:
        yield held
    yield from notes


def _is_broken_year(before: MarkdownBlock, after: MarkdownBlock) -> bool:
    """True where a line began with the last word of a sentence, a number and a full stop, which
    Markdown takes for an item: "as of December / 2024."."""
    number = after.mark or after.text
    return (
        after.first
        and not (before.level or before.contents or _ENDED.search(before.text))
        and re.fullmatch(r"\d{3,4}\.\s?", number) is not None
    )


def _cut(before: MarkdownBlock, after: MarkdownBlock) -> bool:
    return (
        not (before.level or after.level or after.item or before.contents or after.contents)
        and not _ENDED.search(before.text)
        and after.text[:1].islower()
        and len(before.text) > 40
    )


def _put(composer: Composer, block: MarkdownBlock) -> None:
    lines = [line for line, _ in block.lines]
    if block.first:
        composer.end_list()
    if block.level:
        composer.heading(lines, block.level)
    elif block.footnote is not None:
        composer.note(lines, Role.FOOTNOTE, block.footnote or None, mark=block.mark)
    elif block.contents:
        composer.note(lines, Role.CONTENTS, mark=block.mark)
    else:
        composer.paragraph(lines, item=block.item, mark=block.mark)
