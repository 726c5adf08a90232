"""Counts the automatic numbers of a Word file, which stand in no paragraph's text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.read.docx.names import child, kind, number, switch, value
from ingest.read.docx.number_formats import formatted
from ingest.read.docx.styles import Styles
from ingest.read.docx.symbol_fonts import as_unicode
from ingest.read.normalise import clean
from ingest.read.xml_parser import Element

BULLET = "-"
_DEEPEST = 8  # levels count from 0
_LONGEST = 60  # characters of a label; Word allows 31 before the numbers are put in
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``text`` has ``%1`` for the number of level 0. After a paragraph of
    level ``restart`` - 1 or above it counts anew; ``None`` for any level above its own."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    """A list as paragraphs name it: the definition that it counts with, and what it changes."""

    counts_with: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one file and their counts. ``label`` is called for each paragraph in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        for element in root if root is not None else ():
            if kind(element) == "w:abstractNum":
                self._definitions.setdefault(value(element, "abstractNumId"), element)
            elif kind(element) == "w:num":
                self._lists.setdefault(value(element, "numId"), element)
        self._linked = {
            value(link): key
            for key, element in reversed(self._definitions.items())
            if (link := child(element, "w:styleLink")) is not None
        }
        self._read: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[str] = set()

    def label(self, properties: Element | None, style_id: str) -> str | None:
        """The label of the next paragraph: ``3.``, ``(iv)``, a hyphen for any bullet, empty for a
        level without a label; ``None`` where the paragraph is in no list."""
        place = self._place(properties, style_id)
        if place is None:
            return None
        used, level = place
        counts = self._counts.setdefault(used.counts_with, {})
        counts[level] = counts[level] + 1 if level in counts else _start(used, level)
        for deeper in [d for d in counts if d > level]:
            restart = used.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                del counts[deeper]
        return _written(used, level, counts)

    def _place(self, properties: Element | None, style_id: str) -> tuple[_List, int] | None:
        """The list and level of a paragraph; what it says itself goes before its styles."""
        direct = child(properties, "w:numPr")
        name, level = value(child(direct, "w:numId")), number(child(direct, "w:ilvl"))
        by_style = ""
        for of_style, found in self._styles.numbering(style_id):
            if not name:
                name, by_style = value(child(found, "w:numId")), of_style
            if level is None:
                level = number(child(found, "w:ilvl"))
        used = self._list(name)
        if used is None:
            return None
        if level is None and by_style:
            level = next((i for i, of in used.levels.items() if of.style == by_style), 0)
        level = min(max(level or 0, 0), _DEEPEST)
        if name not in self._started:
            self._started.add(name)
            counts = self._counts.setdefault(used.counts_with, {})
            for restarted in used.starts:
                counts.pop(restarted, None)
        return used, level

    def _list(self, name: str) -> _List | None:
        if name not in self._read:
            self._read[name] = self._read_list(self._lists.get(name))
        return self._read[name]

    def _read_list(self, element: Element | None) -> _List | None:
        if element is None:
            return None
        key = self._definition(value(child(element, "w:abstractNumId")))
        if key is None:
            return None
        levels = _levels(self._definitions[key])
        starts: dict[int, int] = {}
        for change in (c for c in element if kind(c) == "w:lvlOverride"):
            at = number(change, "ilvl") or 0
            redefined = child(change, "w:lvl")
            if redefined is not None:
                levels[at] = _level(redefined)
            start = number(child(change, "w:startOverride"))
            if start is not None:
                starts[at] = start
        return _List(key, levels, starts)

    def _definition(self, key: str, hops: int = 4) -> str | None:
        """The definition ``key``, or the one of the list style that it refers to."""
        element = self._definitions.get(key)
        style = value(child(element, "w:numStyleLink"))
        if element is None or not style or not hops:
            return key if element is not None else None
        if style in self._linked:
            return self._linked[style]
        linked = self._lists.get(value(child(self._styles.linked_lists.get(style), "w:numId")))
        named = value(child(linked, "w:abstractNumId"))
        return (self._definition(named, hops - 1) if named != key else None) or key


def _levels(parent: Element) -> dict[int, Level]:
    """The levels that ``parent`` defines."""
    return {number(e, "ilvl") or 0: _level(e) for e in parent if kind(e) == "w:lvl"}


def _level(element: Element) -> Level:
    # A format that is newer than Word 2007 stands beside one for older versions.
    forms = [e for e in element.iter() if kind(e) == "w:numFmt"]
    form = value(forms[0]) if forms else "decimal"
    level = Level(
        start=number(child(element, "w:start")) or 0,
        form=value(forms[0], "format") if form == "custom" else form,
        text=value(child(element, "w:lvlText"))[:_LONGEST],
        restart=number(child(element, "w:lvlRestart")),
        legal=switch(element, "w:isLgl") is True,
        style=value(child(element, "w:pStyle")),
    )
    font = value(child(element, "w:rPr", "w:rFonts"), "ascii")
    return replace(level, text=as_unicode(level.text, font) if form != "bullet" else level.text)


def _start(used: _List, level: int) -> int:
    return used.starts.get(level, used.levels.get(level, Level()).start)


def _written(used: _List, level: int, counts: dict[int, int]) -> str:
    own = used.levels.get(level)
    if own is None:
        return ""
    if own.form == "bullet":
        return BULLET if own.text.strip() else ""

    def count(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        of = used.levels.get(at, Level())
        form = "decimal" if own.legal else of.form
        return formatted(counts.get(at, _start(used, at)), form) if form != "bullet" else ""

    return clean(_PLACE.sub(count, own.text))[: 2 * _LONGEST].strip()
