"""Makes every index again from the stored documents.

Each document's vectors are stored when they are made, and become the library's once all documents
have them. So a run that is interrupted leaves the former encoder in force, and the next one goes
on where it stopped.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ingest.encode_passages import default_encoder, encode_distinct
from ingest.progress import NoProgress, Progress
from ingest.vector_index import sync_vectors
from kb.store.publish import embedded_text

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library

_UNFINISHED = (
    "Not all documents are encoded: searches use the former vectors. Run `kb rebuild` again with "
    "the same encoder; it goes on where it stopped."
)


@dataclass(frozen=True, slots=True)
class RebuildCounts:
    """How much was indexed again; ``encoded`` passages had vectors of another encoder, or none.
    ``notes`` are sentences on what is damaged and was left out, or is lost."""

    documents: int
    passages: int
    encoded: int
    notes: tuple[str, ...] = ()


def rebuild_indexes(
    library: Library, progress: Progress | None = None, encoder: Encoder | None = None
) -> RebuildCounts:
    """Make the lexical and the vector index again; passages without vectors of the encoder are
    encoded. Damaged documents are left out.

    The caller holds the writer's lock. Raises ``LibraryDamaged`` when SQLite cannot write the
    library's file any more, ``EncoderError`` where the encoder cannot be loaded.
    """
    progress = progress or NoProgress()
    encoder = encoder or default_encoder(library, progress)
    lost = library.repair()
    library.set_damaged_aside()
    library.rebuild_lexical()  # before what may be interrupted
    library.rebuild_facts()
    documents = library.documents()
    progress.total(len(documents))
    started = time.perf_counter()
    passages = encoded = 0
    for number, summary in enumerate(documents, 1):
        if progress.stopped():
            break
        if not library.has_vectors(summary.doc_id, encoder.identity.key):
            texts = [embedded_text(p.header, p.text) for p in library.passages(summary.doc_id)]
            show = partial(progress.doing, summary.metadata.title)
            matrix = encode_distinct(library, encoder, texts, show)
            library.put_vectors(summary.doc_id, matrix, encoder.identity.key)
            encoded += len(texts)
        passages += summary.passages
        progress.done(number, passages, time.perf_counter() - started)
    library.adopt_encoder(encoder.identity.key)
    sync_vectors(library, from_scratch=True)
    unfinished = (_UNFINISHED,) if library.encoder_key() not in (None, encoder.identity.key) else ()
    notes = (*lost, *library.left_out, *unfinished)
    return RebuildCounts(len(documents), passages, encoded, notes)
