"""Finds page headers and footers, page numbers, and the number printed on each page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from ingest.read.pdf.running_lines import BodyType, running_lines, template
from ingest.read.pdf.segments import Segment

_ROMAN = r"(?=[ivxlc])(?:x[lc]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_PAGE = r"(?:page|p[aá]gina)"
_NUMBER = re.compile(
    rf"(?i)(?:{_PAGE}\s++|p(?:[aá]g)?\.\s*+)?[-–—\[|·•]?\s*+"
    rf"(\d{{1,5}}|{_ROMAN})(?:\s*+[-–—\]|·•])?+"
    r"(?:\s++(?:of|de|/)\s++\d++)?+\s*+$"
)
_AT_EDGE = re.compile(
    rf"(?i)(?:^|\s|\|\s*|\b{_PAGE}\s+)(\d{{1,5}}|\b{_ROMAN}\b)$"
    rf"|^(\d{{1,5}}|{_ROMAN}\b)(?:\s|\s*\|)"
)
_PAGE_WORD = re.compile(rf"(?i)\b{_PAGE}\s+(\d{{1,5}}|{_ROMAN})\b")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MARGIN = 0.115  # of the page's height, from the top and the bottom: where headers are
_DECLARED_MARGIN = 0.2  # the same for what the file declares to be a header
Pages = Sequence[Sequence[Segment]]


def page_headers(pages: Pages, heights: Sequence[float]) -> list[set[int]]:
    """For each page, the indexes of its segments that are page headers or footers.

    A segment is one when the file declares it and it is near an edge; when it is in a margin and
    repeats there on several pages (``running_lines``); when it is a page number, with others at its
    height or outermost on the page; or when it is at a height where most pages have one line
    separate from their text, in smaller type or with words of another page (the title of a
    chapter). A line in the type of a title is text.
    """
    margins = [_margin(page, height) for page, height in zip(pages, heights, strict=True)]
    inner = [
        [s for i, s in enumerate(page) if i not in edge]
        for page, edge in zip(pages, map(set, margins), strict=True)
    ]
    body = BodyType.of(inner if any(inner) else pages)
    running = running_lines(pages, margins, body)
    numbers: Counter[int] = Counter()
    words: Counter[str] = Counter()
    for page, margin in zip(pages, margins, strict=True):
        numbers.update({_row(page[i]) for i in margin if _NUMBER.match(page[i].text)})
        words.update({page[i].text for i in margin})
    needed = 2 if len(pages) <= 6 else max(3, len(pages) // 25)
    slots = _slots(pages, heights)

    def stays(segment: Segment) -> bool:
        if _NUMBER.match(segment.text):
            return max(numbers[_row(segment) + d] for d in (-1, 0, 1)) >= needed
        header = body.smaller(segment) or words[segment.text] > 1
        return header and body.is_below_title(segment) and _slot(segment) in slots

    found: list[set[int]] = []
    for page, margin, height, chosen in zip(pages, margins, heights, running, strict=True):
        chosen |= {i for i, s in enumerate(page) if s.page_header and _near(s, height)}
        chosen |= {i for i in margin if stays(page[i]) or _is_lone_number(page, i, margin)}
        found.append(chosen)
    return _with_mastheads(pages, heights, found, body)


def _with_mastheads(
    pages: Pages, heights: Sequence[float], found: Sequence[set[int]], body: BodyType
) -> list[set[int]]:
    """``found`` with the masthead of the first page: words near the page's edge that are in headers
    of later pages, in type of about that size, which is no title's."""
    known = {
        (template(page[i].text), page[i].size)
        for page, chosen in zip(pages, found, strict=True)
        for i in chosen
        if len(page[i].text) > 5
    }
    out = []
    for page, height, chosen in zip(pages, heights, found, strict=True):
        more = {
            i
            for i, s in enumerate(page)
            if i not in chosen
            and _near(s, height)
            and len(s.text) > 5
            and body.is_below_title(s)
            and _is_repeated(s, known)
        }
        out.append(chosen | more)
    return out


