"""Ingests fetched files, and files saved beside them by hand, with the catalogue's metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.metadata.settle import Overrides
from ingest.pipeline import run
from ingest.progress import Progress
from ingest.report import FileOutcome
from kb.corpus.catalogue_match import recognise
from kb.corpus.schema import Entry
from kb.models import Metadata

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library

SUFFIXES = (".pdf", ".xml", ".html", ".htm", ".txt", ".md", ".docx", ".epub")


def ingest_fetched(
    library: Library, folder: Path, progress: Progress, encoder: Encoder | None = None
) -> tuple[FileOutcome, ...]:
    """Ingest every file of ``folder`` whose name is in the catalogue, under the catalogue's id.

    Unchanged files are skipped.
    """
    outcomes: list[FileOutcome] = []
    if not folder.is_dir():
        return ()
    for path in sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES):
        entry = recognise(Metadata(title=""), path.name)
        if entry is not None:
            report = run(
                library,
                [path],
                overrides=overrides_of(entry),
                jobs=1,
                encoder=encoder,
                progress=progress,
            )
            outcomes += report.outcomes
    return tuple(outcomes)


def overrides_of(entry: Entry) -> Overrides:
    """The catalogue's metadata of a document, as overrides for reading it."""
    return Overrides(
        kind=entry.kind,
        title=entry.title,
        date=entry.date,
        publisher=entry.publisher,
        url=entry.url,
        doc_id=entry.id,
        language=entry.language,
        number=entry.number,
        rights=entry.rights.status,
        authors=entry.authors,
        topics=entry.topics,
    )
