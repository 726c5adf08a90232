"""Work in children: limits of time and memory, askers who leave, a bounded number."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from typing import Any

import psutil
import pytest

from kb.errors import EvidenciaError
from ui.guarded import Children, Limits, WorkFailed

MB = 1_000_000
LIMITS = Limits(work_s=20, wait_s=60, memory=400 * MB, queue_s=60)
pytestmark = pytest.mark.case("S2")


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    """Children for work that stays within the limits."""
    made = Children(1, LIMITS)
    yield made
    made.close()


# -- work, as the child imports it --------------------------------------------------------------


def _number_of_the_process() -> int:
    return os.getpid()


def _add(one: int, other: int) -> int:
    print("what work prints is no answer")
    return one + other


def _refuse() -> None:
    raise EvidenciaError("there is no such page")


def _err() -> None:
    raise ZeroDivisionError("by nothing")


def _recurse() -> None:
    _recurse()


def _spin() -> None:
    while True:
        pass


def _sleep() -> None:
    time.sleep(1000)


def _grow() -> int:
    return len([bytearray(20 * MB) for _ in range(1000)])


def _crash() -> None:
    os.abort()


def _unpicklable() -> Any:
    return lambda: None


# -- tests -----------------------------------------------------------------------------------------


def test_a_child_is_another_process_and_is_used_again(children: Children) -> None:
    first = children.do(_number_of_the_process)
    assert first != os.getpid()
    assert children.do(_number_of_the_process) == first
    assert children.do(_add, 2, 3) == 5


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (_refuse, "there is no such page"),
        (_err, "ZeroDivisionError: by nothing"),
        (_recurse, "nested too deeply"),
        (_grow, "too much memory"),
        (_crash, "too much memory, or the file is damaged"),
    ],
)
def test_work_that_fails_says_why_and_the_next_succeeds(
    children: Children, work: Any, said: str
) -> None:
    with pytest.raises(WorkFailed, match=said) as failed:
        children.do(work)
    assert failed.value.lasting
    assert children.do(_add, 1, 1) == 2


def _ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


class _Watch:
    """Notes the children that were started since it was made."""

    def __init__(self) -> None:
        self._before = self._children()
        self.pids: set[int] = set()

    def __call__(self) -> None:
        self.pids |= self._children() - self._before

    def _children(self) -> set[int]:
        return {c.pid for c in psutil.Process().children()}


@pytest.mark.parametrize(
    ("work", "limits"),
    [
        (_spin, Limits(work_s=0.5, wait_s=60, memory=400 * MB, queue_s=1)),  # of work
        (_sleep, Limits(work_s=20, wait_s=0.5, memory=400 * MB, queue_s=1)),  # by the clock
    ],
)
def test_work_is_ended_at_its_limit_of_time(work: Any, limits: Limits) -> None:
    children, watch = Children(1, limits), _Watch()
    with pytest.raises(WorkFailed, match="too long"):
        children.do(work, waits=watch)
    assert watch.pids
    assert all(map(_ended, watch.pids))


class _Left(BaseException):
    """As Streamlit ends a page whose tab was closed."""


def test_work_is_ended_when_the_asker_leaves() -> None:
    children, watch = Children(1, LIMITS), _Watch()

    def leave() -> None:
        watch()
        raise _Left

    with pytest.raises(_Left):
        children.do(_sleep, waits=leave)
    assert watch.pids
    assert all(map(_ended, watch.pids))
    assert children.do(_add, 1, 1) == 2, "its place is free again"
    children.close()


def test_the_number_of_children_is_bounded_and_waiting_has_a_limit() -> None:
    children = Children(1, Limits(work_s=20, wait_s=60, memory=400 * MB, queue_s=0.3))
    begun, stop = threading.Event(), threading.Event()

    def until_stopped() -> None:
        begun.set()
        if stop.is_set():
            raise _Left

    def hold() -> None:
        with pytest.raises(_Left):
            children.do(_sleep, waits=until_stopped)

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(60)
    with pytest.raises(WorkFailed, match="Try again") as failed:
        children.do(_add, 1, 1)
    assert not failed.value.lasting
    stop.set()
    holder.join(60)
    assert children.do(_add, 1, 1) == 2
    children.close()


def test_a_child_that_died_while_idle_is_replaced(children: Children) -> None:
    psutil.Process(children.do(_number_of_the_process)).kill()
    while children._idle[0].lives():
        time.sleep(0.01)
    assert children.do(_add, 1, 1) == 2


def test_a_result_that_cannot_be_sent_is_a_failure(children: Children) -> None:
    with pytest.raises(WorkFailed):
        children.do(_unpicklable)
    assert children.do(_add, 1, 1) == 2
