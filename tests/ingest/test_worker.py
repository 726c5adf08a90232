"""A file that hangs, crashes or eats memory fails alone, with its reason."""

from __future__ import annotations

import itertools
import os
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from ingest.time_limit import TimeLimit
from ingest.worker import Failure, ReaderPool


def work(path: Path, progress: Any = None) -> str:
    if path.name == "hang":
        time.sleep(60)
    if path.name == "toil":
        while True:
            pass
    if path.name == "boast":
        for n in itertools.count():
            progress(n, n)  # each is sent, and none gives it more time
    if path.name == "last":  # the process ends when the file is done
        threading.Timer(0.1, lambda: os._exit(9)).start()
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


@pytest.mark.case("S7")
def test_good_files_are_read_and_the_others_fail_with_reasons() -> None:
    names = ["one", "hang", "crash", "toil", "boast", "greedy", "raise", "doze", "slow", "two"]
    paths = [Path(n) for n in names]
    with ReaderPool(
        jobs=2, time_limit=TimeLimit(2.0, 0.0, 12.0), memory_limit_bytes=1_500_000_000
    ) as pool:
        results = dict(pool.map(paths, work))
    assert [p.name for p in results] == names  # in the order given
    good = {p.name: r for p, r in results.items() if not isinstance(r, Failure)}
    # A child that only waits is not over the limit of work.
    assert good == {"one": "ONE", "doze": "DOZE", "slow": "SLOW", "two": "TWO"}
    reasons = {p.name: r.reason for p, r in results.items() if isinstance(r, Failure)}
    assert "not read within 24 s by the clock" in reasons["hang"]
    # On a machine that is busy enough, the clock ends it first.
    assert re.search("not read within (2 s of work|24 s by the clock)", reasons["toil"])
    assert "KB_INGEST__WORK_S" in reasons["toil"]
    assert "not read within" in reasons["boast"]
    assert "crashed" in reasons["crash"]
    assert "memory" in reasons["greedy"]
    assert "no good" in reasons["raise"]


def test_a_larger_file_may_take_more_time(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(2_000_000))
    limit = TimeLimit(base_s=10.0, mb_s=5.0, wait_factor=2.0)
    assert limit.seconds(tmp_path / "large") == 20.0
    assert limit.seconds(tmp_path / "gone") == 10.0
    with_ocr = TimeLimit.of_settings(ocr=True)
    assert with_ocr.mb_s > TimeLimit.of_settings().mb_s


def test_a_reader_that_dies_between_two_files_is_replaced() -> None:
    with ReaderPool(jobs=1) as pool:
        results = pool.map([Path("last"), Path("next")], work)
        assert next(results) == (Path("last"), "LAST")
        pool._children[0].process.join(30)
        assert list(results) == [(Path("next"), "NEXT")]
