"""A built-in model as an encoder: its tokenizer, a runtime, and a check that they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np

from kb.encode.batches import Batch, batches, single
from kb.encode.built_in import BuiltIn
from kb.encode.interface import EncoderIdentity, FloatArray, Progress, silent
from kb.errors import EncoderError

WINDOW = 2_048  # texts tokenised at a time: bounds memory, and is plenty to sort by length
LONGEST = 32_768  # characters read of a text; 510 word pieces are some 3,000

# A runtime whose arithmetic is wrong must not add vectors to the library, so the vector of this
# sentence is compared with the start of the one that the model is known to give.
PROBE = "The probe measures whether the encoder is right."
PROBE_TOLERANCE = 0.005


class Runtime(Protocol):
    """Something that runs the prepared graph."""

    name: str
    batch: int  # most texts in a batch
    step: int  # rows are padded to a multiple of this many word pieces

    def run(self, work: Iterable[Batch]) -> Iterator[tuple[Batch, FloatArray]]:
        """Every batch with its vectors, in any order."""
        ...


class GraphEncoder:
    """``model`` on ``runtime``; texts are cut at its limit of word pieces.

    Raises ``EncoderError`` when the runtime's vector of a known sentence is not the known one.
    """

    def __init__(self, model: BuiltIn, runtime: Runtime) -> None:
        self._model = model
        self._runtime = runtime
        self._tokenizer = model.load_tokenizer()
        self._check()

    @property
    def identity(self) -> EncoderIdentity:
        """The same for every runtime: their vectors can be mixed."""
        return self._model.identity

    @property
    def runtime(self) -> str:
        """The runtime and its precision, for people to read."""
        return self._runtime.name

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, each encoded alone and without padding."""
        vectors = np.zeros((len(texts), self.identity.dimension), dtype=np.float32)
        for at, row in enumerate(self._pieces(texts, self.identity.query_prompt)):
            ((_, found),) = self._runtime.run([single(row)])
            vectors[at] = found[0]
        return vectors

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        """Vectors of passages; a text always gives the same bytes."""
        vectors = np.zeros((len(texts), self.identity.dimension), dtype=np.float32)
        done = 0
        for start in range(0, len(texts), WINDOW):
            window = texts[start : start + WINDOW]
            pieces = self._pieces(window, self.identity.document_prompt)
            for batch, found in self._runtime.run(
                batches(pieces, self._runtime.batch, self._runtime.step)
            ):
                vectors[[start + row for row in batch.rows]] = found
                done += len(batch.rows)
                progress(done, len(texts))
        return vectors

    def _pieces(self, texts: Sequence[str], prompt: str) -> list[list[int]]:
        return self._tokenizer.encode([prompt + _readable(text[:LONGEST]) for text in texts])

    def _check(self) -> None:
        found = self.encode_query([PROBE])[0]
        expected = np.array(self._model.probe, dtype=np.float32)
        gap = float(np.abs(found[: len(expected)] - expected).max(initial=0.0))
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
