"""A process that has encoded still handles signals."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SIGNALLED = """
import faulthandler, signal, sys
from pathlib import Path
faulthandler.enable()  # it gives the thread a signal stack, as Python's own handlers use
from kb.encode.openvino import OpenVinoRuntime
first = OpenVinoRuntime(Path(sys.argv[1]), 1)
second = OpenVinoRuntime(Path(sys.argv[1]), 1)
del first
del second
heard = []
signal.signal(signal.SIGINT, lambda *_: heard.append("heard"))
signal.raise_signal(signal.SIGINT)
print(*heard)
"""


def test_signals_are_handled_after_encoders_are_released(
    model: Path | bytes, tmp_path: Path
) -> None:
    path = tmp_path / "model.onnx" if isinstance(model, bytes) else model
    if isinstance(model, bytes):
        path.write_bytes(model)
    done = subprocess.run(
        [sys.executable, "-c", SIGNALLED, str(path)], capture_output=True, text=True, timeout=200
    )
    assert (done.returncode, done.stdout.strip()) == (0, "heard"), done.stderr
