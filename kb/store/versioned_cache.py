"""A cache of values made from the library, valid until the library changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class VersionedCache(Generic[Value]):
    """At most ``most`` values by key, all made from one version of the library.

    The least recently used are dropped first, and all when the library has changed. ``size_of``
    gives the size of a value, by default 1. The newest value is kept whatever its size. Threads may
    share the cache."""

    def __init__(self, most: int, size_of: Callable[[Value], int] = lambda value: 1) -> None:
        self._most = most
        self._size_of = size_of
        self._size = 0
        self._version = -1
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = Lock()

    def of(self, version: int, key: str, make: Callable[[], Value]) -> Value:
        """The value for ``key`` at that version of the library; ``make`` makes it where needed."""
        with self._lock:
            if version > self._version:
                self._version = version
                self._values.clear()
                self._size = 0
            if version == self._version and key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if version == self._version:
                self._keep(key, value)
        return value

    def _keep(self, key: str, value: Value) -> None:
        if key in self._values:  # another thread made it meanwhile
            self._size -= self._size_of(self._values.pop(key))
        self._values[key] = value
        self._size += self._size_of(value)
        while self._size > self._most and len(self._values) > 1:
            self._size -= self._size_of(self._values.popitem(last=False)[1])
