"""Reads fetched files, and files a person put beside them, with the catalogue's metadata."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.metadata.settle import Overrides
from ingest.pipeline import run
from ingest.progress import Progress
from ingest.report import Outcome
from kb.corpus.held import recognise
from kb.corpus.schema import Entry
from kb.models import Metadata

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library

READ = (".pdf", ".xml", ".html", ".htm", ".txt", ".md", ".docx", ".epub")


def ingest_fetched(
    library: Library, folder: Path, progress: Progress, encoder: Encoder | None = None
) -> tuple[Outcome, ...]:
    """Ingest every file of ``folder`` that the catalogue knows by its name, each under the
    catalogue's id. Unchanged ones are skipped as ever."""
    outcomes: list[Outcome] = []
    if not folder.is_dir():
        return ()
    for path in sorted(p for p in folder.iterdir() if p.suffix in READ):
        entry = recognise(Metadata(title=""), path.name)
        if entry is not None:
            report = run(
                library,
                [path],
                overrides=stated_by(entry),
                jobs=1,
                encoder=encoder,
                progress=progress,
            )
            outcomes += report.outcomes
    return tuple(outcomes)


def stated_by(entry: Entry) -> Overrides:
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
