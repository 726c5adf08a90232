"""Finds lines in the margins that are the same on several pages, up to the number of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.read.pdf.blocks import usual_size
from ingest.read.pdf.segments import Segment

Pages = Sequence[Sequence[Segment]]
_DIGITS = re.compile(r"\d+")
_ROW = 8  # points; a header moves up or down by less
_BESIDE = 6  # occurrences before and after a line with which it is compared
_FEWEST = 3  # pages, where a file has more than a few
_LARGER = 1.12  # of the size of body text, as for headings
_NOT_SMALLER = 0.94
_FEWEST_LETTERS = 3  # of a title
_MOST_DIGITS = 9  # of a number that is compared


@dataclass(frozen=True, slots=True)
class BodyType:
    """The type of body text: its size in points, and whether it is bold."""

    size: float
    bold: bool

    @classmethod
    def of(cls, pages: Pages) -> BodyType:
        """The type in which most of ``pages`` is set."""
        bold: dict[bool, int] = defaultdict(int)
        for page in pages:
            for segment in page:
                bold[segment.bold] += len(segment.text)
        return cls(
            usual_size((s.size, len(s.text)) for p in pages for s in p), bold[True] > bold[False]
        )

    def smaller(self, segment: Segment) -> bool:
        """True for a line in smaller type than body text."""
        return segment.size < _NOT_SMALLER * self.size

    def is_below_title(self, segment: Segment) -> bool:
        """True for a line that is no title by its type: it is neither larger than body text nor
        alone bold."""
        if not _has_words(segment):
            return True
        heavy = segment.bold and not self.bold and not self.smaller(segment)
        return not heavy and segment.size < _LARGER * self.size

    def may_be_title(self, segment: Segment, page: Sequence[Segment]) -> bool:
        """True for words in the upper half of ``page`` that are not in smaller type."""
        top = segment.y > page[0].y / 2  # segments are from the top
        return top and _has_words(segment) and not self.smaller(segment)


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    index: int
    row: int
    numbers: tuple[int, ...]

    def agrees(self, other: _Place) -> bool:
        """True when each number is the same, or counts the pages between the two."""
        away = other.page - self.page
        pairs = zip(self.numbers, other.numbers, strict=True)
        level = abs(other.row - self.row) <= 1
        return level and away != 0 and all(b - a in (0, away) for a, b in pairs)


def _has_words(segment: Segment) -> bool:
    return sum(c.isalpha() for c in segment.text) >= _FEWEST_LETTERS


def template(text: str) -> str:
    """``text`` in lower case, with any numbers."""
    return _DIGITS.sub("#", text.casefold())


def running_lines(pages: Pages, margins: Sequence[Sequence[int]], body: BodyType) -> list[set[int]]:
    """For each page, those of its ``margins`` (indexes of segments) that repeat at about that
    height on several pages. Numbers in them are the same, or count the pages.

    In the type of a title, or at the head of a page in type no smaller than body text, a line may
    be one of several titles that differ in a number: there it repeats to the letter, and the first
    is kept.
    """
    needed = 2 if len(pages) <= 6 else max(_FEWEST, len(pages) // 25)
    places: dict[tuple[str, int], list[_Place]] = defaultdict(list)
    for at, margin in enumerate(margins):
        for index in margin:
            segment = pages[at][index]
            numbers = tuple(int(n[-_MOST_DIGITS:]) for n in _DIGITS.findall(segment.text))
            place = _Place(at, index, round(segment.y / _ROW), numbers)
            places[template(segment.text), len(numbers)].append(place)
    out: list[set[int]] = [set() for _ in pages]
    for found in places.values():
        often = _often(found, needed)
        same: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place in found:
            if place.page not in same[place.numbers][-1:]:
                same[place.numbers].append(place.page)
        for at, place in enumerate(often):
            page = pages[place.page]
            near = often[max(at - _BESIDE, 0) : at + _BESIDE + 1]
            alike = [o for o in near if place.agrees(o)]
            counts = any(o.numbers != place.numbers for o in alike)
            if body.is_below_title(page[place.index]) and not (
                counts and body.may_be_title(page[place.index], page)
            ):
                repeats = len(alike) >= min(needed, _FEWEST) - 1
            else:
                on = same[place.numbers]
                repeats = len(on) >= _FEWEST and place.page > on[0]
            if repeats:
                out[place.page].add(place.index)
    return out


def _often(found: Sequence[_Place], needed: int) -> list[_Place]:
    """Those of ``found`` whose height, or the next, is that of at least ``needed`` pages."""
    pages: dict[int, set[int]] = defaultdict(set)
    for place in found:
        pages[place.row].add(place.page)
    often = {row for row, seen in pages.items() if len(seen) >= needed}
    return [p for p in found if {p.row - 1, p.row, p.row + 1} & often]
