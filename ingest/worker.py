"""Reads each file in a child process, so that a file that hangs or crashes fails alone.

A child reads one file at a time and is kept for the next. The operating system caps its memory. A
child that works for too long, or dies, is replaced, and its file fails with the reason. The time
that a file may take grows with its size, and no sign of progress extends it. Work is counted in
processor time: on a busy machine a long law takes ten times as long by the clock.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil

from ingest.reader_process import TOO_MUCH_MEMORY, Work, serve
from ingest.time_limit import TimeLimit
from kb.settings import cores, settings

FileProgress = Callable[[Path, int, int], None]  # file, pages or parts done, of how many
_POLL_S = 0.5


@dataclass(frozen=True, slots=True)
class Failure:
    """A file whose reading did not end; ``reason`` is a sentence for a person."""

    reason: str


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None
    index: int = -1
    limit_s: float = 0.0  # processor seconds that its file may take
    given_at: float = 0.0  # clock time when it was given its file
    worked_before: float = 0.0  # processor seconds it had used by then

    def give(self, index: int, path: Path, limit_s: float, work: Work) -> None:
        """Give it a file to read."""
        self.index, self.path, self.limit_s = index, path, limit_s
        self.given_at, self.worked_before = time.monotonic(), self._processor_seconds()
        self.pipe.send((work, path))

    def spent(self) -> tuple[float, float]:
        """Seconds of work, and seconds by the clock, on its file so far."""
        worked = self._processor_seconds() - self.worked_before
        return worked, time.monotonic() - self.given_at

    def _processor_seconds(self) -> float:
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:  # it is dead; the end of its pipe shows that
            return self.worked_before
        return float(times.user + times.system)

    def end(self) -> None:
        """Kill the process and close the pipe."""
        self.process.kill()
        self.process.join(timeout=5)
        self.pipe.close()


def _no_progress(path: Path, done: int, total: int) -> None:
    """Ignores progress."""


class ReaderPool:
    """Child processes that read files. Use as a context manager; leaving it ends them.

    ``time_limit`` limits the time for each file, ``memory_limit_bytes`` each child's memory. The
    defaults are the settings' of the group ``ingest``.
    """

    def __init__(
        self,
        *,
        jobs: int | None = None,
        time_limit: TimeLimit | None = None,
        memory_limit_bytes: int | None = None,
        progress: FileProgress = _no_progress,
    ) -> None:
        limits = settings().ingest
        self._jobs = jobs or max(1, min(limits.readers, cores() - 1))
        self._limit = time_limit or TimeLimit.of_settings()
        self._memory = memory_limit_bytes or limits.memory_mb * 1_000_000
        self._progress = progress
        # Spawned, not forked: a fork would copy threads and open connections.
        self._context = multiprocessing.get_context("spawn")
        self._children: list[_Child] = []

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *error: object) -> None:
        for child in self._children:
            child.end()
        self._children.clear()

    def map(self, paths: Sequence[Path], work: Work) -> Iterator[tuple[Path, Any]]:
        """``work(path, progress=…)`` for each path, in a child; results in the order of
        ``paths``, a ``Failure`` where there is none. ``work`` must be picklable."""
        todo = deque(enumerate(paths))
        results: dict[int, Any] = {}
        following = 0
        while following < len(paths):
            self._hand_out(todo, work, following)
            for index, result in self._collect():
                results[index] = result
            while following in results:
                yield paths[following], results.pop(following)
                following += 1

    def _hand_out(self, todo: deque[tuple[int, Path]], work: Work, following: int) -> None:
        """Gives each idle child a file, but none far ahead of the result that is awaited."""
        while todo and todo[0][0] < following + 4 * self._jobs:
            child = next((c for c in self._children if c.path is None), None)
            if child is None:
                if len(self._children) >= self._jobs:
                    return
                child = self._start()
            index, path = todo.popleft()
            try:
                child.give(index, path, self._limit.seconds(path), work)
            except OSError:  # it died after its last file; another child reads this one
                todo.appendleft((index, path))
                self._drop(child, "")

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._memory), daemon=True)
        with _main_module_hidden():
            process.start()
        theirs.close()
        child = _Child(process, ours)
        self._children.append(child)
        return child

    def _collect(self) -> Iterator[tuple[int, Any]]:
        """Waits a moment for messages; ends the children that are over a limit."""
        busy = [c for c in self._children if c.path is not None]
        ready = wait([c.pipe for c in busy], timeout=_POLL_S)
        for child in busy:
            if child.pipe in ready:
                yield from self._receive(child)
            if child.path is not None:  # a message may be only one of progress
                yield from self._check_time(child)

    def _check_time(self, child: _Child) -> Iterator[tuple[int, Any]]:
        worked, waited = child.spent()
        wait_s = child.limit_s * self._limit.wait_factor
        if worked > child.limit_s:
            yield self._drop(child, _too_slow(f"{child.limit_s:.0f} s of work"))
        elif waited > wait_s:
            yield self._drop(child, _too_slow(f"{wait_s:.0f} s by the clock"))

    def _receive(self, child: _Child) -> Iterator[tuple[int, Any]]:
        assert child.path is not None
        try:
            kind, value = child.pipe.recv()
        except Exception:  # the child died, or its message cannot be read
            child.process.join(timeout=5)
            yield self._drop(child, _cause_of_death(child.process.exitcode))
            return
        if kind == "progress":
            self._progress(child.path, *value)
            return
        index, child.path = child.index, None
        yield index, Failure(value) if kind == "failure" else value

    def _drop(self, child: _Child, reason: str) -> tuple[int, Failure]:
        child.end()
        child.path = None
        self._children.remove(child)
        return child.index, Failure(reason)


@contextmanager
def _main_module_hidden() -> Iterator[None]:
    """Keeps a spawned child from importing the main module again.

    A child needs nothing of it, and a script that ingests at its top level would start over.
    """
    main = vars(sys.modules["__main__"])
    kept: dict[str, Any] = {name: main[name] for name in ("__spec__", "__file__") if name in main}
    main["__spec__"] = None
    main.pop("__file__", None)
    try:
        yield
    finally:
        main.update(kept)


def _too_slow(limit: str) -> str:
    return (
        f"it was not read within {limit}, the limit for a file of its size; it is damaged or made "
        "to be slow to read. Save it again with another program, or set KB_INGEST__WORK_S to a "
        "higher number of seconds"
    )


def _cause_of_death(code: int | None) -> str:
    if code is not None and code < 0:
        return (
            f"the reader crashed on it (signal {-code}); the file is damaged or hostile. "
            "Save it again with another program, or get another copy"
        )
    return TOO_MUCH_MEMORY
