"""Cuts statutory text into units: headings, lettered and numbered provisions, quoted lines.

A unit is what a law prints as a paragraph of its own. How it begins decides its kind, so that
indented text, hard-wrapped text and text from a PDF give the same units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from ingest.read.normalise import clean
from ingest.read.source import SourceLine
from ingest.read.statute.lexicon import UNITS


class UnitKind(Enum):
    """What a unit is."""

    GROUP = "group"  # division, title, subtitle, part, chapter
    SECTION = "section"
    ACCOUNT = "account"  # an unnumbered heading of an appropriations act; depth 0, 1 or 2
    NOTE = "note"  # a footnote or editorial note
    CONTENTS = "contents"
    LEVEL = "level"  # (a), (1), (A), (i) …
    QUOTED = "quoted"  # text that this law inserts into another law
    TEXT = "text"


SECTION_ENDED = -1


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's lines, as in the source. ``number`` is a section's or group's number, or a level's
    mark; ``name`` is a group's kind of unit; ``heading`` has the words of a heading.
    ``ended`` is the depth of the levels that end before this text, ``SECTION_ENDED`` where a
    section does."""

    lines: tuple[SourceLine, ...]
    kind: UnitKind
    number: str | None = None
    name: str = ""
    heading: str = ""
    indent: int = 0
    depth: int | None = None  # of a level, from 0, where the source says it
    ended: int | None = None

    @property
    def text(self) -> str:
        """The words on one line."""
        return clean(" ".join(t for t, _ in self.lines)).strip()


_GROUP = re.compile(
    rf"({'|'.join(name for unit in UNITS.values() for name in unit.headings)})"
    r"\s+([A-Z]{1,2}|[IVXLC]+|\d+[A-Z]?)\s*(?:[—–:.-]+\s*(\S.*)?)?$"
)
_SECTION = re.compile(
    r"(?:SEC\.|SECTION|Sec\.|Section)\s+(\d+[A-Za-z]*(?:[-–.]\d+)?)\.\s*(.*)$", re.S
)
_SECTION_IN_CAPITALS = re.compile(r"(?:SEC\.|SECTION)\s")
_CONTENTS = re.compile(r"Sec\.\s+\d+[A-Za-z]*(?:[-–]\d+)?\.\s+\S")
_LEVEL = re.compile(
    r"\(([a-z]|[A-Z]|([a-z])\2|([A-Z])\3|[ivxl]{2,6}|[IVXL]{2,6}|\d{1,3})\)(?=\s|[—–(]|[A-Z“])"
)
_FINISHED = re.compile(r"(?:[.;:,—–-][”’\")]*|\b(?:and|or))$")
_QUOTED = re.compile(r"(>|[“\"‘']|-\s+[“\"(]|#{1,6}\s)")
_TABLE = re.compile(r"\|.*\|\s*$")
_SOURCE_MARKS = re.compile(r"^[>\s#-]*[>#][>\s#-]*|^-\s+(?=[“\"(])")


def units(lines: Iterable[SourceLine], *, wrapped: bool) -> list[Unit]:
    """The units of ``lines`` (each with its line break and source offset), in order.

    ``wrapped`` says that a paragraph may run over several lines; else each line is one.
    """
    found = [_unit(block) for block in _joined(lines, wrapped=wrapped)]
    return _accounts(_contents([u for u in found if u.text]))


def is_wrapped(text: str) -> bool:
    """True when the lines of ``text`` are cut to one width."""
    lengths = sorted(len(line) for line in text[:400_000].split("\n") if line.strip())
    return bool(lengths) and lengths[int(0.98 * (len(lengths) - 1))] <= 120


def _joined(lines: Iterable[SourceLine], *, wrapped: bool) -> Iterator[list[SourceLine]]:
    block: list[SourceLine] = []
    for line, at in lines:
        bare = line.strip()
        starts = (
            not bare
            or not wrapped
            or (_starts(bare) and not _refers(block, bare))
            or _ended_heading(block, bare)
        )
        if block and starts:
            yield block
            block = []
        if bare:
            block.append((line, at))
    if block:
        yield block


def _starts(line: str) -> bool:
    return bool(
        _GROUP.match(line)
        or _SECTION_IN_CAPITALS.match(line)
        or _CONTENTS.match(line)
        or _LEVEL.match(line)
        or _QUOTED.match(line)
        or _TABLE.match(line)
    )


def _refers(block: Sequence[SourceLine], line: str) -> bool:
    """True when ``line`` begins with the end of a reference, as in “of subsection / (c)”."""
    if not block or not _LEVEL.match(line):
        return False
    before = block[-1][0].strip()
    heading = bool(_SECTION_IN_CAPITALS.match(before) or _GROUP.match(before) or _capitals(before))
    return not heading and not _FINISHED.search(before)


