"""Runs every measurement in turn: ``python -m tests.bench``. Needs the real documents.

A measurement that fails does not stop the others; the exit code is then 1.
"""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "bench_encode",
    "against_plain",
    "read_pdf",
    "warm",
    "gold",
    "questions",
    "recommendations",
    "links",
    "fit_links",
    "chunking",
    "cases",
    "legibility",
    "hostile",
    "killed",
    "rechunk",
    "browser",
)

failed = []
for name in MODULES:
    print(f"\n== {name}", flush=True)
    if subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False).returncode:
        failed.append(name)
if failed:
    sys.exit(f"These measurements failed: {', '.join(failed)}")
