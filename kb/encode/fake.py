"""A small deterministic encoder for unit tests; it is used only where it is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from kb.encode.interface import EncoderIdentity, FloatArray, Progress, silent, unit_rows

_WORD = re.compile(r"\w+")


class FakeEncoder:
    """Hashes each word (its first six letters, lower case) into a sum of signed coordinates.

    Texts that share words have similar vectors; meaning plays no part. The same text gives
    the same bytes on every machine. After the hashing trick of Weinberger et al. (ICML 2009).
    """

    def __init__(self, dimension: int = 64, max_tokens: int = 256) -> None:
        self._identity = EncoderIdentity(
            model="fake-hashing",
            revision="1",
            sha256=hashlib.sha256(b"fake-hashing-1").hexdigest(),
            max_tokens=max_tokens,
            dimension=dimension,
        )

    @property
    def identity(self) -> EncoderIdentity:
        """Its own, so that fake vectors never mix with real ones."""
        return self._identity

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of ``texts``; a text without a word points along the first axis."""
        return unit_rows(np.stack([self._vector(t) for t in texts])) if texts else self._none()

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """The same vectors as ``encode_query``."""
        vectors = self.encode_query(texts)
        progress(len(texts), len(texts))
        return vectors

    def _none(self) -> FloatArray:
        return np.zeros((0, self._identity.dimension), dtype=np.float32)

    def _vector(self, text: str) -> FloatArray:
        vector = np.zeros(self._identity.dimension, dtype=np.float32)
        for word in _WORD.findall(text.casefold())[: self._identity.max_tokens]:
            digest = hashlib.blake2b(word[:6].encode(), digest_size=16).digest()
            for at in range(0, 16, 4):
                number = int.from_bytes(digest[at : at + 4], "little")
                vector[(number >> 1) % len(vector)] += 1.0 if number & 1 else -1.0
        if not vector.any():
            vector[0] = 1.0
        return vector
