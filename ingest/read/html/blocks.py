"""Turns a page into blocks: headings, paragraphs, items of lists, rows of tables, notes.

Every word of the tree is in exactly one block. Words stay apart where a browser breaks the line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ingest.read import text as plain
from ingest.read.html.numbering import BULLET, ListNumbers
from ingest.read.html.raised import without_marks
from ingest.read.html.styles import Styles
from ingest.read.html.tables import TableRows, is_layout
from ingest.read.normalise import clean
from ingest.read.xml_parser import EPUB_TYPE, HTML_NAMES, Element, local_name, walk, words_in

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr html legend li main menu nav ol p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
) | frozenset(_HEADINGS)
_BLOCK_STYLES = ("block", "flex", "grid", "list-item", "table", "flow-root")
# Labels, which styles outside the page set as boxes, and the parts of a formula: two words in two
# of them are two words, though a browser breaks no line there.
_APART = frozenset(
    "label math mi mn mo ms mtext mrow mfrac msqrt mroot msub msup msubsup munder mover munderover "
    "mmultiscripts mtable mtr mlabeledtr mtd mstyle mpadded mphantom menclose merror mfenced "
    "mspace semantics".split()
)
_LISTS = frozenset("ul ol menu dir".split())
_BREAK = "\n"
_QUOTES = ("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page. ``kind`` is ``heading``, ``paragraph``, ``item``, ``row``, ``note`` or
    ``contents``.

    ``lines`` are its words; a page breaks the line between them. ``mark`` is the bullet or number
    of an item. ``first`` is true where a list or table begins. ``element`` is the innermost one
    around all of it. ``line`` is the line in the source where a Markdown file has it.
    """

    kind: str
    lines: tuple[str, ...]
    element: Element
    level: int = 0
    mark: str = ""
    first: bool = False
    line: int | None = None

    @property
    def text(self) -> str:
        """The words, on one line."""
        return " ".join(self.lines)


def blocks(root: Element, styles: Styles, notes: Collection[str] = ()) -> Iterator[Block]:
    """The blocks under ``root``, in order. ``notes`` are ids of elements that hold notes."""
    reader = _Reader(styles, notes)
    for event, element in walk(root):
        if not local_name(element):
            continue
        if event == "start":
            yield from reader.start(element)
        else:
            yield from reader.end(element)
            if element is not root:
                reader.add(element.tail, element.getparent())
    yield from reader.flush(root)


