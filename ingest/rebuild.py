"""Makes every index again from the stored documents."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.encode_passages import default_encoder
from ingest.progress import NoProgress, Progress
from ingest.vector_index import sync_vectors
from kb.store.publish import embedded_text

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class RebuildCounts:
    """How much was indexed again; ``encoded`` passages had vectors of another encoder."""

    documents: int
    passages: int
    encoded: int


def rebuild_indexes(
    library: Library, progress: Progress | None = None, encoder: Encoder | None = None
) -> RebuildCounts:
    """Make the lexical and the vector index again; passages of another encoder are encoded again.

    The caller holds the writer's lock.
    """
    progress = progress or NoProgress()
    encoder = encoder or default_encoder(progress)
    documents = library.documents()
    progress.total(len(documents))
    started = time.perf_counter()
    passages = encoded = 0
    for number, summary in enumerate(documents, 1):
        if library.encoder_key_of(summary.doc_id) != encoder.identity.key:
            texts = [embedded_text(p.header, p.text) for p in library.passages(summary.doc_id)]
            matrix = encoder.encode_document(texts)
            library.put_vectors(summary.doc_id, matrix, encoder.identity.key)
            encoded += len(texts)
        passages += summary.passages
        progress.done(number, passages, time.perf_counter() - started)
    library.rebuild_lexical()
    sync_vectors(library, from_scratch=True)
    return RebuildCounts(len(documents), passages, encoded)
