"""Reads that are repeated where another process changes the library meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kb.errors import LibraryBusy, UnknownDocument
from kb.settings import settings

if TYPE_CHECKING:
    from kb.store import Library

Value = TypeVar("Value")


def retry_on_change(library: Library, make: Callable[[], Value]) -> Value:
    """The result of ``make``, which reads the library several times. Where it fails because another
    process changed the library in between, it is called again.

    Raises ``LibraryBusy`` where the library keeps changing, and otherwise what ``make`` raises.
    """
    for _ in range(settings().store.tries):
        version = library.version()
        try:
            return make()
        except (KeyError, UnknownDocument):
            if library.version() == version:
                raise
    raise LibraryBusy("the library is changing faster than it can be searched; try again")
