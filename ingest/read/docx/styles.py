"""The styles of a Word file: heading levels, numbering, and how characters look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ingest.read.docx.names import by_kind, child, is_on, kind, number, value
from ingest.read.lexicon import READING
from ingest.read.xml_parser import Element

_HEADING = re.compile(rf"(?i)(?:{'|'.join(READING.heading_styles)}) ?(\d)")
_TITLE = re.compile(rf"(?i)(?:{'|'.join(READING.title_styles)})")
_CONTENTS = re.compile(rf"(?i)(?:{'|'.join(READING.contents_styles)}) ?\d")
_BODY_TEXT = 9  # the outline level of what is no heading
Looks = dict[str, Element]  # properties of characters, by their kind
_LONGEST_CHAIN = 40  # styles that are based on each other; Word writes a dozen at most


@dataclass(frozen=True, slots=True)
class Style:
    """One style. ``outline`` is its outline level, 0 for the outermost, 9 for body text."""

    id: str
    name: str
    based_on: str
    characters: Element | None
    paragraph: Element | None
    outline: int | None

    @property
    def heading(self) -> int | None:
        """The level of a heading that is called one: 1 for Title, 2 for Heading 1, and so on."""
        if _TITLE.fullmatch(self.name):
            return 1
        match = _HEADING.fullmatch(self.name)
        return int(match[1]) + 1 if match else None


class Styles:
    """The styles of one file, from the root of its part; none where it has no such part."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        self._defaults: Looks = {}
        self._resolved: dict[str, Looks] = {}
        for element in root if root is not None else ():
            if kind(element) == "w:docDefaults":
                self._defaults = by_kind(child(element, "w:rPrDefault", "w:rPr"))
            elif kind(element) == "w:style":
                self._add(element)

    def _add(self, element: Element) -> None:
        paragraph = child(element, "w:pPr")
        style = Style(
            id=value(element, "styleId"),
            name=value(child(element, "w:name")) or value(element, "styleId"),
            based_on=value(child(element, "w:basedOn")),
            characters=child(element, "w:rPr"),
            paragraph=paragraph,
            outline=number(child(paragraph, "w:outlineLvl")),
        )
        self._styles.setdefault(style.id, style)
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
            self._default = self._default or style.id

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and those that it is based on. An id without a style is its own name."""
        seen: set[str] = set()
        while style_id and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            style = self._styles.get(style_id)
            if style is None:
                if len(seen) == 1:
                    yield Style(style_id, style_id, "", None, None, None)
                return
            yield style
            style_id = style.based_on

    def of_paragraph(self, properties: Element | None) -> str:
        """The id of a paragraph's style, by its properties."""
        return value(child(properties, "w:pStyle")) or self._default

    def name(self, style_id: str) -> str:
        """The style's name, in lower case."""
        return next((s.name.casefold() for s in self.chain(style_id)), "")

    def called_heading(self, style_id: str) -> int | None:
        """The heading level that the style's own name gives."""
        return next((s.heading for s in self.chain(style_id)), None)

    def outlined(self, properties: Element | None, style_id: str) -> int | None:
        """The heading level by outline level, or by a style that this one is based on. A style
        based on Title (Subtitle, Author) is no title."""
        direct = number(child(properties, "w:outlineLvl"))
        if direct is not None:
            return _level(direct)
        for style in self.chain(style_id):
            if style.outline is not None:
                return _level(style.outline)
            if style.heading and style.heading > 1:
                return style.heading
        return None

    def is_contents(self, style_id: str) -> bool:
        """True for a line of a table of contents."""
        return any(_CONTENTS.fullmatch(s.name) for s in self.chain(style_id))

    def numbering(self, style_id: str) -> Iterator[tuple[str, Element]]:
        """The numbering of the style and of those that it is based on: style id, properties."""
        for style in self.chain(style_id):
            found = child(style.paragraph, "w:numPr")
            if found is not None:
                yield style.id, found

    def toggled(self, name: str, run: Looks, paragraph_style: str) -> bool:
        """Whether an on-off property of characters, such as ``w:vanish``, is on in a run.

        What the run itself says decides. Else the styles of paragraph and characters cancel each
        other out where both switch it on (ISO 29500-1, 17.7.3).
        """
        if name in run:
            return is_on(run[name])
        by_paragraph, by_run, by_default = (
            name in looks and is_on(looks[name])
            for looks in (self._looks(paragraph_style), self._looks(_style_of(run)), self._defaults)
        )
        return by_paragraph != by_run or by_default

    def look(self, name: str, run: Looks, paragraph_style: str) -> Element | None:
        """The property ``name`` of a run's characters, such as ``w:color``, where it is set."""
        if name in run:
            return run[name]
        for looks in (self._looks(_style_of(run)), self._looks(paragraph_style), self._defaults):
            if name in looks:
                return looks[name]
        return None

    def _looks(self, style_id: str) -> Looks:
        """The properties of characters that the style and those it is based on set."""
        if style_id not in self._resolved:
            looks: Looks = {}
            for style in self.chain(style_id):
                looks = by_kind(style.characters) | looks
            self._resolved[style_id] = looks
        return self._resolved[style_id]

    def shaded(self, paragraph_style: str) -> bool:
        """True when the paragraph style has a background of its own."""
        return any(child(s.paragraph, "w:shd") is not None for s in self.chain(paragraph_style))

    @cached_property
    def linked_lists(self) -> dict[str, Element]:
        """The numbering properties of the list styles, by their ids."""
        found = ((s.id, child(s.paragraph, "w:numPr")) for s in self._styles.values())
        return {style_id: numbering for style_id, numbering in found if numbering is not None}


def _level(outline: int) -> int | None:
    return outline + 2 if 0 <= outline < _BODY_TEXT else None


def _style_of(run: Looks) -> str:
    """The id of a run's character style; empty where it has none."""
    return value(run["w:rStyle"]) if "w:rStyle" in run else ""
