"""The processor time for a part of a file is limited; time by the clock does not count."""

from __future__ import annotations

import threading
import time

import pytest

from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds, time_limit


def work(seconds: float) -> None:
    until = cpu_seconds() + seconds
    while cpu_seconds() < until:
        pass


def test_too_much_work_is_ended() -> None:
    before = cpu_seconds()
    with pytest.raises(OutOfTime), time_limit(0.1):
        work(30)
    assert cpu_seconds() - before < 15


def test_each_of_many_blocks_has_its_own_limit() -> None:
    ended = []
    for seconds in (0.0, 0.3) * 20:
        try:
            with time_limit(0.1):
                work(seconds)
            ended.append(False)
        except OutOfTime:
            ended.append(True)
    assert ended == [False, True] * 20


def test_waiting_is_no_work() -> None:
    with time_limit(0.2):
        time.sleep(0.6)


def test_the_limit_ends_with_its_block() -> None:
    with time_limit(0.1):
        pass
    work(0.3)


def test_an_outer_limit_ends_an_inner_block_and_an_inner_one_itself() -> None:
    with pytest.raises(OutOfTime), time_limit(0.1), time_limit(20):
        work(30)
    with time_limit(20):
        with pytest.raises(OutOfTime), time_limit(0.1):
            work(30)
        work(0.2)


def test_beside_the_main_thread_there_is_no_limit() -> None:
    done: list[str] = []

    def limited() -> None:
        with time_limit(0.05):
            work(0.2)
        done.append("to the end")

    thread = threading.Thread(target=limited)
    thread.start()
    thread.join()
    assert done == ["to the end"]
