"""Rows of tables as lines: cells apart by " | ", a merged cell once, columns in their place."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.read.html.raised import without_marks
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element, local_name, words_in

_APART = " | "
_MOST_COLUMNS = 200
_MOST_TABLES = 8  # tables around a table from which they only lay out the page
_HEADINGS = frozenset("h1 h2 h3 h4".split())


@dataclass(slots=True)
class TableRows:
    """Collects the cells of a table, row by row."""

    cells: list[str] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)  # column: rows that a cell above takes
    in_cell: bool = False
    _span: tuple[int, int] = (1, 1)

    def open(self, element: Element, name: str) -> None:
        """A row or a cell begins."""
        if name == "tr":
            self.cells.clear()
            self.in_cell = False
            return
        self._skip_taken()
        self.in_cell = True
        self._span = (_span(element.get("colspan")), _span(element.get("rowspan")))

    def close_cell(self, raw: str) -> None:
        """A cell ends with the words ``raw``."""
        self.in_cell = False
        columns, rows = self._span
        for i in range(columns):
            if len(self.cells) >= _MOST_COLUMNS:
                break
            if rows > 1:
                self.reaching[len(self.cells)] = rows - 1
            self.cells.append(without_marks(clean(raw).strip()) if i == 0 else "")

    def close_row(self) -> str:
        """The row as a line; empty where no cell has words."""
        self._skip_taken()
        full = [c for c in self.cells if c]
        if len(full) < 2 and not self._is_cut():
            return full[0] if full else ""
        return _APART.join(self.cells).rstrip(" |")

    def _is_cut(self) -> bool:
        """True where the only cell with words is not the first one."""
        return bool(self.cells) and not self.cells[0]

    def _skip_taken(self) -> None:
        """Leaves columns empty that a cell of a row above reaches into."""
        while self.reaching.get(len(self.cells), 0) > 0 and len(self.cells) < _MOST_COLUMNS:
            self.reaching[len(self.cells)] -= 1
            self.cells.append("")


def is_layout(table: Element) -> bool:
    """True for a table that only places things on the page: one column, headings in its cells, or
    most of its words in tables inside it."""
    if table.get("role") in ("presentation", "none"):
        return True
    if sum(1 for _ in table.iterancestors("table")) >= _MOST_TABLES:
        return True
    if any(local_name(e) in _HEADINGS for e in table.iterdescendants()):
        return True
    rows = list(_own(table, "tr"))
    widest = max((sum(1 for c in row if local_name(c) in ("td", "th")) for row in rows), default=0)
    if widest < 2:
        return True
    inner = sum(len(words_in(t)) for t in _outermost_tables(table))
    return inner > 0.5 * len(words_in(table))


def _own(table: Element, name: str) -> list[Element]:
    """The rows of ``table`` that are not in a table inside it."""
    found = []
    for child in table:
        if local_name(child) == name:
            found.append(child)
        elif local_name(child) in ("tbody", "thead", "tfoot"):
            found += [e for e in child if local_name(e) == name]
    return found


def _outermost_tables(table: Element) -> list[Element]:
    tables = [t for t in table.iterdescendants() if local_name(t) == "table"]
    inside = set(tables)
    return [t for t in tables if not any(a in inside for a in t.iterancestors())]


def _span(value: str | None) -> int:
    digits = (value or "1").strip()
    return min(max(int(digits), 1), 1000) if digits.isdecimal() and len(digits) < 6 else 1
