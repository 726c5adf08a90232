"""Reads Word documents (DOCX) with python-docx: headings by style, lists, tables, properties."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from ingest.read.compose_document import Composer
from ingest.read.lexicon import READING
from ingest.read.normalise import clean
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.text import first_line
from ingest.read.zip_limits import ArchiveError, check_archive
from kb.models import Document, Metadata, Skipped

_HEADING = re.compile(rf"(?i)^(?:{'|'.join(READING.heading_styles)}) ?(\d)$")


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of a DOCX file. ``Skipped`` when it cannot be opened or is empty."""
    try:
        check_archive(source.data)
        import docx

        document = docx.Document(io.BytesIO(source.data))
    except ArchiveError as error:
        return Skipped(str(source.path), str(error))
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        return Skipped(
            str(source.path), f"the DOCX file is damaged ({error}); save it again in Word"
        )
    composer = Composer()
    for block in document.iter_inner_content():
        _append(composer, block)
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(str(source.path), "the document has no text")
    progress(1, 1)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=_metadata(document.core_properties, body),
        sections=sections,
        format="docx",
    )


def _append(composer: Composer, block: Any) -> None:
    """Append a paragraph, or a table with one line for each row."""
    if hasattr(block, "rows"):
        for row in block.rows:
            words = " | ".join(clean(cell.text).strip() for cell in row.cells)
            composer.paragraph([words], item=True)
        return
    words = block.text
    style = (block.style.name if block.style is not None else "") or ""
    heading = _HEADING.match(style)
    if heading or style == "Title":
        composer.heading([words], int(heading[1]) + 1 if heading else 1)
    else:
        listed = "list" in style.casefold()
        composer.paragraph([words], item=listed, mark="- " if listed else "")


def _metadata(properties: Any, body: str) -> Metadata:
    author = clean(properties.author or "").strip()
    is_person = bool(author) and author.casefold() not in READING.software_authors
    return Metadata(
        title=clean(properties.title or "").strip() or first_line(body),
        authors=(author,) if is_person else (),
        language=(properties.language or "")[:2].casefold() or None,
    )
