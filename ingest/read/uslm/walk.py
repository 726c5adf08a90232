"""Walks the elements of USLM in order and makes units of them."""

from __future__ import annotations

from dataclasses import replace

from ingest.read.statute.lexicon import UNITS
from ingest.read.statute.units import SECTION_ENDED, Unit, UnitKind
from ingest.read.uslm.element_text import (
    SIDE_NOTES,
    heading_of,
    is_note_mark,
    number_of,
    page_label,
    stands_apart,
    words_of,
)
from ingest.read.xml_parser import Element, local_name
from kb.models import LeftOut
from kb.span import Span

# Names of elements in the schema, by how they are handled.
_GROUPS = frozenset(name.lower() for name in UNITS)
_LEVELS = {name: i for i, name in enumerate(
    "subsection paragraph subparagraph clause subclause item subitem subsubitem".split()
)}  # fmt: skip
_BLOCKS = frozenset(
    "content chapeau continuation p text quotedContent officialTitle docTitle enactingFormula "
    "resolvingClause recital preamble signature signatures block legislativeHistory action "
    "attestation actionNote listItem listHeading sourceCredit".split()
)
_NOTES = frozenset("footnote editorialNote note".split())
_SKIPPED = frozenset("meta preface footnoteReference ref_ coverPage endMarker".split())
_ACCOUNTS = {"major": 0, "intermediate": 1, "small": 2}


class Walk:
    """Walks the XML once, in order, and collects units."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.pages: list[tuple[str, int]] = []
        self._at = 0  # length of the source text so far
        self._block: list[str] = []
        self._start = 0
        self._becomes: Unit | None = None  # the unit that the block becomes
        self._notes: list[str] = []
        self._pending: list[Unit] = []  # notes, until the block that they interrupt ends
        self._quoted = 0
        self._ended: int | None = None  # the depth of the levels that ended since the last unit

    def add_words(self, words: str | None) -> None:
        """Words of the current block."""
        if words:
            if not self._block:
                self._start = self._at
            self._block.append(words)
            self._at += len(words)

    def flush(self, becomes: Unit | None = None) -> None:
        """End the block and make its unit; the next block becomes ``becomes``."""
        words = "".join(self._block)
        if words.strip():
            like = self._becomes or Unit((), UnitKind.QUOTED if self._quoted else UnitKind.TEXT)
            self._append(replace(like, lines=((words, self._start),)))
            self._becomes = None
        self._block = []
        for note in self._pending:
            self._append(note)
        self._pending = []
        if becomes is not None:
            self._becomes = becomes

    def _append(self, unit: Unit) -> None:
        """Adds a unit. What follows the levels inside a unit, such as its closing words, is of the
        unit, and not of the last level."""
        opens = unit.kind in (UnitKind.SECTION, UnitKind.LEVEL, UnitKind.GROUP)
        self.units.append(unit if opens else replace(unit, ended=self._ended))
        self._ended = None

    def children(self, element: Element) -> None:
        """Everything inside ``element``."""
        self.add_words(element.text)
        for child in element:
            self.element(child)
            self.add_words(child.tail)

    def element(self, element: Element) -> None:
        """One element, by its kind."""
        name = local_name(element)
        if not name or name in _SKIPPED or is_note_mark(element):
            for page in element.iter() if name == "preface" else ():
                if local_name(page) == "page":
                    self.element(page)
            return
        if name == "page":
            label = page_label(words_of(element))
            if label:
                self.pages.append((label, self._at))
        elif name in SIDE_NOTES:
            self._notes.append(words_of(element))
        elif name in _NOTES:
            self._note(element)
        elif name == "toc":
            self._contents(element)
        elif name == "table":
            self._table(element)
        elif name == "quotedContent":
            self._quotation(element)
        elif name == "appropriations":
            self._account(element)
        elif name in _GROUPS or name == "section" or name in _LEVELS:
            self._unit(element, name)
        elif name in _BLOCKS:
            self._nested_block(element)
        else:
            if stands_apart(name, "".join(self._block)[-1:]):
                self._space()
            self.children(element)

    def side_notes(self) -> tuple[LeftOut, ...]:
        """The side notes, with offsets after the source text, one a line."""
        out: list[LeftOut] = []
        at = self._at + 1
        for note in self._notes:
            out.append(LeftOut(Span(at, at + len(note)), "side note", False))
            at += len(note) + 1
        return tuple(out)

    def _unit(self, element: Element, name: str) -> None:
        if self._quoted:
            self.flush()
            self.children(element)
            self.flush()
            return
        number, heading = number_of(element), heading_of(element)
        if name == "section":
            becomes = Unit((), UnitKind.SECTION, number, "", heading)
        elif name in _LEVELS:
            becomes = Unit((), UnitKind.LEVEL, number or "?", "", heading, depth=_LEVELS[name])
        else:
            becomes = Unit((), UnitKind.GROUP, number or "", name.capitalize(), heading)
        numbered = number is not None or name not in _LEVELS
        self.flush(becomes if numbered else None)
        self._opened(element, run_in=name in _LEVELS)
        self.flush()
        if name in _LEVELS:
            self._ended = _LEVELS[name]
        elif name == "section":
            self._ended = SECTION_ENDED

    def _opened(self, element: Element, *, run_in: bool) -> None:
        """Number and heading make the first block; in a level the words that follow run in."""
        self.add_words(element.text)
        for child in element:
            name = local_name(child)
            if name in ("num", "heading", "subheading"):
                if name == "heading" and self._block and not "".join(self._block).endswith(" "):
                    self._block.append(" ")
                    self._at += 1
                self.children(child)
            elif run_in and name in ("content", "chapeau", "text") and self._block:
                self._space()
                self.children(child)
            else:
                if name not in SIDE_NOTES and name != "page":
                    self.flush()
                self.element(child)
            self.add_words(child.tail)

    def _space(self) -> None:
        if self._block and not self._block[-1][-1:].isspace() and not self._block[-1].endswith("—"):
            self._block.append(" ")
            self._at += 1

    def _nested_block(self, element: Element) -> None:
        if self._block and local_name(element) != "p":
            self.flush()
        self.children(element)
        self.flush()

    def _account(self, element: Element) -> None:
        self.flush()
        depth = _ACCOUNTS.get(element.get("level", ""), 1)
        heading = heading_of(element)
        if heading and not self._quoted:
            self.flush(Unit((), UnitKind.ACCOUNT, None, "", heading, depth=depth))
        self._opened(element, run_in=False)
        self.flush()

    def _quotation(self, element: Element) -> None:
        self.flush()
        self._quoted += 1
        self.children(element)
        self.flush()
        self._quoted -= 1

    def _contents(self, element: Element) -> None:
        self.flush()
        for item in element.iter():
            if local_name(item) in ("referenceItem", "headingItem", "groupItem"):
                own = [c for c in item if local_name(c) in ("designator", "label", "target")]
                self._becomes = Unit((), UnitKind.CONTENTS)
                self.add_words(" ".join(words_of(c) for c in own))
                self.flush()
        self._becomes = None

    def _table(self, element: Element) -> None:
        self.flush()
        for row in element.iter():
            if local_name(row) in ("tr", "row"):
                self.add_words(" | ".join(words_of(cell) for cell in row))
                self.flush()

    def _note(self, element: Element) -> None:
        """A note that interrupts a block: held back until the block ends."""
        words = words_of(element)
        if words:
            self._pending.append(Unit(((words, self._at),), UnitKind.NOTE))
        if not self._block:
            self.flush()
