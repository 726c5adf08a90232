"""An answer from one state of the record, though other processes write to it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kb.errors import LibraryBusy, UnknownDocument

if TYPE_CHECKING:
    from kb.store import Library

_TRIES = 5
Value = TypeVar("Value")


def steady(library: Library, make: Callable[[], Value]) -> Value:
    """What ``make`` gives. It reads the record several times; where another process changed the
    record in between, so that one read does not know what the other told of, it is asked again.

    Raises ``LibraryBusy`` where the record keeps changing, and what ``make`` raises otherwise.
    """
    for _ in range(_TRIES):
        version = library.version()
        try:
            return make()
        except (KeyError, UnknownDocument):
            if library.version() == version:
                raise
    raise LibraryBusy("the library is changing faster than it can be searched; try again")
