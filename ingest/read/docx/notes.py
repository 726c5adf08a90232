"""Footnotes and endnotes of a Word file: their text, and the marks that count them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.read.docx.names import child, kind, members, number, value
from ingest.read.docx.number_formats import formatted
from ingest.read.xml_parser import Element

_KINDS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_USUAL_FORM = {"footnote": "decimal", "endnote": "lowerRoman"}


@dataclass(frozen=True, slots=True)
class Note:
    """One note: ``mark`` as printed, ``None`` where it cannot be known; ``content`` its element."""

    mark: str | None
    content: Element


@dataclass(frozen=True, slots=True)
class _Counting:
    form: str
    start: int
    restarts: str

    def changed(self, properties: Element | None) -> _Counting:
        """With what these properties say."""
        return _Counting(
            value(child(properties, "w:numFmt")) or self.form,
            number(child(properties, "w:numStart")) or self.start,
            value(child(properties, "w:numRestart")) or self.restarts,
        )


class Notes:
    """The notes of the document ``root``. ``parts`` has the roots of the parts that hold them,
    ``settings`` the root of the document's settings."""

    def __init__(
        self, root: Element, parts: dict[str, Element | None], settings: Element | None
    ) -> None:
        self._contents: dict[tuple[str, str], Element] = {}
        for name, part in parts.items():
            for content in members(part, f"w:{name}") if part is not None else ():
                self._contents.setdefault((name, value(content, "id")), content)
        # The references are kept alive, so that lxml gives the same objects again.
        self._marks: dict[Element, str | None] = {}
        for name, form in _USUAL_FORM.items():
            general = _Counting(form, 1, "continuous").changed(child(settings, f"w:{name}Pr"))
            self._count(root, name, general)

    def note(self, reference: Element, own_mark: str = "") -> Note | None:
        """The note that ``reference`` refers to, the first time that one does; ``own_mark`` is a
        mark typed by hand."""
        name = _KINDS[kind(reference)]
        content = self._contents.pop((name, value(reference, "id")), None)
        if content is None:
            return None
        return Note(own_mark or self._marks.get(reference), content)

    def _count(self, root: Element, name: str, general: _Counting) -> None:
        count: int | None = None
        for references, section in _sections(root, f"w:{name}Reference"):
            counting = general.changed(child(section, f"w:{name}Pr"))
            if count is None or counting.restarts == "eachSect":
                count = counting.start
            for reference in references:
                if has_own_mark(reference):
                    continue
                known = counting.restarts != "eachPage"  # pages are known to Word alone
                self._marks[reference] = formatted(count, counting.form) if known else None
                count += 1


def is_reference(name: str) -> bool:
    """True for the kind of an element that refers to a note."""
    return name in _KINDS


def has_own_mark(reference: Element) -> bool:
    """True when the mark was typed by hand and follows in the same run."""
    return value(reference, "customMarkFollows").casefold() in ("1", "true", "on")


def _sections(root: Element, wanted: str) -> Iterator[tuple[list[Element], Element | None]]:
    """The references in each section of the document, with the section's properties."""
    found: list[Element] = []
    for element in root.iter():
        if kind(element) == wanted:
            found.append(element)
        elif kind(element) == "w:sectPr":
            yield found, element
            found = []
    yield found, None
