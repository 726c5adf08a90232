"""Encodes the passages of several documents together, each distinct text once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ingest.progress import Progress
from ingest.read_and_chunk import PreparedDocument
from kb.store.publish import embedded_text, text_hash

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray
    from kb.store import Library


class PassageEncoder:
    """The encoder of one ingestion, loaded when the first text needs it.

    A text whose vector is already in the library (a copy, a document chunked as before) is not
    encoded again.
    """

    def __init__(self, library: Library, encoder: Encoder | None, progress: Progress) -> None:
        self._library = library
        self._encoder = encoder
        self._progress = progress

    @property
    def encoder(self) -> Encoder:
        """The encoder in use. Raises ``EncoderError`` when its weights are not available."""
        if self._encoder is None:
            self._encoder = default_encoder(self._library, self._progress)
        return self._encoder

    @property
    def key(self) -> str:
        """Names the encoder that made the vectors."""
        return self.encoder.identity.key

    def encode(self, batch: Sequence[PreparedDocument]) -> list[FloatArray]:
        """For each document its vectors, ``(passages, dimension)`` float32, in passage order."""
        texts = [[embedded_text(p.header, p.span.of(d.document.text)) for p in d.passages]
                 for d in batch]  # fmt: skip
        hashes = [[text_hash(t) for t in document] for document in texts]
        distinct = {h for document in hashes for h in document}
        vectors = dict(self._library.known_vectors(self.key, distinct))
        missing = {
            h: t
            for document, its_hashes in zip(texts, hashes, strict=True)
            for t, h in zip(document, its_hashes, strict=True)
            if h not in vectors
        }
        if missing:
            matrix = self.encoder.encode_document(list(missing.values()))
            vectors.update(zip(missing, matrix, strict=True))
        return [np.stack([vectors[h] for h in document]) for document in hashes]


def default_encoder(library: Library, progress: Progress, name: str | None = None) -> Encoder:
    """The encoder called ``name``, else the one that the settings name, else the library's. Raises
    ``EncoderError`` when it cannot be loaded."""
    from kb.encode.selection import load_encoder
    from kb.settings import model_cache

    return load_encoder(
        name, cache=model_cache(), notices=progress.note, library=library.encoder_key()
    )
