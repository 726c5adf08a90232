"""A built-in model run by ONNX Runtime; the only module that imports onnxruntime."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # ships no types

from kb.encode.batches import Batch
from kb.encode.interface import FloatArray
from kb.errors import EncoderError

Vectors = tuple[Batch, FloatArray]


class OrtRuntime:
    """fp32 on the CPU. Each run uses one thread, so that results do not depend on the number of
    cores; several batches run side by side instead. A batch is one text: with more, the last
    bits depended on how many (measured), for a gain of a fifth.
    """

    name = "ONNX Runtime"
    batch = 1
    step = 1

    def __init__(self, model: Path | bytes, workers: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        source = model if isinstance(model, bytes) else str(model)
        try:
            self._session = onnxruntime.InferenceSession(
                source, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime's own exceptions share no public base
            raise EncoderError(f"ONNX Runtime cannot load the prepared encoder: {error}") from error
        self._workers = workers

    def one(self, batch: Batch) -> FloatArray:
        """The vectors of one batch."""
        feed = {"input_ids": batch.ids, "attention_mask": batch.mask}
        return np.asarray(self._session.run(["embedding"], feed)[0], dtype=np.float32)

    def run(self, work: Iterable[Batch]) -> Iterator[Vectors]:
        """Every batch with its vectors, in the order given."""
        rest = iter(work)
        with ThreadPoolExecutor(self._workers) as pool:
            waiting = [(b, pool.submit(self.one, b)) for b in islice(rest, 2 * self._workers)]
            while waiting:
                batch, future = waiting.pop(0)
                yield batch, future.result()
                waiting += [(b, pool.submit(self.one, b)) for b in islice(rest, 1)]