def _ended_heading(block: Sequence[SourceLine], line: str) -> bool:
    """True when ``block`` is a heading in capitals and ``line`` is not more of it."""
    if not block:
        return False
    so_far = " ".join(t.strip() for t, _ in block)
    in_capitals = bool(_SECTION_IN_CAPITALS.match(so_far) or _GROUP.match(so_far))
    if not in_capitals:
        return False
    return so_far.endswith(".") or not _capitals(line)


def _capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _unit(lines: list[SourceLine]) -> Unit:
    indent = len(lines[0][0]) - len(lines[0][0].lstrip())
    whole = clean(" ".join(t.strip() for t, _ in lines)).strip()
    kept = tuple(lines)
    if _QUOTED.match(whole) or _TABLE.match(whole):
        return Unit(_without_source_marks(kept), UnitKind.QUOTED, indent=indent)
    group = _GROUP.match(whole)
    if group and (group[3] is None or len(group[3]) < 300):
        name = group[1].capitalize()
        return Unit(kept, UnitKind.GROUP, group[2], name, (group[3] or "").strip(), indent)
    section = _SECTION.match(whole)
    if section and (_SECTION_IN_CAPITALS.match(whole) or indent == 0):
        heading = section[2].strip().rstrip(".")
        short = heading if len(heading) < 400 else ""
        return Unit(kept, UnitKind.SECTION, section[1].replace("–", "-"), "", short, indent)
    level = _LEVEL.match(whole)
    if level:
        return Unit(kept, UnitKind.LEVEL, level[1], "", _run_in(whole[level.end() :]), indent)
    return Unit(kept, UnitKind.TEXT, indent=indent)


def _run_in(rest: str) -> str:
    """The heading run into a provision: ``In General`` of ``(a) In General.—The …``."""
    match = re.match(r"\s*([A-Z][^.—]{1,140}?)\.\s?[—–-]", rest)
    return match[1].strip() if match else ""


def _without_source_marks(lines: tuple[SourceLine, ...]) -> tuple[SourceLine, ...]:
    """Quoted lines and table rows without the source's marks (``>``, ``-``, ``#``, ``|``)."""
    out: list[SourceLine] = []
    for line, at in lines:
        lead = len(line) - len(line.lstrip())
        bare = line.strip()
        mark = _SOURCE_MARKS.match(bare)
        if mark:
            lead += mark.end()
            bare = bare[mark.end() :]
        if _TABLE.match(bare):
            cells = [c.strip() for c in bare.split("|")]
            lead, bare = lead + 1, " | ".join(c for c in cells if c)
        out.append((bare, at + lead))
    return tuple(out)


def _contents(found: list[Unit]) -> list[Unit]:
    """Marks tables of contents: entries like ``Sec. 1. Heading.`` and group headings among them.

    A section's own heading is set in capitals or bold, so a mixed-case ``Sec.`` is an entry as
    soon as the text has sections in capitals too.
    """
    in_capitals = any(
        u.kind is UnitKind.SECTION and _SECTION_IN_CAPITALS.match(u.text) for u in found
    )
    entries = [in_capitals and bool(_CONTENTS.match(u.text)) for u in found]
    marked: list[Unit] = []
    for i, unit in enumerate(found):
        inside = entries[i] or (
            unit.kind is UnitKind.GROUP and _is_contents_entry(found, entries, marked, i)
        )
        if inside:
            unit = replace(unit, kind=UnitKind.CONTENTS, number=None, heading="")
        elif (
            unit.kind is UnitKind.SECTION
            and in_capitals
            and not _SECTION_IN_CAPITALS.match(unit.text)
        ):
            unit = replace(unit, kind=UnitKind.TEXT, number=None, heading="")
        marked.append(unit)
    return marked


def _is_contents_entry(found: list[Unit], entries: list[bool], marked: list[Unit], i: int) -> bool:
    """True when the group heading ``found[i]`` is an entry of a table of contents."""
    after = next((j for j in range(i + 1, len(found)) if found[j].kind is not UnitKind.GROUP), None)
    if after is None or not entries[after]:
        return False
    if marked and marked[-1].kind is UnitKind.CONTENTS:
        return True
    # After other text, a division or title begins and its own list of sections follows; a
    # smaller unit is already part of that list.
    return found[i].name not in ("Division", "Title") and bool(marked)


def _accounts(found: list[Unit]) -> list[Unit]:
    """Marks the unnumbered headings of appropriations acts: short lines without a full stop."""
    if sum(1 for u in found if u.text.startswith("For ") and "$" in u.text) < 5:
        return found
    return [
        replace(u, kind=UnitKind.ACCOUNT, heading=u.text)
        if u.kind is UnitKind.TEXT and len(u.text) < 140 and not re.search(r"[.:;,—]$", u.text)
        else u
        for u in found
    ]