@dataclass(slots=True)
class _Reader:
    """The state of reading: where it is in headings, lists, tables and notes."""

    styles: Styles
    notes: Collection[str]
    buffer: list[str] = field(default_factory=list)
    heading: int = 0
    preformatted: int = 0
    quotes: int = 0
    line: int | None = None
    begun_at: int | None = None
    begun_in: Element | None = None
    lists: list[ListNumbers] = field(default_factory=list)
    pending: str = ""
    first: bool = False
    tables: list[TableRows | None] = field(default_factory=list)
    noted: list[Element] = field(default_factory=list)
    contents: list[Element] = field(default_factory=list)

    def start(self, element: Element) -> Iterator[Block]:
        """Open ``element`` and take its own text."""
        name = local_name(element)
        if self._breaks(element, name):
            yield from self.flush(element)
        if element.get("data-line"):
            self.line = int(element.get("data-line", "0"))
        if self._is_note(element, name):
            self.noted.append(element)
        self._open(element, name)
        self.add(element.text, element)

    def _open(self, element: Element, name: str) -> None:
        if name in _HEADINGS:
            self.heading = _HEADINGS[name]
        elif element.get("role") == "heading":
            level = element.get("aria-level", "2")
            self.heading = int(level) if level in "123456" and level else 2
        elif name in _LISTS or name == "dl":
            self.first = self.first or not self.lists
            self.lists.append(ListNumbers.of(element, self.styles.of(element)))
            if _is_contents(element, name):
                self.contents.append(element)
        elif name == "li":
            numbers = self.lists[-1] if self.lists else ListNumbers()
            outer = "" if self.pending == BULLET else self.pending
            self.pending = outer + numbers.mark(element)
        elif name == "table":
            nested = any(t is not None and t.in_cell for t in self.tables)
            self.first = self.first or not nested
            self.tables.append(None if nested or is_layout(element) else TableRows())
        elif name in ("tr", "td", "th") and (rows := self._rows()):
            rows.open(element, name)
        elif name == "pre":
            self.preformatted += 1
        elif name == "br":
            self.buffer.append(_BREAK if not self._in_cell() else " ")
        elif name == "q":
            self.buffer.append(_QUOTES[self.quotes % 2][0])
            self.quotes += 1
        elif name == "rt" and not _has_parentheses(element):
            self.buffer.append("(")
        elif name == "img" or name in _APART:
            self.buffer.append(" ")

    def end(self, element: Element) -> Iterator[Block]:
        """Close ``element``."""
        name = local_name(element)
        rows = self._rows()
        if name in ("td", "th") and rows and rows.in_cell:
            rows.close_cell("".join(self.buffer))
            self.buffer.clear()
        elif name == "tr" and rows and not rows.in_cell:
            if words := rows.close_row():
                yield self._block("row", (words,), element)
            self.begun_in = None
        elif self._breaks(element, name):
            yield from self.flush(element)
        if name == "li" and self.pending not in ("", BULLET) and not self._in_cell():
            number, self.pending = self.pending.strip(), ""
            yield self._block("item", [number], element)  # a number without words is text
        self._close(element, name)

    def _close(self, element: Element, name: str) -> None:
        if name in _HEADINGS or element.get("role") == "heading":
            self.heading = 0
        elif (name in _LISTS or name == "dl") and self.lists:
            self.lists.pop()
            if self.contents and self.contents[-1] is element:
                self.contents.pop()
        elif name == "li":
            self.pending = ""
        elif name == "table" and self.tables:
            self.tables.pop()
        elif name == "pre":
            self.preformatted -= 1
        elif name == "q":
            self.quotes -= 1
            self.buffer.append(_QUOTES[self.quotes % 2][1])
        elif name == "rt" and not _has_parentheses(element):
            self.buffer.append(")")
        elif name in _APART:
            self.buffer.append(" ")
        if self.noted and self.noted[-1] is element:
            self.noted.pop()

    def add(self, text: str | None, element: Element | None) -> None:
        """Take ``text``, which is in ``element``."""
        if not text:
            return
        if not self.preformatted:
            text = re.sub(r"\s+", " ", text)
        if text.strip() and self.begun_in is None:
            self.begun_at, self.begun_in = self.line, element
        self.buffer.append(text)

    def flush(self, element: Element) -> Iterator[Block]:
        """The block that ends here, unless it has no words or is part of a cell."""
        if self._in_cell():
            self.buffer.append(" ")
            return
        raw = "".join(self.buffer)
        self.buffer.clear()
        if raw.strip():
            yield from self._made(raw, element)
        self.begun_in = None

    def _made(self, raw: str, element: Element) -> Iterator[Block]:
        if self.preformatted and not self.heading:
            for lines, item in plain.blocks(raw):
                yield self._block("item" if item else "paragraph", lines, element)
            return
        for part in re.split(rf"{_BREAK}\s*{_BREAK}", raw):
            lines = [words for line in part.split(_BREAK) if (words := _words(line))]
            if lines:
                yield from self._paragraph(lines, element)

    def _paragraph(self, lines: list[str], element: Element) -> Iterator[Block]:
        """One block; or several, where the lines are items that no list holds."""
        if self.heading:
            lines = [self.pending + " ".join(lines)]
            self.pending = ""
            yield self._block("heading", lines, element, level=self.heading)
        elif len(lines) > 1 and all(plain.is_item(line) for line in lines[1:]):
            for line in lines:
                yield self._block("item" if plain.is_item(line) else "paragraph", [line], element)
        else:
            kind = "note" if self.noted else "contents" if self.contents else ""
            yield self._block(kind or ("item" if self.lists else "paragraph"), lines, element)

    def _block(
        self, kind: str, lines: list[str] | tuple[str, ...], element: Element, *, level: int = 0
    ) -> Block:
        mark, self.pending = ("" if kind in ("row", "heading") else self.pending), ""
        first = self.first and kind in ("item", "row")
        self.first = self.first and not first
        inside = self.begun_in if self.begun_in is not None and kind != "row" else element
        words = tuple(without_marks(line) for line in lines)
        at = self.line if kind == "row" else self.begun_at
        return Block(kind, words, inside, level, mark, first, at)

    def _breaks(self, element: Element, name: str) -> bool:
        """True where a browser begins a new line for the element."""
        if name in _BLOCKS or element.get("role") == "heading" or _holds_blocks(element, name):
            return True
        return self.styles.of(element).get("display", "").split(" ")[0] in _BLOCK_STYLES

    def _rows(self) -> TableRows | None:
        return self.tables[-1] if self.tables else None

    def _in_cell(self) -> bool:
        return any(t is not None and t.in_cell for t in self.tables)

    def _is_note(self, element: Element, name: str) -> bool:
        if name in ("a", "sup", "h1", "h2", "h3", "h4", "h5", "h6", "body", "main", "article"):
            return False
        if element.get("data-note"):
            return True
        return element.get("id") in self.notes or any(
            word in ("footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote")
            for word in f"{element.get(EPUB_TYPE, '')} {element.get('role', '')}".split()
        )


def _holds_blocks(element: Element, name: str) -> bool:
    """True for an element of a page's own (``ix:nonNumeric``, ``x-card``) around blocks. Any other
    such element is inline, as in a browser."""
    return name not in HTML_NAMES and any(local_name(e) in _BLOCKS for e in element)


def _words(line: str) -> str:
    return clean(line).strip()


def _has_parentheses(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and any(local_name(e) == "rp" for e in parent)


def _is_contents(element: Element, name: str) -> bool:
    """True for a list of three or more links to places in the same page, and nothing else."""
    if name == "dl" or len(element) < 3:
        return False
    links = [e for e in element.iter() if local_name(e) == "a"]
    inner = [e for e in links if (e.get("href") or "").startswith("#")]
    if len(inner) < 3 or len(inner) < len(links):
        return False
    return sum(map(_letters, inner)) >= 0.9 * _letters(element)


def _letters(element: Element) -> int:
    return len("".join(words_in(element).split()))
