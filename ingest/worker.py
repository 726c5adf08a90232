"""Runs the reading of each file in a child process that may hang, crash or eat memory alone.

A child takes one file at a time and is kept for the next. It is given a cap on its memory by the
operating system; when it works for too long without a sign of progress, or dies, it is replaced and
its file fails with the reason, while the others go on. What it works is counted in the processor's
time: on a busy machine a long law takes ten times as long by the clock, and is as good.
"""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil

from kb.settings import cores

Work = Callable[..., Any]
Told = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file whose reading did not end: why, in a sentence for a person."""

    reason: str


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    pipe: Connection
    path: Path | None = None
    index: int = -1
    heard: float = 0.0  # when it last gave a sign of life
    worked: float = 0.0  # seconds of the processor it had used then

    def note(self) -> None:
        """It gave a sign of life."""
        self.heard, self.worked = time.monotonic(), self._used()

    def silence(self) -> tuple[float, float]:
        """Seconds of work, and seconds by the clock, since it was last heard."""
        return self._used() - self.worked, time.monotonic() - self.heard

    def _used(self) -> float:
        try:
            times = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:  # it has died, which its pipe will tell
            return self.worked
        return float(times.user + times.system)


def _nothing(path: Path, done: int, total: int) -> None:
    """Progress that nobody watches."""


class ReaderPool:
    """Children that read files. Use as a context manager; leaving it ends them.

    ``time_limit_s`` is how long a child may work without a sign of progress, ``wait_limit_s`` how
    long it may be silent by the clock, working or not; ``memory_limit_bytes`` caps each child's
    address space beyond what it has when it starts.
    """

    def __init__(
        self,
        *,
        jobs: int | None = None,
        time_limit_s: float = 50.0,
        wait_limit_s: float = 600.0,
        memory_limit_bytes: int = 1_800_000_000,
        progress: Told = _nothing,
    ) -> None:
        self._jobs = jobs or max(1, min(4, cores() - 1))
        self._time_s = time_limit_s
        self._wait_s = wait_limit_s
        self._memory = memory_limit_bytes
        self._progress = progress
        # Spawned, not forked: a fork would take over threads and open connections.
        self._context = multiprocessing.get_context("spawn")
        self._children: list[_Child] = []

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *error: object) -> None:
        for child in self._children:
            _end(child)
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
        """Gives each idle child a file; none runs far ahead of what was taken."""
        while todo and todo[0][0] < following + 4 * self._jobs:
            child = next((c for c in self._children if c.path is None), None)
            if child is None:
                if len(self._children) >= self._jobs:
                    return
                child = self._start()
            child.index, child.path = todo.popleft()
            child.note()
            child.pipe.send((work, child.path))

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
        process.start()
        theirs.close()
        child = _Child(process, ours)
        self._children.append(child)
        return child

    def _collect(self) -> Iterator[tuple[int, Any]]:
        """Waits a moment for children to say something; ends those that are silent too long."""
        busy = [c for c in self._children if c.path is not None]
        ready = wait([c.pipe for c in busy], timeout=0.5)
        for child in busy:
            if child.pipe in ready:
                yield from self._hear(child)
            else:
                worked, waited = child.silence()
                if worked > self._time_s:
                    yield self._lose(child, _too_slow(f"{self._time_s:.0f} s of work"))
                elif waited > self._wait_s:
                    yield self._lose(child, _too_slow(f"{self._wait_s:.0f} s"))

    def _hear(self, child: _Child) -> Iterator[tuple[int, Any]]:
        assert child.path is not None
        try:
            kind, value = child.pipe.recv()
        except Exception:  # the child died, or what it sent could not be read
            child.process.join(timeout=5)
            yield self._lose(child, _how_it_died(child.process.exitcode))
            return
        child.note()
        if kind == "progress":
            self._progress(child.path, *value)
            return
        index, child.path = child.index, None
        yield index, Failure(value) if kind == "failure" else value

    def _lose(self, child: _Child, reason: str) -> tuple[int, Failure]:
        _end(child)
        self._children.remove(child)
        return child.index, Failure(reason)


def _end(child: _Child) -> None:
    child.process.kill()
    child.process.join(timeout=5)
    child.pipe.close()


def _too_slow(limit: str) -> str:
    return (
        f"expected progress within {limit}, found none; the file is damaged or made to be slow "
        "to read"
    )


def _how_it_died(code: int | None) -> str:
    if code is not None and code < 0:
        return f"reading it crashed the reader (signal {-code}); the file is damaged or hostile"
    return "reading it ended the reader; it wants more memory than a reader may have"


def _serve(pipe: Connection, memory: int) -> None:
    """A child's life: take a file, work, send what came of it."""
    _limit_memory(memory)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds is told in warnings
    last = 0.0
    while True:
        try:
            work, path = pipe.recv()
        except EOFError:
            return

        def progress(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last > 0.2 or done == total:
                last = time.monotonic()
                pipe.send(("progress", (done, total)))

        pipe.send(_attempt(work, path, progress))


def _attempt(work: Work, path: Path, progress: Callable[[int, int], None]) -> tuple[str, Any]:
    try:
        return "result", work(path, progress=progress)
    except MemoryError:
        return "failure", "reading it wants more memory than a reader may have"
    except RecursionError:
        return "failure", "it is nested too deeply to be read"
    except OSError as error:
        return "failure", f"expected a file that can be read, found: {error.strerror or error}"
    except Exception as error:  # whatever a reader did not foresee concerns this file alone
        from kb.errors import EvidenciaError

        if isinstance(error, EvidenciaError):
            return "failure", str(error)
        return "failure", f"the reader failed on it ({type(error).__name__}: {str(error)[:200]})"


def _limit_memory(limit: int) -> None:
    """Caps this process's data to ``limit`` bytes, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
