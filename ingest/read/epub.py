"""Reads EPUB books: the chapters of the spine, in order (EPUB 3.3)."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

from ingest.read.compose_document import Composer
from ingest.read.dates import iso_date
from ingest.read.normalise import clean
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.text import first_line
from ingest.read.xml_parser import Element, MarkupError, local_name, parse_xml, words_in
from ingest.read.zip_limits import ArchiveError, check_archive
from kb.models import Document, Metadata, Skipped
from kb.settings import settings

_HEADING_LEVELS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset("p li blockquote pre dt dd figcaption tr".split())
# An entity that XML does not know, such as &nbsp;
_OTHER_ENTITY = re.compile(rb"&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;")


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of an EPUB. ``Skipped`` when it cannot be opened or is empty."""
    try:
        archive = check_archive(source.data)
        package, base = _package(archive)
        chapters = list(_chapters(package, base))
        composer = Composer()
        for number, name in enumerate(chapters, 1):
            _append(composer, archive, name)
            progress(number, len(chapters))
    except (ArchiveError, MarkupError, KeyError, zipfile.BadZipFile, OSError, ValueError) as error:
        return Skipped(str(source.path), f"the EPUB is damaged: {error}")
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(
            str(source.path),
            "the book has no text, or is locked by copy protection; get an unlocked copy",
        )
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=_metadata(package, body),
        sections=sections,
        format="epub",
    )


def _package(archive: zipfile.ZipFile) -> tuple[Element, str]:
    container = parse_xml(archive.read("META-INF/container.xml"))
    for element in container.iter():
        if local_name(element) == "rootfile":
            path = element.get("full-path", "")
            return parse_xml(archive.read(path)), posixpath.dirname(path)
    raise ValueError("its container.xml names no package file")


def _chapters(package: Element, base: str) -> Iterator[str]:
    items = {e.get("id"): e.get("href", "") for e in package.iter() if local_name(e) == "item"}
    for element in package.iter():
        if local_name(element) == "itemref" and element.get("idref") in items:
            href = unquote(items[element.get("idref")].split("#")[0])
            yield posixpath.normpath(posixpath.join(base, href))


def _append(composer: Composer, archive: zipfile.ZipFile, name: str) -> None:
    """Append a chapter."""
    with archive.open(name) as file:
        data = file.read(settings().ingest.chapter_mb * 1_000_000)
    root = parse_xml(_OTHER_ENTITY.sub(b" ", data), recover=True)
    for element in root.iter():
        kind = local_name(element)
        if kind not in _HEADING_LEVELS and kind not in _BLOCKS:
            continue
        if any(local_name(a) in _BLOCKS for a in element.iterancestors()):
            continue
        words = clean(words_in(element)).strip()
        if kind in _HEADING_LEVELS:
            composer.heading([words], _HEADING_LEVELS[kind])
        else:
            listed = kind == "li"
            composer.paragraph([words], item=listed, mark="- " if listed else "")


def _metadata(package: Element, body: str) -> Metadata:
    found: dict[str, list[str]] = {}
    for element in package.iter():
        words = clean(words_in(element)).strip()
        if words:
            found.setdefault(local_name(element), []).append(words)
    return Metadata(
        title=(found.get("title") or [first_line(body)])[0],
        publisher=next(iter(found.get("publisher", ())), None),
        authors=tuple(found.get("creator", ())),
        date=iso_date((found.get("date") or [""])[0]),
        language=(found.get("language") or [""])[0][:2].casefold() or None,
        rights=next(iter(found.get("rights", ())), None),
    )
