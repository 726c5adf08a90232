"""Reads a Word file into a document."""

from __future__ import annotations

from ingest.read.compose_document import Composer
from ingest.read.docx.body import BodyWriter
from ingest.read.docx.metadata import metadata
from ingest.read.docx.word_file import WordFile
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from ingest.read.zip_limits import DAMAGE, ArchiveError
from kb.models import Document, Skipped


def read(source: Source, progress: PartProgress = no_progress) -> ReadResult:
    """The text of a Word file. ``Skipped`` when it cannot be opened or is empty."""
    try:
        file = WordFile.open(source.data)
    except ArchiveError as error:
        return Skipped(str(source.path), str(error))
    except DAMAGE as error:
        return Skipped(
            str(source.path), f"the DOCX file is damaged ({error}); save it again in Word"
        )
    composer = Composer()
    writer = BodyWriter(file, composer)
    writer.write()
    body, sections = composer.finish()
    if not body.strip():
        return Skipped(str(source.path), "the document has no text")
    progress(1, 1)
    return Document(
        doc_id="",
        sha256=source.sha256,
        text=body,
        metadata=metadata(file.package, writer.title, body, sections),
        sections=sections,
        warnings=file.all_warnings(),
        format="docx",
    )
