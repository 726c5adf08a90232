"""How long a part of a file may take, counted in the processor's time.

Not by the clock on the wall: on a busy machine a page would be given up that is read on a quiet
one, and the same file would not give the same document. What hangs without working is for
``ingest.worker``, which stops a reader that is not heard of.

No timer of the operating system is set: its signal ends the process when a native library has
spoilt the thread's signal stack (one did, see ``kb.encode.openvino``). A thread watches instead,
and has Python call the handler in the main thread between two of its steps
(``_thread.interrupt_main``); no signal is sent.
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

# Any signal with a Python handler serves; this one is nobody's, where it exists.
_SIGNAL = getattr(signal, "SIGPROF", None)
_LOOK_S = 0.01  # between two looks: several threads together work faster than the clock goes


class OutOfTime(Exception):
    """A page, or another part of a file, took longer than it may take."""


def spent() -> float:
    """Seconds of the processor that this process has used."""
    return time.process_time()


@dataclass(slots=True)
class _Limit:
    until: float  # seconds of the processor
    told: bool = False


class _Watch:
    """The limits of the main thread, the innermost last, and the thread that watches them."""

    def __init__(self) -> None:
        self.limits: list[_Limit] = []
        self._changed = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, limit: _Limit) -> None:
        self.limits.append(limit)
        # Not begun, or not taken along by a fork.
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name="time limit", daemon=True)
            self._thread.start()
        self._changed.set()

    def _run(self) -> None:
        while True:
            left = min((x.until for x in tuple(self.limits) if not x.told), default=math.inf)
            left -= spent()
            if left <= 0 and _SIGNAL is not None:
                _thread.interrupt_main(_SIGNAL)
            self._changed.wait(None if left == math.inf else max(left, _LOOK_S))
            self._changed.clear()


_watch = _Watch()


def _late(_signal: int, _frame: object) -> None:
    """Ends the block whose limit is passed, once; called after that block, it does nothing."""
    for limit in _watch.limits:
        if not limit.told and spent() >= limit.until:
            limit.told = True
            raise OutOfTime


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTime`` in the main thread after ``seconds`` of work, also inside pypdf;
    elsewhere only the deadline that ``content`` looks at holds. Blocks may be nested."""
    if threading.current_thread() is not threading.main_thread() or _SIGNAL is None:
        yield
        return
    if signal.getsignal(_SIGNAL) is not _late:
        signal.signal(_SIGNAL, _late)  # and left there: it may be called after the block
    outer = len(_watch.limits)
    _watch.begin(_Limit(spent() + seconds))
    try:
        yield
    finally:
        del _watch.limits[outer:]
