"""Reads United States Legislative Markup: public laws, enrolled bills, bills, compilations.

The XML says what each unit is; the units go the same way as those of plain statutory text. The
source text that offsets lead back to is the words of the XML in order, side notes at the end.
Schema: United States Government Publishing Office, USLM 2.x.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.markup import Element, MarkupError, local_name, parse_xml
from ingest.read.canon import CanonBuilder
from ingest.read.source import Progress, ReadResult, Source, silent
from ingest.read.statute.act import ActIdentity, date_in, names_of
from ingest.read.statute.read import assemble, compose, pages_of_marks
from ingest.read.statute.units import Is, Unit
from kb.model import LeftOut, Skipped
from kb.span import Span

_ROOTS = frozenset(
    "pLaw bill resolution amendment lawDoc uscDoc statuteCompilation statuteCompilationDocument "
    "engrossedAmendment presidentialDoc".split()
)
_GROUPS = frozenset("division title subtitle part subpart chapter subchapter".split())
_LEVELS = {name: i for i, name in enumerate(
    "subsection paragraph subparagraph clause subclause item subitem subsubitem".split()
)}  # fmt: skip
_BLOCKS = frozenset(
    "content chapeau continuation p text quotedContent officialTitle docTitle enactingFormula "
    "resolvingClause recital preamble signature signatures block legislativeHistory action "
    "attestation actionNote listItem listHeading".split()
)
_APART = frozenset("sidenote".split())
_NOTES = frozenset("footnote editorialNote note".split())
_SKIPPED = frozenset("meta preface footnoteReference ref_ coverPage endMarker".split())
_ACCOUNTS = {"major": 0, "intermediate": 1, "small": 2}


def read(source: Source, progress: Progress = silent) -> ReadResult:
    """A USLM file. ``Skipped`` when it is no XML, or of another vocabulary."""
    warnings: tuple[str, ...] = ()
    try:
        root = parse_xml(source.data)
    except MarkupError as error:
        try:
            root = parse_xml(source.data, recover=True)
        except MarkupError:
            reason = f"expected XML, found damage: {error}; fetch the file again"
            return Skipped(str(source.path), reason)
        warnings = (f"the XML is damaged and was read past the damage: {error}",)
    if local_name(root) not in _ROOTS:
        return Skipped(
            str(source.path),
            f"expected USLM XML (a public law or bill), found XML with the root element "
            f"<{local_name(root)[:40]}>; save it as PDF, HTML or text",
        )
    walk = _Walk()
    walk.children(root)
    walk.flush()
    if not walk.units:
        return Skipped(str(source.path), "expected the text of a law, found none in the XML")
    builder = CanonBuilder()
    spans = compose(builder, walk.units)
    progress(1, 1)
    document = assemble(source, walk.units, spans, builder, identify(root))
    pages = pages_of_marks(walk.pages, spans, walk.units, len(document.text))
    return replace(
        document, pages=pages, left_out=walk.side_notes(), warnings=warnings, format="uslm"
    )


class _Walk:
    """Goes through the XML once, in order, and collects units."""

    def __init__(self) -> None:
        self.units: list[Unit] = []
        self.pages: list[tuple[str, int]] = []
        self._at = 0  # length of the source text so far
        self._block: list[str] = []
        self._start = 0
        self._as: Unit | None = None  # what the block becomes
        self._notes: list[str] = []
        self._pending: list[Unit] = []  # notes, until the block they interrupt has ended
        self._quoted = 0

    def say(self, words: str | None) -> None:
        """Words of the current block."""
        if words:
            if not self._block:
                self._start = self._at
            self._block.append(words)
            self._at += len(words)

    def flush(self, becomes: Unit | None = None) -> None:
        """End the block, which becomes what was announced; the next will be ``becomes``."""
        words = "".join(self._block)
        if words.strip():
            like = self._as or Unit((), Is.QUOTED if self._quoted else Is.TEXT)
            self.units.append(replace(like, runs=((words, self._start),)))
            self._as = None
        self._block = []
        self.units += self._pending
        self._pending = []
        if becomes is not None:
            self._as = becomes

    def children(self, element: Element) -> None:
        """All that stands inside ``element``."""
        self.say(element.text)
        for child in element:
            self.element(child)
            self.say(child.tail)

    def element(self, element: Element) -> None:
        """One element, by what it is."""
        name = local_name(element)
        if not name or name in _SKIPPED:
            for page in element.iter() if name == "preface" else ():
                if local_name(page) == "page":
                    self.element(page)
            return
        if name == "page":
            label = _page_label(_words(element))
            if label:
                self.pages.append((label, self._at))
        elif name in _APART:
            self._notes.append(_words(element))
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
            self.children(element)

    def side_notes(self) -> tuple[LeftOut, ...]:
        """The side notes, as if they stood after the source text, one a line."""
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
        number, heading = _number(element), _heading(element)
        if name == "section":
            becomes = Unit((), Is.SECTION, number, "", heading)
        elif name in _LEVELS:
            becomes = Unit((), Is.LEVEL, number or "?", "", heading, depth=_LEVELS[name])
        else:
            becomes = Unit((), Is.GROUP, number or "", name.capitalize(), heading)
        numbered = number is not None or name not in _LEVELS
        self.flush(becomes if numbered else None)
        self._opened(element, run_in=name in _LEVELS)
        self.flush()

    def _opened(self, element: Element, *, run_in: bool) -> None:
        """Number and heading make the first block; in a level the words that follow run in."""
        self.say(element.text)
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
                if name not in _APART and name != "page":
                    self.flush()
                self.element(child)
            self.say(child.tail)

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
        heading = _heading(element)
        if heading and not self._quoted:
            self.flush(Unit((), Is.ACCOUNT, None, "", heading, depth=depth))
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
                self._as = Unit((), Is.CONTENTS)
                self.say(" ".join(_words(c) for c in own))
                self.flush()
        self._as = None

    def _table(self, element: Element) -> None:
        self.flush()
        for row in element.iter():
            if local_name(row) in ("tr", "row"):
                self.say(" | ".join(_words(cell) for cell in row))
                self.flush()

    def _note(self, element: Element) -> None:
        """Words that interrupt: put by until the block has ended."""
        words = _words(element)
        if words:
            self._pending.append(Unit(((words, self._at),), Is.NOTE))
        if not self._block:
            self.flush()


def identify(root: Element) -> ActIdentity:
    """The act a USLM file is of, from its metadata."""
    meta = {local_name(e): _words(e) for e in root.iter() if local_name(e) in
            ("congress", "docStage")}  # fmt: skip
    first: dict[str, Element] = {}
    for element in root.iter():
        first.setdefault(local_name(element), element)
    number = _words(first["docNumber"]) if "docNumber" in first else ""
    congress = _words(first["congress"]) if "congress" in first else meta.get("congress", "")
    official = _words(first["officialTitle"]) if "officialTitle" in first else ""
    short = _short_title(root)
    title = short or official.rstrip(". ") or _words(first.get("title", root))[:300]
    year = _fiscal_year(title) or _fiscal_year(official)
    if local_name(root) == "pLaw":
        law = f"{congress}-{number}"
        return ActIdentity(
            law=law,
            title=title,
            fiscal_year=year,
            enacted=_enacted(root),
            names=names_of(title, year, law),
        )
    kind = _words(first["type"]) if "type" in first else ""
    bill = f"{'S.' if kind.startswith('S') else 'H.R.'} {number} ({congress}th Congress)"
    return ActIdentity(title=title, fiscal_year=year, names=names_of(title, year, None), bill=bill)


def _short_title(root: Element) -> str | None:
    for element in root.iter():
        if local_name(element) == "shortTitle" and element.get("role", "act") == "act":
            return _words(element).strip("“”\"'., ")
        if local_name(element) == "shortTitle":
            return _words(element).strip("“”\"'., ")
    return None


def _enacted(root: Element) -> str | None:
    """The date of approval: in the metadata, or the first side note, which prints it."""
    for element in root.iter():
        if local_name(element) == "approvedDate":
            return element.get("date") or date_in(_words(element))
    for element in root.iter():
        if local_name(element) == "sidenote":
            return date_in(_words(element))
    return None


def _fiscal_year(title: str) -> int | None:
    match = re.search(r"(?i)fiscal year (?:ending September 30, )?(\d{4})", title)
    return int(match[1]) if match else None


def _number(element: Element) -> str | None:
    for child in element:
        if local_name(child) == "num":
            stated = child.get("value") or re.sub(r"[^\w-]", "", _words(child))
            return stated.replace("–", "-") or None
    return None


def _heading(element: Element) -> str:
    for child in element:
        if local_name(child) == "heading":
            return _words(child).rstrip(".—– ")
    return ""


def _words(element: Element) -> str:
    """All words inside, on one line, without side notes."""
    parts: list[str] = []
    _gather(element, parts)
    return re.sub(r"\s+", " ", "".join(parts).replace("\xad", "")).strip()


def _gather(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name and name not in _APART and name != "page":
            _gather(child, parts)
        parts.append(child.tail or "")


def _page_label(words: str) -> str | None:
    match = re.search(r"(\d+) STAT\. ?(\d+)", words, re.I)
    return f"{match[1]} Stat. {match[2]}" if match else None
