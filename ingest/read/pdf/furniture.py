"""Running heads and feet, page numbers, and the number printed on each page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.read.pdf.lines import Line

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"(?i)(?:page\s+)?[-–—\[]?\s*(\d{1,5}|[ivxlc]{1,7})\s*[-–—\]]?(?:\s+of\s+\d+)?$"
)
_AT_EDGE = re.compile(
    r"(?:^|\s{2,}|\|\s*|\bpage\s+)(\d{1,5}|[ivxlc]{1,7})$|^(\d{1,5}|[ivxlc]{1,7})(?:\s{2,}|\s*\|)",
    re.I,
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
Pages = Sequence[Sequence[Line]]


def furniture(pages: Pages, heights: Sequence[float]) -> list[set[int]]:
    """For each page, which of its lines (by place in the list) are furniture.

    A line in the top or bottom ninth of the page is furniture when the same words, numbers
    aside, stand at that height on several pages, or when it is a page number alone.
    """
    edges = [_edge(lines, height) for lines, height in zip(pages, heights, strict=True)]
    seen: Counter[tuple[str, int]] = Counter()
    for lines, edge in zip(pages, edges, strict=True):
        seen.update({_key(lines[i]) for i in edge})
    needed = 2 if len(pages) <= 6 else max(3, len(pages) // 25)
    found: list[set[int]] = []
    for lines, edge in zip(pages, edges, strict=True):
        found.append(
            {i for i in edge if seen[_key(lines[i])] >= needed or _NUMBER.match(lines[i].text)}
        )
    return found


def _edge(lines: Sequence[Line], height: float) -> list[int]:
    return [i for i, line in enumerate(lines) if line.y > 0.905 * height or line.y < 0.095 * height]


def _key(line: Line) -> tuple[str, int]:
    words = _DIGITS.sub("#", line.text.casefold())
    words = "#" if _NUMBER.match(line.text) else words
    return words, round(line.y / 12)


def printed_numbers(pages: Pages, marked: Sequence[set[int]]) -> list[str | None]:
    """The number printed on each page, read off its furniture, where numbers run consistently:
    printed less index is the same for most pages that print one, arabic and roman apart."""
    read = [
        [n for i in sorted(chosen) for n in _numbers(lines[i].text)]
        for lines, chosen in zip(pages, marked, strict=True)
    ]
    offsets: dict[bool, Counter[int]] = defaultdict(Counter)
    for index, numbers in enumerate(read):
        for number in set(numbers):
            value = _value(number)
            if value:
                offsets[number.isdigit()][value - index] += 1
    steady = {
        arabic: counts.most_common(1)[0][0]
        for arabic, counts in offsets.items()
        if _is_steady(counts, len(pages))
    }
    return [
        next((n for n in numbers if _value(n) - index == steady.get(n.isdigit(), 1 << 30)), None)
        for index, numbers in enumerate(read)
    ]


def _is_steady(counts: Counter[int], pages: int) -> bool:
    """One difference clearly leads: on two pages at least, and on most that print a number."""
    best = counts.most_common(1)[0][1]
    return best >= min(2, pages) and best >= 0.5 * max(sum(counts.values()) / 2, 1)


def _numbers(text: str) -> list[str]:
    whole = _NUMBER.match(text.strip())
    if whole:
        return [whole[1]]
    return [a or b for a, b in _AT_EDGE.findall(text.strip())] or _last_word(text)


def _last_word(text: str) -> list[str]:
    words = text.split()
    ends = [w for w in (words[0], words[-1]) if w.isdigit() and len(w) < 5] if words else []
    return list(dict.fromkeys(ends))


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    values = [_VALUES.get(c, 0) for c in number.lower()]
    return sum(-v if v < max(values[i:], default=0) else v for i, v in enumerate(values))
