"""Composes a document's canonical text from headings and paragraphs, with the source map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.read.canonical_text import CanonBuilder
from ingest.read.normalise import clean
from kb.models import Role, Section
from kb.span import Span

Run = tuple[str, int]  # source text and the offset where it stands in the source
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}-$")


@dataclass(slots=True)
class _Open:
    """A heading whose section has not ended yet."""

    start: int
    level: int
    heading: str


class Composer:
    """Append headings and paragraphs in reading order, then take text, map and sections.

    Paragraphs are parted by a blank line, items of a list by a line break. Sections nest by the
    level of their headings.
    """

    def __init__(self) -> None:
        self._canon = CanonBuilder()
        self._open: list[_Open] = []
        self._sections: list[Section] = []
        self._in_list = False

    def __len__(self) -> int:
        return len(self._canon)

    def heading(self, runs: Sequence[Run], level: int) -> Span:
        """A heading of ``level`` (1 is outermost) and the section it opens."""
        self._close(level)
        span = self._line(runs, "\n\n")
        if len(span):
            words = " ".join(clean(t).strip() for t, _ in runs).strip()
            self._open.append(_Open(span.start, level, words))
        return span

    def paragraph(self, runs: Sequence[Run], *, item: bool = False, mark: str = "") -> Span:
        """A paragraph; ``item`` for one of a list, with its bullet or number as ``mark``."""
        separator = "\n" if item and self._in_list else "\n\n"
        span = self._line(runs, separator, mark)
        self._in_list = item
        return span

    def apart(self, runs: Sequence[Run], role: Role, number: str | None = None) -> Span:
        """A footnote or note: a paragraph under a section of its own."""
        span = self.paragraph(runs)
        if len(span):
            path = tuple(o.heading for o in self._open)
            level = len(path) + 1
            self._sections.append(Section(span, path, level, number=number, role=role))
        return span

    def finish(self) -> tuple[str, CanonBuilder, tuple[Section, ...]]:
        """The text, the builder that holds its source map, and the sections in text order."""
        self._close(0)
        order = sorted(self._sections, key=lambda s: (s.span.start, -s.span.end, s.level))
        return self._canon.text(), self._canon, tuple(order)

    def _line(self, runs: Sequence[Run], separator: str, mark: str = "") -> Span:
        pieces = [(clean(t), t, at) for t, at in runs]
        pieces = [p for p in pieces if p[0].strip()]
        if not pieces:
            return Span(len(self._canon), len(self._canon))
        if len(self._canon):
            self._canon.gap(separator)
        start = len(self._canon)
        if mark:
            self._canon.gap(mark)
        for i, (words, raw, at) in enumerate(pieces):
            following = pieces[i + 1][0] if i + 1 < len(pieces) else None
            self._run(words, raw, at, first=i == 0, following=following)
        return Span(start, len(self._canon))

    def _run(self, words: str, raw: str, at: int, *, first: bool, following: str | None) -> None:
        lead = len(raw) - len(raw.lstrip())
        bare = words.strip()
        joined = following is not None and _undone(bare, following)
        if joined:
            bare = bare[:-1]
        source = raw.strip()
        if bare == source[: len(bare)] and len(bare) >= len(source) - int(joined):
            self._canon.add(bare, at + lead)
        else:
            self._canon.put(bare, at + lead, at + lead + len(source))
        if following is not None and not joined:
            self._canon.gap(" ")

    def _close(self, level: int) -> None:
        self._in_list = False
        end = len(self._canon)
        while self._open and self._open[-1].level >= level:
            path = tuple(o.heading for o in self._open)
            last = self._open.pop()
            span = Span(last.start, end)
            self._sections.append(Section(span, path, len(path), heading=last.heading))


def _undone(line: str, following: str) -> bool:
    """True when ``line`` ends in a word that was broken at the line's end."""
    return bool(_BROKEN_WORD.search(line)) and following.lstrip()[:1].islower()


def with_role(sections: Sequence[Section], wanted: Span, role: Role) -> tuple[Section, ...]:
    """``sections`` with those inside ``wanted`` given ``role``."""
    return tuple(replace(s, role=role) if wanted.contains(s.span) else s for s in sections)
