"""The bundled model as an encoder: its tokenizer, a runtime, and a check that they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from kb.encode.batches import Batch, batches, single
from kb.encode.interface import EncoderIdentity, FloatArray, Progress, silent
from kb.encode.tokens import MAX_TOKENS, truncating_tokenizer
from kb.encode.weights import MODEL, SHA256, bundled_folder
from kb.errors import EncoderError

BUNDLED = EncoderIdentity(
    model=MODEL, revision="0.1.0", sha256=SHA256, max_tokens=MAX_TOKENS, dimension=384
)
WINDOW = 2_048  # texts tokenised at a time: bounds memory, and is plenty to sort by length
LONGEST = 32_768  # characters read of a text; 254 word pieces are some 1,500

# The first components of a sentence's vector by sentence-transformers fp32. A runtime whose
# arithmetic is wrong must not add vectors to the library.
PROBE = "The probe measures whether the encoder is right."
PROBE_HEAD = (-0.03952, -0.04551, -0.0551, -0.01518, -0.00814, -0.03903, -0.01012, -0.07298)
PROBE_TOLERANCE = 0.005


class Runtime(Protocol):
    """Something that runs the prepared graph."""

    name: str
    batch: int  # most texts in a batch
    step: int  # rows are padded to a multiple of this many word pieces

    def run(self, work: Iterable[Batch]) -> Iterator[tuple[Batch, FloatArray]]:
        """Every batch with its vectors, in any order."""
        ...


class MiniLmEncoder:
    """all-MiniLM-L6-v2 on ``runtime``; texts beyond 256 word pieces are cut there.

    Raises ``EncoderError`` when the runtime's vector of a known sentence is not the known one.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._tokenizer = truncating_tokenizer(bundled_folder() / "tokenizer.json", MAX_TOKENS)
        self._check()

    @property
    def identity(self) -> EncoderIdentity:
        """The same for every runtime: their vectors can be mixed."""
        return BUNDLED

    @property
    def runtime(self) -> str:
        """The runtime and its precision, for people to read."""
        return self._runtime.name

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, each encoded alone and without padding."""
        vectors = np.zeros((len(texts), BUNDLED.dimension), dtype=np.float32)
        for at, row in enumerate(self._pieces(texts)):
            ((_, found),) = self._runtime.run([single(row)])
            vectors[at] = found[0]
        return vectors

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages; a text always gives the same bytes."""
        vectors = np.zeros((len(texts), BUNDLED.dimension), dtype=np.float32)
        done = 0
        for start in range(0, len(texts), WINDOW):
            pieces = self._pieces(texts[start : start + WINDOW])
            for batch, found in self._runtime.run(
                batches(pieces, self._runtime.batch, self._runtime.step)
            ):
                vectors[[start + row for row in batch.rows]] = found
                done += len(batch.rows)
                progress(done, len(texts))
        return vectors

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        readable = [_readable(text[:LONGEST]) for text in texts]
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(readable)]

    def _check(self) -> None:
        found = self.encode_query([PROBE])[0]
        expected = np.array(PROBE_HEAD, dtype=np.float32)
        gap = float(np.abs(found[: len(expected)] - expected).max())
        if not gap <= PROBE_TOLERANCE:
            raise EncoderError(
                f"{self.runtime} computes wrong vectors: the vector of a known sentence is off by "
                f"{gap:.4f}. Another runtime is needed."
            )


def _readable(text: str) -> str:
    """``text`` with lone surrogates, which no tokenizer takes, as question marks."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text
