"""Tables of a Word file: their rows, with each merged cell once."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.read.docx.names import child, kind, members, number, value
from ingest.read.xml_parser import Element

_WORDS = frozenset({"w:t", "m:t", "w:sym", "w:fldChar", "a:t"})
_MOST_COLUMNS = 63  # that Word allows in a table


def rows(table: Element) -> Iterator[list[Element | None]]:
    """The cells of each row; ``None`` for a cell that is merged with the one above or before it,
    and for a cell that the row lacks because it begins or ends some columns inside the table, or
    because a cell with others behind it is over several columns."""
    found = [_Row(row) for row in members(table, "w:tr")]
    fullest = max(found, key=lambda r: len(r.cells), default=None)
    merged: set[int] = set()  # the columns in which a merge goes on downwards
    for row in found:
        assert fullest is not None
        before, after = fullest.within(0, row.begin), fullest.within(row.end, row.end + row.after)
        cells: list[Element | None] = [None] * before
        for cell, start, end in row.cells:
            cells.append(None if _continues(cell, start, merged) else cell)
            if end < row.end:
                cells += [None] * (fullest.within(start, end) - 1)
        yield [*cells, *[None] * after]


class _Row:
    """A row by the columns of the table's grid: it has ``cells`` from ``begin`` to ``end``, each
    with its own first and last border, and skips ``after`` columns behind them."""

    def __init__(self, row: Element) -> None:
        self.begin = self.end = max(number(child(row, "w:trPr", "w:gridBefore")) or 0, 0)
        self.after = max(number(child(row, "w:trPr", "w:gridAfter")) or 0, 0)
        self.cells: list[tuple[Element, int, int]] = []
        for cell in members(row, "w:tc"):
            start = self.end
            self.end += max(number(child(cell, "w:tcPr", "w:gridSpan")) or 1, 1)
            self.cells.append((cell, start, self.end))

    def within(self, start: int, end: int) -> int:
        """How many cells are wholly between two borders of the grid."""
        return sum(start <= first and last <= end for _, first, last in self.cells[:_MOST_COLUMNS])


def _continues(cell: Element, column: int, merged: set[int]) -> bool:
    """True for a cell that is part of a merge begun earlier; keeps ``merged`` up to date."""
    across = child(cell, "w:tcPr", "w:hMerge")
    if across is not None and value(across) != "restart" and not has_words(cell):
        return True
    down = child(cell, "w:tcPr", "w:vMerge")
    if down is None:
        merged.discard(column)
        return False
    begins = value(down) == "restart" or column not in merged
    merged.add(column)
    return not begins


def has_words(element: Element) -> bool:
    """True when something in ``element`` may be printed as text."""
    return any(kind(e) in _WORDS for e in element.iter())


def only_cell(cells: list[Element | None]) -> Element | None:
    """The cell that holds all words of a row and has several blocks: a cell for layout."""
    filled = [c for c in cells if c is not None and has_words(c)]
    if len(filled) != 1:
        return None
    blocks = [b for b in members(filled[0], "w:p", "w:tbl") if has_words(b)]
    return filled[0] if len(blocks) > 1 else None
