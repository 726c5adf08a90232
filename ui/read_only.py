"""Whether this app may write: ``kb up --read-only`` shows the library and changes nothing."""

from __future__ import annotations

from kb.errors import EvidenciaError
from kb.settings import current


class ReadOnly(EvidenciaError):
    """Something was to be written where nothing may be."""


def read_only() -> bool:
    """True when the app was started with ``--read-only``."""
    return current().read_only


def refuse_when_read_only() -> None:
    """Raise ``ReadOnly`` when nothing may be written; every function that writes calls it."""
    if read_only():
        raise ReadOnly(
            "expected an app that may write, found one started with --read-only; "
            "start `kb up` without it to change the library"
        )
