"""Encodes the passages of several documents together, each distinct text once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from ingest.progress import Progress
from ingest.read_and_chunk import PreparedDocument
from kb.encode.interface import Progress as Share
from kb.encode.interface import silent
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
        together = [text for document in texts for text in document]
        matrix = encode_distinct(self._library, self.encoder, together)
        ends = list(accumulate(map(len, texts)))
        return np.split(matrix, ends[:-1])


def encode_distinct(
    library: Library, encoder: Encoder, texts: Sequence[str], show: Share = silent
) -> FloatArray:
    """The vectors of ``texts``; each distinct text that the library has no vector of is encoded
    once. ``show`` is told of these."""
    hashes = [text_hash(text) for text in texts]
    vectors = dict(library.known_vectors(encoder.identity.key, set(hashes)))
    missing = {h: t for h, t in zip(hashes, texts, strict=True) if h not in vectors}
    if missing:
        made = encoder.encode_document(list(missing.values()), show)
        vectors.update(zip(missing, made, strict=True))
    dimension = encoder.identity.dimension
    return np.array([vectors[h] for h in hashes], np.float32).reshape(-1, dimension)


def default_encoder(library: Library, progress: Progress, name: str | None = None) -> Encoder:
    """The encoder called ``name``, else the one that the settings name, else the library's. Raises
    ``EncoderError`` when it cannot be loaded."""
    from kb.encode.selection import load_encoder
    from kb.settings import model_cache

    return load_encoder(
        name, cache=model_cache(), notices=progress.note, library=library.encoder_key()
    )
