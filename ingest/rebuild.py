"""Makes every index anew from the record."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.progress import Progress, Silent
from ingest.vector_index import sync_vectors
from kb.store.publish import embedded_text

if TYPE_CHECKING:
    from kb.encode.interface import Encoder
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How much was indexed again; ``encoded`` passages had vectors of another encoder."""

    documents: int
    passages: int
    encoded: int


def rebuild_indexes(
    library: Library, progress: Progress | None = None, encoder: Encoder | None = None
) -> Rebuilt:
    """Make the word index and the vector index anew; encode again what another encoder encoded.

    The caller holds the writer's lock.
    """
    progress = progress or Silent()
    encoder = encoder or _default(progress)
    documents = library.documents()
    progress.total(len(documents))
    started = time.perf_counter()
    done = encoded = 0
    for number, summary in enumerate(documents, 1):
        if library.encoder_key_of(summary.doc_id) != encoder.identity.key:
            texts = [embedded_text(p.header, p.text) for p in library.passages(summary.doc_id)]
            matrix = encoder.encode_document(texts)
            library.put_vectors(summary.doc_id, matrix, encoder.identity.key)
            encoded += len(texts)
        done += summary.passages
        progress.done(number, done, time.perf_counter() - started)
    library.rebuild_lexical()
    sync_vectors(library, anew=True)
    return Rebuilt(len(documents), done, encoded)


def _default(progress: Progress) -> Encoder:
    from kb.encode.selection import load_encoder
    from kb.settings import model_cache

    return load_encoder(cache=model_cache(), notices=progress.note)
