"""Locations: half-open spans ``[start, end)`` in characters of one canonical text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a document's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of ``text`` this span names."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of canonical characters and the source characters they were made from."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back from canonical offsets to offsets in the text the file gave.

    Segments are sorted by ``start`` and do not overlap. Within a segment of equal lengths the
    mapping is character for character; otherwise (a ligature, a joined hyphen) the whole source
    run stands for the whole canonical run. Canonical characters outside every segment (a
    paragraph break we added) map to the nearest source position before them.
    """

    segments: tuple[Segment, ...] = ()

    def to_source(self, span: Span) -> Span:
        """The smallest source span covering ``span``."""
        if not self.segments:
            return span
        return Span(
            self._point(span.start, last=False),
            max(self._point(max(span.end - 1, span.start), last=True), 0),
        )

    def _point(self, offset: int, *, last: bool) -> int:
        starts = [s.start for s in self.segments]
        segment = self.segments[max(bisect_right(starts, offset) - 1, 0)]
        if segment.end - segment.start == segment.source_end - segment.source_start:
            inside = min(max(offset - segment.start, 0), segment.end - segment.start)
            return min(segment.source_start + inside + int(last), segment.source_end)
        return segment.source_end if last else segment.source_start


def covering(spans: Sequence[Span], span: Span) -> list[int]:
    """Indexes of those of ``spans`` that overlap ``span``, in order."""
    return [i for i, other in enumerate(spans) if other.overlaps(span)]


def gaps(spans: Iterable[Span], whole: Span) -> list[Span]:
    """The parts of ``whole`` that no span covers, in order."""
    found: list[Span] = []
    at = whole.start
    for span in sorted(spans):
        if span.start > at:
            found.append(Span(at, min(span.start, whole.end)))
        at = max(at, span.end)
    if at < whole.end:
        found.append(Span(at, whole.end))
    return [g for g in found if len(g)]
