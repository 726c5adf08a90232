"""The limit on the text of one file, for readers of all formats.

A small file can unpack to any amount of text: chapters named a million times, cells that span a
million columns. What a reader appends to the canonical text is counted while it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from kb.errors import EvidenciaError
from kb.settings import settings

_NO_LIMIT = 1 << 62
_limit: ContextVar[int] = ContextVar("text_limit", default=_NO_LIMIT)


class TooMuchText(EvidenciaError):
    """A file with more text than its size allows, or with too many passages."""


@contextmanager
def text_limit(size: int) -> Iterator[None]:
    """Limit the text that is read of a file of ``size`` bytes."""
    limits = settings().ingest
    allowed = limits.text_least + limits.text_per_byte * size
    token = _limit.set(min(allowed, limits.text_most))
    try:
        yield
    finally:
        _limit.reset(token)


def check_length(characters: int) -> None:
    """Raises ``TooMuchText`` where a text of so many characters is over the limit."""
    limit = _limit.get()
    if characters > limit:
        raise TooMuchText(
            f"it has more than {limit:,} characters of text, the most for a file of its size; it "
            "is damaged or made to be large. Split it, or set KB_INGEST__TEXT_MOST and "
            "KB_INGEST__TEXT_LEAST to higher numbers"
        )
