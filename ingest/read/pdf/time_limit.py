"""How long a part of a file may take, counted in the processor's time.

Not by the clock on the wall: on a busy machine a page would be given up that is read on a quiet
one, and the same file would not give the same document. What hangs without working is for
``ingest.worker``, which stops a reader that is not heard of.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfTime(Exception):
    """A page, or another part of a file, took longer than it may take."""


def spent() -> float:
    """Seconds of the processor that this process has used."""
    return time.process_time()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises ``OutOfTime`` in the main thread after ``seconds`` of work, also inside pypdf;
    elsewhere only the deadline that ``content`` looks at holds."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def late(_signal: int, _frame: object) -> None:
        raise OutOfTime

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
