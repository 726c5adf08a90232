"""Tells short columns of running text from rows, by how their lines go on.

A few lines side by side are columns when each column is running text: a line breaks where the
next word has no room, the next line goes on in lower case, and the whole is from the beginning to
the end of a sentence. Cells and values begin anew in each line. Where lines go on but begin or end
no sentence, it is not decided. One row of cells with several lines is read alike in either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.pdf.segments import Segment
from ingest.read.pdf.tables import shared_widths

_MOST = 60  # segments; more are no short columns
_BROKEN = 20  # characters of a line that breaks inside a sentence, at least
_LEADING = 1.6  # of the size: the lines of a column are no farther apart
_SHIFTED = 0.9  # of the size: columns begin no farther apart
_SPACE = 0.2  # of the size
_CLOSING = "\"'”’»)]"
_SENTENCE_ENDS = (".", "?", "!", ":", "…")


@dataclass(frozen=True, slots=True)
class ShortColumns:
    """Lines side by side as ``columns``, and what is ``above`` and ``below`` them. Where it is not
    ``decided``, they may be rows."""

    above: list[Segment]
    columns: list[list[Segment]]
    below: list[Segment]
    decided: bool


def short_columns(left: Sequence[Segment], right: Sequence[Segment]) -> ShortColumns | None:
    """The columns of what is on the ``left`` and the ``right`` of a gutter; ``None`` for rows."""
    every = sorted((*left, *right), key=lambda s: -s.y)
    if len(every) > _MOST:
        return None
    size = max(s.size for s in every)
    top = min(max(s.y for s in left), max(s.y for s in right)) + _SHIFTED * size
    above = [s for s in every if s.y > top]
    under = [s for s in every if s.y <= top]
    columns: list[list[Segment]] = []
    for x, end in shared_widths([under]):
        column: list[Segment] = []
        for segment in (s for s in under if x <= s.x <= end):
            if column and column[-1].y - segment.y > _LEADING * size:
                break
            column.append(segment)
        columns.append(column)
    if len(columns) < 2 or any(len(c) < 2 for c in columns):
        return None
    if any(s.x >= columns[1][0].x - size and s.y - top < _LEADING * size for s in above):
        return None  # a column that begins higher than the first
    breaks = [list(_breaks(c)) for c in columns]
    if not all(True in b and b.count(True) > b.count(False) for b in breaks):
        return None
    held = {id(s) for c in columns for s in c}
    below = [s for s in under if id(s) not in held]
    first, last = columns[0][0].text, columns[-1][-1].text
    whole = not first[:1].islower() and _ends(last)
    return ShortColumns(above, columns, below, whole and not any(False in b for b in breaks))


def _breaks(column: Sequence[Segment]) -> Iterator[bool]:
    """For each line break inside a sentence, whether the text goes on there. Where the next line
    begins with a figure, it is not told."""
    longest = max(s.end for s in column)
    for line, following in pairwise(column):
        if _ends(line.text):
            continue
        text = following.text
        word = (following.end - following.x) * len(text.split(" ", 1)[0]) / len(text)
        full = line.end + _SPACE * line.size + word > longest
        long = len(line.text) >= _BROKEN and line.y - following.y > line.size / 2
        if not (full and long and text[:1].isdigit()):
            yield full and long and text[:1].islower()


def _ends(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
