"""One at a time for each piece of work, so that what many ask for is done once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_LOOK_S = 0.1  # between two looks whether the asker still waits


@dataclass(slots=True)
class Turns:
    """Locks by key, kept while somebody holds or waits for them."""

    _locks: dict[str, tuple[threading.Lock, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def of(self, key: str, waits: Callable[[], object]) -> Iterator[None]:
        """Be the only one that works on ``key``. ``waits`` is called while another does and raises
        when the asker has left."""
        with self._lock:
            turn, askers = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = (turn, askers + 1)
        try:
            while not turn.acquire(timeout=_LOOK_S):
                waits()
            try:
                yield
            finally:
                turn.release()
        finally:
            with self._lock:
                turn, askers = self._locks.pop(key)
                if askers > 1:
                    self._locks[key] = (turn, askers - 1)
