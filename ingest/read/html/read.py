"""Reads web pages: what a browser shows of the article. Nothing is loaded from the web."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import webencodings

from ingest.read.compose_document import Composer
from ingest.read.decode import decoded
from ingest.read.html.article import article, remove_furniture
from ingest.read.html.blocks import Block, blocks
from ingest.read.html.note_marks import settle_marks
from ingest.read.html.page_metadata import (
    changed_date,
    marked_date,
    page_title,
    stated_metadata,
    visible_date,
)
from ingest.read.html.parts import prose_outside
from ingest.read.html.styles import Styles
from ingest.read.html.visible import remove_unseen
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.text import first_line
from ingest.read.xml_parser import MarkupError, parse_html
from kb.models import Document, Role, Skipped

_CHARSET = re.compile(
    rb"""(?i)<(?:meta|\?xml)\b[^<>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w:.-]{1,40})"""
)
_CHARSET_WITHIN = 4096  # bytes at the start of a page


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The main content of a web page. ``Skipped`` when there is none to be found."""
    found = decoded(source.data, declared_encoding(source.data))
    if found is None:
        return Skipped(str(source.path), "the file is not text, so it is not a web page")
    try:
        root = parse_html(found.text)
    except MarkupError as error:
        return Skipped(
            str(source.path), f"the web page is damaged ({error}); save it as PDF and ingest that"
        )
    if root is None:
        return Skipped(str(source.path), "the page has no text; save it as PDF and ingest that")
    styles = Styles(root)
    changed = changed_date(root)
    title = page_title(root)
    remove_furniture(root, title)
    metadata = stated_metadata(root)
    date = metadata.date or marked_date(root)
    remove_unseen(root, styles)
    notes = settle_marks(root, styles, (root.get("lang") or "")[:2].casefold() or None)
    parts = article(root, title)
    content = [b for part in parts for b in blocks(part, styles, notes)]
    composer = Composer()
    compose(composer, content)
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(
            str(source.path),
            "the page has no article that can be found; save the page as PDF and ingest that",
        )
    progress(1, 1)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=replace(
            metadata,
            title=metadata.title or first_line(body),
            date=date or visible_date(content) or changed,
        ),
        sections=sections,
        warnings=(*found.warnings, *prose_outside(root, parts)),
        format="html",
    )


def compose(composer: Composer, found: Iterable[Block]) -> None:
    """Append the blocks."""
    for block in found:
        if block.first:
            composer.end_list()
        if block.kind == "heading":
            composer.heading(block.lines, block.level)
        elif block.kind in ("note", "contents"):
            role = Role.FOOTNOTE if block.kind == "note" else Role.CONTENTS
            number = re.match(r"\W*(\d{1,3})", block.mark + block.text)
            composer.note(block.lines, role, number[1] if number else None, mark=block.mark)
        else:
            composer.paragraph(block.lines, item=block.kind != "paragraph", mark=block.mark)


def declared_encoding(data: bytes) -> str | None:
    """The name of Python's codec for the encoding that a page names in its first bytes, as
    browsers read that name; ``None`` where there is none."""
    match = _CHARSET.search(data[:_CHARSET_WITHIN])
    encoding = webencodings.lookup(match[1].decode("ascii", "ignore")) if match else None
    return encoding.codec_info.name if encoding and encoding.name != "utf-8" else None
