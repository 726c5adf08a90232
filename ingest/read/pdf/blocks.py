"""The blocks of a document (headings, paragraphs, list items, table rows, footnotes, tables of
contents) and its typical measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from ingest.read.pdf.lines import Line


class BlockKind(Enum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; ``level`` of a heading, from 1; ``number`` of a footnote."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    number: str | None = None

    @property
    def text(self) -> str:
        """The words, lines joined by spaces."""
        return " ".join(n.text for n in self.lines)


_USUAL, _WIDEST = 2.0, 2.6  # of the size: the distance of lines of a paragraph, set wide or not


@dataclass(frozen=True, slots=True)
class Measures:
    """Typical measures of the document, in points: ``size`` of body text, and ``leadings``, the
    distance of lines by their size. ``bold`` says that body text is bold."""

    size: float
    leadings: dict[int, float]
    bold: bool

    def leading(self, size: float) -> float:
        """The typical distance of lines of ``size``."""
        return self.leadings.get(round(size), 1.2 * size)

    def small(self, line: Line) -> bool:
        """True for a line in smaller type than body text."""
        return line.size <= 0.94 * self.size


def measure(pages: Sequence[Sequence[Line]]) -> Measures:
    """The typical measures, by characters."""
    sizes: Counter[float] = Counter()
    bolds: Counter[bool] = Counter()
    gaps: dict[int, list[float]] = {}
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
            bolds[line.bold] += len(line.text)
        for a, b in zip(lines, lines[1:], strict=False):
            gap = a.y - b.y
            if (
                a.column == b.column
                and round(a.size) == round(b.size)
                and 0 < gap < _WIDEST * a.size
            ):
                gaps.setdefault(round(a.size), []).append(gap)
    size = usual_size(sizes.items())
    leadings = {
        of: median(near)
        for of, found in gaps.items()
        if len(near := _near(of, found, wide=of == round(size))) > 3
    }
    return Measures(size, leadings, bolds[True] > bolds[False])


def usual_size(characters: Iterable[tuple[float, int]]) -> float:
    """The size of body text, from sizes and how many characters have them: the largest common one,
    because a document can have more footnotes than text."""
    sizes: Counter[float] = Counter()
    for size, count in characters:
        sizes[round(size * 2) / 2] += count
    common = [size for size, n in sizes.items() if n >= 0.25 * sizes.total()]
    return max(common or [sizes.most_common(1)[0][0] if sizes else 10.0])


def _near(size: float, gaps: list[float], *, wide: bool) -> list[float]:
    """Those of ``gaps`` that are between lines of one paragraph: in body text, which may be set
    ``wide``, all of them where few are narrow."""
    near = [gap for gap in gaps if gap < _USUAL * size]
    return gaps if wide and len(near) < len(gaps) / 2 else near
