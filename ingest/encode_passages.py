"""Encodes the passages of several documents together, each distinct text once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ingest.progress import Progress
from ingest.read_and_chunk import Prepared
from kb.store.publish import embedded_text, text_hash

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray
    from kb.store import Library


class Encoding:
    """The encoder of one ingestion, loaded when the first text needs it.

    A text whose vector the record already has (a copy, a document chunked as before) is not
    encoded again.
    """

    def __init__(self, library: Library, encoder: Encoder | None, progress: Progress) -> None:
        self._library = library
        self._encoder = encoder
        self._progress = progress

    @property
    def encoder(self) -> Encoder:
        """The encoder in use. Raises ``EncoderError`` when its weights cannot be had."""
        if self._encoder is None:
            from kb.encode.selection import load_encoder
            from kb.settings import model_cache

            self._encoder = load_encoder(cache=model_cache(), notices=self._progress.note)
        return self._encoder

    @property
    def key(self) -> str:
        """Which encoder the vectors are from."""
        return self.encoder.identity.key

    def of(self, batch: Sequence[Prepared]) -> list[FloatArray]:
        """For each document its vectors, ``(passages, dimension)`` float32, in passage order."""
        texts = [[embedded_text(p.header, p.span.of(d.document.text)) for p in d.passages]
                 for d in batch]  # fmt: skip
        hashes = [[text_hash(t) for t in part] for part in texts]
        vectors = dict(self._library.known_vectors(self.key, {h for part in hashes for h in part}))
        missing = {
            h: t
            for part, names in zip(texts, hashes, strict=True)
            for t, h in zip(part, names, strict=True)
            if h not in vectors
        }
        if missing:
            matrix = self.encoder.encode_document(list(missing.values()))
            vectors.update(zip(missing, matrix, strict=True))
        return [np.stack([vectors[h] for h in part]) for part in hashes]
