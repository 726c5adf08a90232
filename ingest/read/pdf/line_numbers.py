"""Finds the numbers that a bill or a transcript prints beside its lines.

They are a column of numbers outside the text, at the left or the right, each on the baseline of a
line or alone, that rises by as much as there are lines between two of them (1, 2, 3 or 5, 10, 15).
A numbered list and a table with a column of numbers can do this too; but there each row is
something of its own, while beside numbered lines sentences run on from line to line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.read.pdf.runs import RawPage, Run
from ingest.read.pdf.segments import CLOSE

_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_LARGEST_STEP = 10  # from one number to the next
_FEWEST = 3  # numbers, one after the other, that show a column
_FEWEST_WRAPS = 3  # lines that a sentence runs over
_RUNNING = 34  # letters of a line of running text, at least
_WRAP_SHARE = 0.1  # of the numbered lines: the same
_FULL_SHARE = 0.8  # of the lines that go on with a sentence: those that follow a full line
_WIDTH = 0.6  # of the size: how far the middles of numbers of one and of two digits are apart
_LETTER = 0.5  # of the size: the width of a letter
_CELL_GAP = 0.95  # of the size: a wider gap is between cells
_ENDED = re.compile(r"[.!?:;][\"”’')\]]*\s*$")


@dataclass(frozen=True, slots=True)
class _Row:
    """What is on one baseline, from the left, with the numbers of the runs on the page."""

    at: tuple[int, ...]
    runs: tuple[Run, ...]

    @property
    def is_prose(self) -> bool:
        """True where it is one piece of text."""
        return all(b.x - a.end <= _CELL_GAP * a.size for a, b in pairwise(self.runs))

    @property
    def letters(self) -> int:
        """How long it is, in letters."""
        return sum(len(r.text) for r in self.runs)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at the edge of the text. ``row`` counts the rows from the top, ``run`` the runs."""

    value: int
    page: int
    row: int
    run: int
    left: bool
    middle: float
    size: float


def mark_line_numbers(pages: Sequence[RawPage]) -> list[RawPage]:
    """``pages`` with their line numbers marked."""
    rows = [_rows(page) for page in pages]
    numbers = [n for i, found in enumerate(rows) for n in _numbers(i, found)]
    marked: set[tuple[int, int]] = set()
    for column in _columns(numbers):
        chains = list(_chains(column))
        shown = [c for c in chains if len(c) >= _FEWEST]
        if _is_beside_prose(shown, rows):
            marked |= {(n.page, n.run) for n in _belonging(chains, rows)}
    return [
        replace(p, runs=tuple(
            replace(r, line_number=True) if (i, k) in marked else r for k, r in enumerate(p.runs)
        ))
        if any(page == i for page, _ in marked) else p
        for i, p in enumerate(pages)
    ]  # fmt: skip


def _rows(page: RawPage) -> list[_Row]:
    """The rows of a page from the top."""
    seen = [
        (i, r) for i, r in enumerate(page.runs) if r.text.strip() and not (r.rotated or r.hidden)
    ]
    rows: list[list[tuple[int, Run]]] = []
    for i, run in sorted(seen, key=lambda found: -found[1].y):
        first = rows[-1][0][1] if rows else None
        if first is not None and first.y - run.y <= CLOSE * max(first.size, run.size):
            rows[-1].append((i, run))
        else:
            rows.append([(i, run)])
    ordered = [sorted(row, key=lambda found: found[1].x) for row in rows]
    return [_Row(tuple(i for i, _ in row), tuple(r for _, r in row)) for row in ordered]


def _numbers(page: int, rows: Sequence[_Row]) -> Iterator[_Number]:
    """The numbers that are outermost in their rows."""
    for at, row in enumerate(rows):
        for left, i in ((True, 0), (False, -1)):
            run = row.runs[i]
            number = _NUMBER.fullmatch(run.text)
            if number:
                middle = (run.x + run.end) / 2
                yield _Number(int(number[1]), page, at, row.at[i], left, middle, run.size)


def _columns(numbers: Sequence[_Number]) -> list[list[_Number]]:
    """The numbers of one side that are under one another, on whichever page."""
    columns: list[list[_Number]] = []
    for number in sorted(numbers, key=lambda n: (n.left, n.middle)):
        last = columns[-1][-1] if columns else None
        if (
            last is not None
            and last.left == number.left
            and number.middle - last.middle < _WIDTH * number.size
        ):
            columns[-1].append(number)
        else:
            columns.append([number])
    return [sorted(column, key=lambda n: (n.page, n.row)) for column in columns]


def _chains(column: Sequence[_Number]) -> Iterator[list[_Number]]:
    """Numbers of a page that rise by as much as there are lines between them."""
    chain: list[_Number] = []
    for number in column:
        if chain and not _follows(chain[-1], number):
            yield chain
            chain = []
        chain.append(number)
    if chain:
        yield chain


def _follows(last: _Number, number: _Number) -> bool:
    step = number.value - last.value
    return last.page == number.page and step == number.row - last.row and 0 < step <= _LARGEST_STEP


def _belonging(
    chains: Sequence[list[_Number]], rows: Sequence[Sequence[_Row]]
) -> Iterator[_Number]:
    """The numbers of a column that shows line numbers: those that go on or begin again, and not
    those of the rows of a table on a page by itself."""
    last = 0
    for chain in chains:
        first = chain[0].value
        if first != 1 and len(chain) < _FEWEST and not 0 < first - last <= _LARGEST_STEP:
            continue
        lines = _lines(chain, rows)
        if sum(line.is_prose for line in lines) >= 0.5 * len(lines) or _wraps([chain], rows)[0]:
            yield from chain
            last = chain[-1].value


def _is_beside_prose(chains: Sequence[list[_Number]], rows: Sequence[Sequence[_Row]]) -> bool:
    """True where sentences run on from one numbered line to the next, and lines are full."""
    wraps, begun, lines = _wraps(chains, rows)
    return wraps >= max(_FEWEST_WRAPS, _WRAP_SHARE * lines) and wraps >= _FULL_SHARE * begun


def _wraps(chains: Sequence[list[_Number]], rows: Sequence[Sequence[_Row]]) -> tuple[int, int, int]:
    """How many lines go on with the sentence of a full line before them, how many go on with that
    of any line before them, and how many lines there are."""
    wraps = begun = count = 0
    for chain in chains:
        lines = _lines(chain, rows)
        count += len(lines)
        right = max((line.runs[-1].end for line in lines), default=0.0)
        longest = max((line.letters for line in lines), default=0)
        for before, line in pairwise(lines):
            if not (before.is_prose and line.is_prose and line.runs[0].text[:1].islower()):
                continue
            if before.letters < _RUNNING or _ENDED.search(before.runs[-1].text):
                continue
            begun += 1
            last, word = before.runs[-1], len(line.runs[0].text.split(" ", 1)[0])
            wide = last.end + (word + 0.5) * _LETTER * last.size > right
            wraps += wide or before.letters + 1 + word > longest
    return wraps, begun, count


def _lines(chain: Sequence[_Number], rows: Sequence[Sequence[_Row]]) -> list[_Row]:
    """The text from the first to the last number, without the numbers."""
    left, first = chain[0].left, chain[0]
    numbered = {n.row for n in chain}
    lines = []
    for at in range(first.row, chain[-1].row + 1):
        row = rows[first.page][at]
        bare = (slice(1, None) if left else slice(-1)) if at in numbered else slice(None)
        if row.runs[bare]:
            lines.append(_Row(row.at[bare], row.runs[bare]))
    return lines
