"""The interface of every encoder.

An encoder turns texts into the rows of a float32 matrix, one row for each text in the order given.
Each row has unit length, so that a dot product is a cosine similarity. Queries and documents have
their own methods because some models put a prompt before one or the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # (texts done, texts in all)

_INTERCHANGEABLE = {"bf16": "fp32"}  # cosine >= 0.999 to fp32, measured; int8 is not (0.990)


def silent(done: int, total: int) -> None:
    """Progress that is not shown."""


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Everything that decides what a vector means. Vectors of two identities never mix.

    ``sha256`` is the hash of the weights (or of their substitute), ``max_tokens`` the length
    at which texts are cut, special tokens included, ``precision`` the arithmetic used.
    """

    model: str
    revision: str
    sha256: str
    max_tokens: int
    dimension: int
    query_prompt: str = ""
    document_prompt: str = ""
    precision: str = "fp32"

    @property
    def key(self) -> str:
        """A short stable string, the same for encoders whose vectors can be mixed.

        bf16 and fp32 runs of the same weights share a key; int8 does not.
        """
        precision = _INTERCHANGEABLE.get(self.precision, self.precision)
        parts = (*map(str, astuple(self)[:-1]), precision)
        digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
        readable = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.model.lower())
        return f"{readable.strip('-')[-40:].strip('-') or 'model'}-{digest}"


class Encoder(Protocol):
    """Texts to unit vectors."""

    @property
    def identity(self) -> EncoderIdentity:
        """The identity of the encoder; its ``key`` is stored with the vectors."""
        ...

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, shape ``(len(texts), dimension)``.

        Each text is encoded by itself, so that its vector does not depend on its neighbours.
        """
        ...

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages, shape ``(len(texts), dimension)``."""
        ...


def unit_rows(matrix: FloatArray) -> FloatArray:
    """The rows of ``matrix`` scaled to length 1; a row of zeros stays as it is."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    scaled = matrix / np.maximum(lengths, np.float32(1e-12))
    return np.ascontiguousarray(scaled, dtype=np.float32)
