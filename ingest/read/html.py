"""Reads web pages: the main content only, found by trafilatura. Nothing is loaded from the web."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ingest.read.compose_document import Composer
from ingest.read.decode import decode
from ingest.read.normalise import clean
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.text import first_line
from ingest.read.xml_parser import Element, MarkupError, local_name, parse_xml, words_in
from kb.models import Document, Metadata, Skipped

_PARAGRAPHS = frozenset("p quote ab code".split())
HtmlBlock = tuple[str, str, int]  # kind, words, level of a heading


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The main content of a web page. ``Skipped`` when there is none to be found."""
    text = decode(source.data)
    if text is None:
        return Skipped(str(source.path), "the file is not text, so it is not a web page")
    import trafilatura

    content = trafilatura.extract(
        text,
        output_format="xml",
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        favor_recall=True,
        deduplicate=False,
    )
    if not content:
        return Skipped(
            str(source.path),
            "the page has no article that can be found; save the page as PDF and ingest that",
        )
    try:
        root = parse_xml(content.encode())
    except MarkupError as error:
        return Skipped(
            str(source.path), f"the web page is damaged ({error}); save it as PDF and ingest that"
        )
    composer = Composer()
    compose(composer, blocks(root))
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(str(source.path), "the page has no text; save it as PDF and ingest that")
    progress(1, 1)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=_metadata(trafilatura.extract_metadata(text), body),
        sections=sections,
        format="html",
    )


def blocks(root: Element) -> Iterator[HtmlBlock]:
    """Headings, paragraphs, items and table rows of trafilatura's XML, in order."""
    for element in root.iter():
        name = local_name(element)
        words = clean(words_in(element)).strip()
        if not words:
            continue
        if name == "head":
            level = element.get("rend", "h2")[-1]
            yield "heading", words, int(level) if level.isdigit() else 2
        elif name == "item":
            yield "item", words, 0
        elif name == "row":
            yield "row", " | ".join(clean(words_in(c)).strip() for c in element), 0
        elif name in _PARAGRAPHS and not _inside(element, ("item", "row", "cell", "quote")):
            yield "paragraph", words, 0


def compose(composer: Composer, found: Iterator[HtmlBlock]) -> None:
    """Append the blocks."""
    for kind, words, level in found:
        if kind == "heading":
            composer.heading([words], level)
        else:
            composer.paragraph(
                [words], item=kind != "paragraph", mark="- " if kind == "item" else ""
            )


def _inside(element: Element, names: tuple[str, ...]) -> bool:
    return any(local_name(a) in names for a in element.iterancestors())


def _metadata(found: Any, body: str) -> Metadata:
    title = getattr(found, "title", None) or first_line(body)
    author = getattr(found, "author", None)
    url = getattr(found, "url", None)
    return Metadata(
        title=clean(title).strip(),
        publisher=getattr(found, "sitename", None),
        authors=tuple(a.strip() for a in author.split(";")) if author else (),
        date=(getattr(found, "date", None) or "")[:10] or None,
        url=url if url and url.startswith(("http://", "https://")) else None,
    )
