"""A file that hangs, crashes or eats memory fails alone, with its reason."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from ingest.worker import Failure, ReaderPool


def work(path: Path, progress: Any = None) -> str:
    if path.name == "hang":
        time.sleep(60)
    if path.name == "toil":
        while True:
            pass
    if path.name == "doze":
        time.sleep(4)
    if path.name == "crash":
        os.abort()
    if path.name == "greedy":
        return "x" * len(bytearray(3_000_000_000))
    if path.name == "raise":
        raise ValueError("no good")
    if path.name == "slow":
        for n in range(6):
            time.sleep(0.5)
            progress(n, 6)
    return path.name.upper()


def test_good_files_are_read_and_the_others_fail_with_reasons() -> None:
    names = ["one", "hang", "crash", "toil", "greedy", "raise", "doze", "slow", "two"]
    paths = [Path(n) for n in names]
    with ReaderPool(
        jobs=2, time_limit_s=3.0, wait_limit_s=25.0, memory_limit_bytes=1_500_000_000
    ) as pool:
        results = dict(pool.map(paths, work))
    assert [p.name for p in results] == names  # in the order given
    good = {p.name: r for p, r in results.items() if not isinstance(r, Failure)}
    # A child that only waits is not over the limit of work.
    assert good == {"one": "ONE", "doze": "DOZE", "slow": "SLOW", "two": "TWO"}
    reasons = {p.name: r.reason for p, r in results.items() if isinstance(r, Failure)}
    assert "no progress within 25 s;" in reasons["hang"]
    assert "no progress within 3 s of work" in reasons["toil"]
    assert "crashed" in reasons["crash"]
    assert "memory" in reasons["greedy"]
    assert "no good" in reasons["raise"]
