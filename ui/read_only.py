"""Whether the app may change the library; ``kb up --read-only`` forbids it."""

from __future__ import annotations

from kb.errors import EvidenciaError
from kb.settings import current


class ReadOnly(EvidenciaError):
    """A change was attempted in read-only mode."""


def read_only() -> bool:
    """True when the app was started with ``--read-only``."""
    return current().read_only


def refuse_when_read_only() -> None:
    """Raise ``ReadOnly`` in read-only mode. Every function that writes calls it."""
    if read_only():
        raise ReadOnly(
            "This app is read-only. Start `kb up` without --read-only to change the library."
        )
