"""Reads that are repeated where the library changes meanwhile, or where a part is damaged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kb.errors import EvidenciaError, LibraryBusy, LibraryDamaged, UnknownDocument
from kb.settings import settings

if TYPE_CHECKING:
    from kb.store import Library

Value = TypeVar("Value")


def retry_on_change(library: Library, make: Callable[[], Value]) -> Value:
    """The result of ``make``, which reads the library several times. Where it fails because another
    process changed the library in between, it is called again. Where it fails because documents are
    damaged, it is called again without them, and its notices say so.

    Raises ``LibraryBusy`` where the library keeps changing, and otherwise what ``make`` raises.
    """
    for _ in range(settings().store.tries):
        version = library.version()
        try:
            return _with_notices(library, make())
        except Exception as error:
            if isinstance(error, KeyError | UnknownDocument) and library.version() != version:
                continue
            ours = isinstance(error, EvidenciaError) and not isinstance(error, LibraryDamaged)
            if ours or not library.set_damaged_aside():
                raise
    raise LibraryBusy("the library is changing faster than it can be searched; try again")


def _with_notices(library: Library, made: Value) -> Value:
    told: Any = made
    if library.left_out and is_dataclass(made) and hasattr(made, "notices"):
        told = replace(told, notices=tuple(dict.fromkeys((*told.notices, *library.left_out))))
    return cast("Value", told)