def _is_repeated(segment: Segment, known: set[tuple[str, float]]) -> bool:
    words = template(segment.text)
    return any(words in header and 0.75 < segment.size / size < 1.3 for header, size in known)


def _near(segment: Segment, height: float) -> bool:
    return not _DECLARED_MARGIN * height < segment.y < (1 - _DECLARED_MARGIN) * height


def _margin(page: Sequence[Segment], height: float) -> list[int]:
    return [i for i, s in enumerate(page) if s.y > (1 - _MARGIN) * height or s.y < _MARGIN * height]


def _row(segment: Segment) -> int:
    return round(segment.y / 8)


def _is_lone_number(page: Sequence[Segment], at: int, margin: Sequence[int]) -> bool:
    """True for a number with no text of the page beyond it."""
    if not _NUMBER.match(page[at].text):
        return False
    y = page[at].y
    beyond = [s for i, s in enumerate(page) if i != at and abs(s.y - y) > 2]
    inside = set(margin)
    above = all(s.y < y or i in inside for i, s in enumerate(page))
    below = all(s.y > y for s in beyond)
    return (above and all(s.y < y for s in beyond)) or below


def _slots(pages: Pages, heights: Sequence[float]) -> set[tuple[int, int]]:
    """Heights at which most pages have their outermost line, separate from the text."""
    if len(pages) < 5:
        return set()
    counts: Counter[tuple[int, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        if len(page) < 6:
            continue
        rows = sorted({round(s.y) for s in page}, reverse=True)
        gaps = [a - b for a, b in zip(rows, rows[1:], strict=False)]
        typical = median(g for g in gaps if g > 3) if any(g > 3 for g in gaps) else 12.0
        for y, gap in ((rows[0], gaps[0]), (rows[-1], gaps[-1])) if gaps else ():
            if gap > 1.7 * typical and not _MARGIN * height < y < (1 - _MARGIN) * height:
                counts.update({_slot(s) for s in page if round(s.y) == y and len(s.text) < 110})
    return {slot for slot, n in counts.items() if n >= 0.55 * len(pages)}


def _slot(segment: Segment) -> tuple[int, int]:
    return round(segment.y / 3), round(segment.size)


def printed_numbers(
    pages: Pages, marked: Sequence[set[int]], labels: Sequence[str | None]
) -> list[str | None]:
    """The number printed on each page, from its headers, where the numbers are consistent.

    They are when number minus page index is the same for most pages that print one (arabic and
    roman counted separately), or when the number is the page's label."""
    read = [
        [n for i in sorted(chosen) for n in _numbers(page[i].text)]
        for page, chosen in zip(pages, marked, strict=True)
    ]
    offsets: dict[bool, Counter[int]] = defaultdict(Counter)
    having: Counter[bool] = Counter()
    for index, numbers in enumerate(read):
        having.update({n.isdigit() for n in numbers})
        for number in set(numbers):
            value = _value(number)
            if value:
                offsets[number.isdigit()][value - index] += 1
    usual_offset = {
        arabic: counts.most_common(1)[0][0]
        for arabic, counts in offsets.items()
        if counts.most_common(1)[0][1] >= max(min(2, len(pages)), 0.6 * having[arabic])
    }
    return [
        next(
            (
                n
                for n in numbers
                if (n == labels[index] and not n.isdigit())
                or _value(n) - index == usual_offset.get(n.isdigit(), 1 << 30)
            ),
            None,
        )
        for index, numbers in enumerate(read)
    ]


def _numbers(text: str) -> list[str]:
    """Possible page numbers in the text of a header, likeliest first."""
    text = text.strip()
    whole = _NUMBER.match(text)
    found = [whole[1]] if whole else _PAGE_WORD.findall(text)
    if not whole:
        found += [a or b for a, b in _AT_EDGE.findall(text) if a or b]
    return [n for n in found if not n.startswith("0")]  # "Frm 00001" is the printer's mark


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_VALUES.get(c, 0) for c in number.lower()]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
