"""Limits the processor time that a part of a file may take.

Time by the clock would not do: a busy machine would give up a page that a quiet one reads, and the
same file would not give the same document. ``ingest.worker`` stops a reader that hangs without
working.

No timer of the operating system is used: its signal ends the process when a native library has
damaged the thread's signal stack (one did, see ``kb.encode.openvino``). Instead, a thread watches
and has Python call the handler in the main thread (``_thread.interrupt_main``); no signal is sent.
"""

from __future__ import annotations

import _thread
import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

# Any signal with a Python handler works; nothing else uses this one, where it exists.
_SIGNAL = getattr(signal, "SIGPROF", None)
_POLL_S = 0.01  # between two checks: several threads together work faster than the clock


class OutOfTime(Exception):
    """A page, or another part of a file, took longer than it may take."""


def cpu_seconds() -> float:
    """Processor seconds that this process has used."""
    return time.process_time()


@dataclass(slots=True)
class _Limit:
    until: float  # processor seconds
    raised: bool = False


class _Watcher:
    """The limits of the main thread, the innermost last, and the thread that watches them."""

    def __init__(self) -> None:
        self.limits: list[_Limit] = []
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, limit: _Limit) -> None:
        self.limits.append(limit)
        # Not started yet, or lost in a fork.
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="time limit", daemon=True)
            self._thread.start()
        self._changed.set()

    def _run(self) -> None:
        while True:
            left = min((x.until for x in tuple(self.limits) if not x.raised), default=math.inf)
            left -= cpu_seconds()
            if left <= 0 and _SIGNAL is not None:
                _thread.interrupt_main(_SIGNAL)
            self._changed.wait(None if left == math.inf else max(left, _POLL_S))
            self._changed.clear()


_watcher = _Watcher()


def _on_timeout(_signal: int, _frame: object) -> None:
    """Ends the block whose limit is exceeded, once; does nothing after that block."""
    for limit in _watcher.limits:
        if not limit.raised and cpu_seconds() >= limit.until:
            limit.raised = True
            raise OutOfTime


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTime`` in the main thread after ``seconds`` of work, also inside pypdf,
    but not inside a call of PDFium; in other threads there is no limit. Blocks may be nested."""
    if threading.current_thread() is not threading.main_thread() or _SIGNAL is None:
        yield
        return
    if signal.getsignal(_SIGNAL) is not _on_timeout:
        signal.signal(_SIGNAL, _on_timeout)  # it stays: it may be called after the block
    outer = len(_watcher.limits)
    _watcher.begin(_Limit(cpu_seconds() + seconds))
    try:
        yield
    finally:
        del _watcher.limits[outer:]
