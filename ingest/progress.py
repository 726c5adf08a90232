"""How ingestion reports its progress; by default nothing is shown."""

from __future__ import annotations

from collections.abc import Callable


class Progress:
    """Receives progress. Override the methods you need; each does nothing by default."""

    def total(self, files: int) -> None:
        """``files`` files are to be processed."""

    def doing(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total`` pages or parts of the file ``name`` are read."""

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        """``files`` files with ``passages`` passages are finished after ``elapsed_s`` seconds."""

    def note(self, message: str) -> None:
        """A sentence for the person who watches."""

    def stopped(self) -> bool:
        """True when the person asks to stop; what is published stays."""
        return False


class NoProgress(Progress):
    """Shows no progress; passes notes to ``note`` when it is given."""

    def __init__(self, note: Callable[[str], None] | None = None) -> None:
        self._note = note

    def note(self, message: str) -> None:
        if self._note is not None:
            self._note(message)
