"""Builds the canonical text of a document piece by piece."""

from __future__ import annotations

from ingest.read.text_limit import check_length
from kb.span import Span


class CanonicalText:
    """Text that only grows; each piece is appended and its span returned."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, text: str) -> Span:
        """Append ``text``; returns its span. Raises ``TooMuchText`` over the file's limit."""
        span = Span(self._length, self._length + len(text))
        check_length(span.end)
        self._parts.append(text)
        self._length = span.end
        return span

    def text(self) -> str:
        """The text so far."""
        whole = "".join(self._parts)
        self._parts = [whole]
        return whole
