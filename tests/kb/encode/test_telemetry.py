"""No runtime of the encoder sends telemetry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_ENCODE = """
from kb.encode.selection import load_encoder
encoder = load_encoder("minilm", cache=None, notices=print)
encoder.encode_query(["lamps"]), encoder.encode_document(["Lamps fail often."])
"""


def test_encoding_leaves_no_telemetry_files(tmp_path: Path) -> None:
    """ONNX Runtime keeps a device id and a queue of events in the user's cache folder when its
    telemetry is on."""
    from kb.settings import model_cache

    env = {**os.environ, "HOME": str(tmp_path), "KB_MODEL_CACHE": str(model_cache())}
    for name in ("XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY"):
        env.pop(name, None)
    env["PYTHONPATH"] = os.getcwd()
    subprocess.run([sys.executable, "-c", _ENCODE], env=env, check=True, timeout=120)
    left = [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()]
    assert [p for p in left if "onnxruntime" in p or "Microsoft" in p] == []
