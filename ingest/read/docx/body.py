"""Writes the body of a Word file as text: paragraphs, headings, lists, tables, notes, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.compose_document import Composer
from ingest.read.docx.drawings import drawn_paragraphs
from ingest.read.docx.names import child, kind, members, value
from ingest.read.docx.notes import Note
from ingest.read.docx.numbering import BULLET
from ingest.read.docx.revisions import end_is_deleted, end_is_hidden
from ingest.read.docx.tables import only_cell, rows
from ingest.read.docx.word_file import WordFile
from ingest.read.docx.words import Line, LineReader
from ingest.read.normalise import clean
from ingest.read.text import is_heading
from ingest.read.xml_parser import Element
from kb.models import Role

_BLOCKS = ("w:p", "w:tbl", "w:altChunk", "w:subDoc", "m:oMath", "m:oMathPara", "w:r")
_LIST_STYLE = re.compile(r"\blist")
_NO_PARAGRAPH = frozenset({"w:tbl", "w:altChunk", "w:subDoc"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: ``label`` is its automatic number, ``""`` for a list without one, ``None``
    outside lists; ``level`` that of a heading."""

    line: Line
    style: str
    label: str | None = None
    level: int | None = None

    @property
    def mark(self) -> str:
        """What is printed before the words."""
        return f"{self.label} " if self.label else ""


class BodyWriter:
    """Writes to ``composer`` what ``file`` prints. ``title`` is the first paragraph in the style
    Title, once it was met."""

    def __init__(self, file: WordFile, composer: Composer) -> None:
        self._file = file
        self._composer = composer
        self._notes: list[Note] = []
        self.title: str | None = None

    def write(self) -> None:
        """Write the whole body, each section's notes at its end."""
        self._blocks(self._file.root, LineReader(self._file, self._file.root), flat=False)
        self._write_notes()

    def _blocks(self, container: Element, reader: LineReader, *, flat: bool) -> None:
        """Write what is in ``container``; without headings where ``flat``."""
        for found in self._paragraphs(container, reader):
            if isinstance(found, Paragraph):
                self._paragraph(found, flat=flat)
            elif kind(found) == "w:tbl":
                self._table(found, reader, flat=flat)
            else:
                self._inserted(found)

    def _paragraphs(self, container: Element, reader: LineReader) -> Iterator[Paragraph | Element]:
        """The paragraphs of ``container``, joined where the end of one was deleted or hidden;
        tables and inserted files as their elements."""
        held, style = Line(), ""
        for block in members(container, *_BLOCKS):
            if kind(block) in _NO_PARAGRAPH:
                if held:
                    yield Paragraph(held, style)
                    held = Line()
                yield block
                continue
            properties = child(block, "w:pPr")
            style = self._file.styles.of_paragraph(properties)
            held = held.joined(reader.read(block, style))
            level = self._level(held, properties, style)
            if not _goes_on(properties, level):
                label = self._file.numbering.label(properties, style)
                yield Paragraph(held, style, label, level)
                held = Line()
        if held:
            yield Paragraph(held, style)

    def _level(self, line: Line, properties: Element | None, style: str) -> int | None:
        named = self._file.styles.called_heading(style)
        if named or not is_heading(clean(line.text)):
            return named
        return self._file.styles.outlined(properties, style)

    def _paragraph(self, found: Paragraph, *, flat: bool) -> None:
        words = found.line.text
        if found.level == 1 and words.strip():
            self.title = self.title or clean(words).strip()
        if self._file.styles.is_contents(found.style):
            self._composer.note([words], Role.CONTENTS)
        elif found.level and not flat and words.strip():
            self._write_notes()
            mark = "" if found.label == BULLET else found.mark
            self._composer.heading([mark + words], found.level)
        else:
            named = _LIST_STYLE.search(self._file.styles.name(found.style))
            listed = found.label is not None or named is not None
            self._composer.paragraph([words], item=listed, mark=found.mark)
        self._hung(found.line)

    def _hung(self, line: Line) -> None:
        """Keep the notes for the end of the section; write the boxes."""
        self._notes += line.notes
        for box in line.boxes:
            if kind(box) == "w:txbxContent":
                self._blocks(box, LineReader(self._file, box), flat=True)
            else:
                for words in drawn_paragraphs(box, self._file):
                    self._composer.paragraph([words])

    def _table(self, table: Element, reader: LineReader, *, flat: bool) -> None:
        """Write one line for each row; the tables inside its cells after it."""
        for cells in rows(table):
            layout = only_cell(cells)
            if layout is not None:
                self._blocks(layout, reader, flat=flat)
                continue
            row = [self._cell(c, reader) if c is not None else ("", Line(), []) for c in cells]
            if any(words.strip() for words, _, _ in row):
                line = " | ".join(clean(words).strip() for words, _, _ in row)
                self._composer.paragraph([line], item=True)
            for _, line_of_cell, inner in row:
                self._hung(line_of_cell)
                for element in inner:
                    if kind(element) == "w:tbl":
                        self._table(element, reader, flat=flat)
                    else:
                        self._inserted(element)

    def _cell(self, cell: Element, reader: LineReader) -> tuple[str, Line, list[Element]]:
        """The words of a cell, what hangs on them, and the tables and files inside."""
        words: list[str] = []
        hung = Line()
        inner: list[Element] = []
        for found in self._paragraphs(cell, reader):
            if isinstance(found, Paragraph):
                words.append(found.mark + found.line.text if found.line.text.strip() else "")
                hung = hung.joined(found.line)
            else:
                inner.append(found)
        return " ".join(words), hung, inner

    def _write_notes(self) -> None:
        """Write the notes of the section that ends."""
        waiting, self._notes = self._notes, []
        for note in waiting:
            words, hung, inner = self._cell(note.content, LineReader(self._file, note.content))
            mark = f"[{note.mark}] " if note.mark else "[note] "
            self._composer.note([words], Role.FOOTNOTE, note.mark, mark=mark)
            for table in inner:
                self._table(table, LineReader(self._file, note.content), flat=True)
            self._hung(Line(boxes=hung.boxes))

    def _inserted(self, element: Element) -> None:
        """Write a file that Word would insert here when it opens the document."""
        if kind(element) == "w:subDoc":
            self._file.warnings.append(
                "it links to another Word file, which is not part of it; ingest that file too"
            )
            return
        from ingest.read.docx.inserted_file import write_inserted

        write_inserted(self._file.part(value(element, "id")), self._file, self._composer)


def _goes_on(properties: Element | None, level: int | None) -> bool:
    """True when the paragraph is printed as one with the next: its end was deleted, or is hidden
    (but for a heading that runs into its text), or it is the large first letter of a text."""
    if end_is_deleted(properties) or value(child(properties, "w:framePr"), "dropCap") in (
        "drop",
        "margin",
    ):
        return True
    return level is None and end_is_hidden(properties)
