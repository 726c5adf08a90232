"""Keeps what was made from the record for as long as the record stays the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most ``most`` values by key, all made from one version of the record; the least used go
    first, and all go when the record has changed. Threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._version = -1
        self._values: OrderedDict[str, Value] = OrderedDict()
        self._lock = Lock()

    def of(self, version: int, key: str, make: Callable[[], Value]) -> Value:
        """The value for ``key`` at that version of the record, made by ``make`` if need be."""
        with self._lock:
            if version > self._version:
                self._version = version
                self._values.clear()
            if version == self._version and key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            if version == self._version:
                self._values[key] = value
                if len(self._values) > self._most:
                    self._values.popitem(last=False)
        return value
