"""Progress as ingestion tells it; the default tells nobody."""

from __future__ import annotations

from collections.abc import Callable


class Progress:
    """Told what is happening; every method may be overridden, none needs to be."""

    def total(self, files: int) -> None:
        """``files`` are to be looked at."""

    def doing(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total`` pages or parts of the file ``name`` are read."""

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        """So many files are finished, with so many passages, in so many seconds."""

    def note(self, message: str) -> None:
        """A sentence for the person watching."""

    def stopped(self) -> bool:
        """True when the person asked to stop; what is published stays."""
        return False


class Silent(Progress):
    """Passes notes on, if anyone wants them, and shows nothing else."""

    def __init__(self, note: Callable[[str], None] | None = None) -> None:
        self._note = note

    def note(self, message: str) -> None:
        if self._note is not None:
            self._note(message)
