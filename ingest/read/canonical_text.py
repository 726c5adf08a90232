"""Builds a canonical text piece by piece and keeps the map back to the source text."""

from __future__ import annotations

from kb.span import OffsetMap, Segment, Span


class CanonBuilder:
    """Append-only canonical text.

    ``add`` copies source characters one for one; ``put`` writes text that stands for a source
    run of another length (a ligature, a joined hyphen, a decoded entity); ``gap`` writes
    separators that have no source.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []

    def __len__(self) -> int:
        return self._length

    def add(self, text: str, source_start: int) -> Span:
        """Append ``text``, which stands at ``source_start`` of the source, character for
        character; returns its canonical span."""
        return self.put(text, source_start, source_start + len(text))

    def put(self, text: str, source_start: int, source_end: int) -> Span:
        """Append ``text`` made from source ``[source_start, source_end)``."""
        span = self._append(text)
        if len(span):
            self._extend(Segment(span.start, span.end, source_start, source_end))
        return span

    def gap(self, separator: str) -> Span:
        """Append a separator that the source does not have."""
        return self._append(separator)

    def text(self) -> str:
        """The canonical text so far."""
        whole = "".join(self._parts)
        self._parts = [whole]
        return whole

    def source_map(self) -> OffsetMap:
        """The map from the canonical text back to the source."""
        return OffsetMap(tuple(self._segments))

    def _append(self, text: str) -> Span:
        span = Span(self._length, self._length + len(text))
        self._parts.append(text)
        self._length = span.end
        return span

    def _extend(self, new: Segment) -> None:
        if self._segments:
            last = self._segments[-1]
            if (
                last.end == new.start
                and last.source_end == new.source_start
                and last.end - last.start == last.source_end - last.source_start
                and new.end - new.start == new.source_end - new.source_start
            ):
                self._segments[-1] = Segment(last.start, new.end, last.source_start, new.source_end)
                return
        self._segments.append(new)
