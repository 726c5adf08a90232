"""A built-in model run by OpenVINO, for many passages at once; the only importer of openvino."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from kb.encode.batches import Batch
from kb.encode.interface import FloatArray

Vectors = tuple[Batch, FloatArray]


def _quiet_openvino() -> Any:
    """Import openvino so that it sends nothing.

    Its import reports itself to a statistics service through ``openvino_telemetry``, by default
    and without asking. With that module barred it falls back to a stub of its own.
    """
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]  # bars the import
    import openvino  # type: ignore[import-untyped]  # ships no types

    return openvino


@cache
def _core() -> Any:
    """The one core of this process, never released.

    A core gives its thread a signal stack, and restores the previous one when it is released. Where
    two are not released in reverse order, a freed stack stays in use, and the next signal with a
    Python handler, Ctrl-C too, ends the process without a message (seen in 2026.4).
    """
    return _quiet_openvino().Core()


class OpenVinoRuntime:
    """bf16 where the processor has it (cosine to fp32 >= 0.9999 measured), else fp32.

    One stream of one thread a worker, so that results do not depend on the number of cores.
    Rows of one padded length may share a batch: their bytes are the same in any, measured.
    Raises whatever openvino raises; the caller takes the next runtime then.
    """

    batch = 8  # texts; 4, 8 and 16 were equally fast, 8 keeps progress smooth
    step = 16  # word pieces; 8 to 32 were equally fast

    def __init__(self, model: Path | bytes, workers: int) -> None:
        core = _core()
        bf16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self.name = f"OpenVINO {'bf16' if bf16 else 'fp32'}"
        settings = {
            "INFERENCE_PRECISION_HINT": "bf16" if bf16 else "f32",
            "NUM_STREAMS": str(workers),
            "INFERENCE_NUM_THREADS": workers,
        }
        source = model if isinstance(model, bytes) else str(model)
        self._compiled = core.compile_model(core.read_model(source), "CPU", settings)
        self._requests = 2 * workers  # the streams never wait for the next batch

    def run(self, work: Iterable[Batch]) -> Iterator[Vectors]:
        """Every batch with its vectors, in the order given.

        There are no callbacks: openvino's worker threads would need Python's lock for them, and a
        model that is released at that moment waits for those threads for ever.
        """
        free = [self._compiled.create_infer_request() for _ in range(self._requests)]
        started: deque[tuple[Batch, Any]] = deque()
        for batch in work:
            if not free:
                done, request = started.popleft()
                yield done, _result(request)
                free.append(request)
            request = free.pop()
            request.start_async({"input_ids": batch.ids, "attention_mask": batch.mask})
            started.append((batch, request))
        for done, request in started:
            yield done, _result(request)


def _result(request: Any) -> FloatArray:
    request.wait()
    return np.array(request.get_output_tensor(0).data, dtype=np.float32)
