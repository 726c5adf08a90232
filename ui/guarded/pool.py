"""A bounded number of child processes, and one piece of work at a time for each."""

from __future__ import annotations

import logging
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psutil

from kb.errors import EvidenciaError
from kb.settings import child_environment

_LOOK_S = 0.1  # between two looks at a child
_USES = 500  # pieces of work after which a child is replaced
_LOG = logging.getLogger(__name__)


class WorkFailed(EvidenciaError):
    """Work in a child gave no result; the message says why, as the end of a sentence. ``lasting``
    is true when the same work would fail again, ``limit`` when it was ended at a limit."""

    def __init__(self, reason: str, *, lasting: bool = True, limit: bool = False) -> None:
        super().__init__(reason)
        self.lasting, self.limit = lasting, limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: processor seconds, seconds by the clock, bytes of memory;
    and how many seconds it may wait for a child."""

    work_s: float
    wait_s: float
    memory: int
    queue_s: float


def _nobody_leaves() -> None:
    """The asker stays."""


@dataclass(slots=True)
class Children:
    """At most ``most`` children, started when they are needed. Threads may share it."""

    most: int
    limits: Limits
    _idle: list[_Child] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._free = threading.Semaphore(self.most)

    def do(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        waits: Callable[[], object] = _nobody_leaves,
    ) -> Any:
        """``work(*arguments)``, done in a child. ``work`` is a function of a module.

        ``waits`` is called a few times a second; it raises when the asker has left, and the child
        is ended. Raises ``WorkFailed``.
        """
        self._wait_for_a_place(waits)
        try:
            child = self._child()
            try:
                value = child.do(work, arguments, waits)
            except BaseException:
                child.end()
                raise
            self._keep(child)
            return value
        finally:
            self._free.release()

    def close(self) -> None:
        """End the children that wait for work."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def _wait_for_a_place(self, waits: Callable[[], object]) -> None:
        until = time.monotonic() + self.limits.queue_s
        while not self._free.acquire(timeout=_LOOK_S):
            waits()
            if time.monotonic() > until:
                raise WorkFailed("other pages are being worked on. Try again", lasting=False)

    def _child(self) -> _Child:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.lives():
                    return child
        return _Child(self.limits)

    def _keep(self, child: _Child) -> None:
        if child.worn():
            child.end()
            return
        with self._lock:
            self._idle.append(child)


class _Child:
    """One process. One thread at a time uses it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._uses = 0
        self._answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        command = [sys.executable, "-m", "ui.guarded.child", str(limits.memory), str(limits.work_s)]
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=child_environment()
        )
        self._seen = psutil.Process(self._process.pid)
        threading.Thread(target=self._listen, name="guarded child", daemon=True).start()

    def do(
        self, work: Callable[..., Any], arguments: tuple[Any, ...], waits: Callable[[], object]
    ) -> Any:
        """The result of the work. Raises ``WorkFailed``, or what ``waits`` raises."""
        self._uses += 1
        begun, worked = time.monotonic(), self._worked()
        assert self._process.stdin is not None
        try:
            pickle.dump((work, arguments), self._process.stdin)
            self._process.stdin.flush()
        except OSError:
            raise WorkFailed("the child process is gone. Try again", lasting=False) from None
        while True:
            try:
                kind, value = self._answers.get(timeout=_LOOK_S)
            except queue.Empty:
                waits()
                self._check(time.monotonic() - begun, worked)
                continue
            return self._taken(kind, value)

    def _taken(self, kind: str, value: Any) -> Any:
        if kind == "result":
            return value
        if kind == "raised":
            raise WorkFailed(str(value))
        if kind == "memory":
            raise WorkFailed(_TOO_LARGE, limit=True)
        if kind == "failed":
            raise WorkFailed(f"an error in the program ({value})")
        raise WorkFailed(self._cause_of_death(), limit=True)

    def _check(self, waited: float, worked_before: float) -> None:
        """Raise where the child is over a limit."""
        worked = self._worked() - worked_before
        if worked > self._limits.work_s:
            raise WorkFailed(_TOO_SLOW, limit=True)
        if waited > self._limits.wait_s:  # without much work: the machine is busy
            raise WorkFailed(_TOO_BUSY, lasting=False)
        with suppress(psutil.Error):
            if self._seen.memory_info().rss > self._limits.memory:
                raise WorkFailed(_TOO_LARGE, limit=True)

    def _listen(self) -> None:
        """Put each answer of the process where ``do`` finds it; at its end, say so."""
        assert self._process.stdout is not None
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            while True:
                self._answers.put(pickle.load(self._process.stdout))  # noqa: S301  our own child
        self._process.stdout.close()
        self._answers.put(("ended", ""))

    def _worked(self) -> float:
        with suppress(psutil.Error):
            times = self._seen.cpu_times()
            return float(times.user + times.system)
        return 0.0

    def _cause_of_death(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(5)
            _LOG.warning("a child ended with code %s", code)
            return _TOO_SLOW if code == _OUT_OF_TIME else _CRASHED
        return _CRASHED

    def lives(self) -> bool:
        """True while it can take work."""
        return self._process.poll() is None

    def worn(self) -> bool:
        """True when another child should take its place."""
        with suppress(psutil.Error):
            return self._uses >= _USES or self._seen.memory_info().rss > self._limits.memory / 2
        return True

    def end(self) -> None:
        """Kill the process."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()


_OUT_OF_TIME = -24  # SIGXCPU, by which the system ends a process over its limit of processor time
_TOO_SLOW = "it takes too long"
_TOO_BUSY = "it takes too long while this machine is busy. Try again"
_TOO_LARGE = "it takes too much memory"
_CRASHED = "it takes too much memory, or the file is damaged"  # memory that is refused is a crash
