"""Takes the writer's lock for one change at a time, so that reading a file holds nobody up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from ingest.progress import Progress
from kb.errors import LibraryBusy

if TYPE_CHECKING:
    from kb.store import Library

_ASK_EVERY_S = 1.0


class WriterTurns:
    """The turns of one ingestion as the only writer. ``refresh`` is called at the start of each:
    another process may have changed the library since the last."""

    def __init__(self, library: Library, progress: Progress, refresh: Callable[[], None]) -> None:
        self._library = library
        self._progress = progress
        self._refresh = refresh
        self._held = False

    @contextmanager
    def turn(self, *, wait: bool = True) -> Iterator[None]:
        """Be the only writer; a turn within a turn is part of it.

        Waits while another process writes, until the person asks to stop. Raises ``LibraryBusy``
        then, and at once where ``wait`` is false.
        """
        if self._held:
            yield
            return
        with ExitStack() as stack:
            self._enter(stack, wait=wait)
            self._held = True
            try:
                self._refresh()
                yield
            finally:
                self._held = False

    def _enter(self, stack: ExitStack, *, wait: bool) -> None:
        told = False
        while True:
            try:
                stack.enter_context(self._library.writer(_ASK_EVERY_S if wait else 0.0))
                return
            except LibraryBusy as busy:
                if not wait or self._progress.stopped():
                    raise
                if not told:
                    self._progress.note(f"waiting: {busy}")
                told = True
