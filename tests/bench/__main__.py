"""Runs every measurement in turn: ``python -m tests.bench``. Wants the real documents."""

from __future__ import annotations

import subprocess
import sys

MODULES = (
    "bench_encode",
    "against_plain",
    "warm",
    "gold",
    "questions",
    "recommendations",
    "links",
    "fit_links",
    "fusion",
    "chunking",
    "hostile",
    "killed",
    "rechunk",
    "browser",
)

for name in MODULES:
    print(f"\n== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=False)
