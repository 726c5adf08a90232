"""Composes a document's canonical text from headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.read.canonical_text import CanonicalText
from ingest.read.normalise import clean
from kb.models import Role, Section
from kb.span import Span

_BROKEN_WORD = re.compile(r"[^\W\d_]{2}-$")


@dataclass(slots=True)
class _OpenSection:
    """A heading whose section has not ended yet."""

    start: int
    level: int
    heading: str


class Composer:
    """Append headings and paragraphs in reading order, then take text and sections.

    A blank line separates paragraphs, a line break the items of a list. Sections nest by the
    level of their headings.
    """

    def __init__(self) -> None:
        self._canon = CanonicalText()
        self._open: list[_OpenSection] = []
        self._sections: list[Section] = []
        self._in_list = False

    def __len__(self) -> int:
        return len(self._canon)

    def heading(self, lines: Sequence[str], level: int) -> Span:
        """A heading of ``level`` (1 is outermost) and the section it opens."""
        self._close(level)
        span = self._block(lines, "\n\n")
        if len(span):
            words = " ".join(clean(line).strip() for line in lines).strip()
            self._open.append(_OpenSection(span.start, level, words))
        return span

    def paragraph(self, lines: Sequence[str], *, item: bool = False, mark: str = "") -> Span:
        """A paragraph; ``item`` for one of a list, with its bullet or number as ``mark``."""
        separator = "\n" if item and self._in_list else "\n\n"
        span = self._block(lines, separator, mark)
        self._in_list = item
        return span

    def end_list(self) -> None:
        """The next item begins another list."""
        self._in_list = False

    def note(
        self, lines: Sequence[str], role: Role, number: str | None = None, *, mark: str = ""
    ) -> Span:
        """A footnote or note: a paragraph under a section of its own, ``mark`` before it."""
        span = self.paragraph(lines, mark=mark)
        if len(span):
            path = tuple(o.heading for o in self._open)
            level = len(path) + 1
            self._sections.append(Section(span, path, level, number=number, role=role))
        return span

    def finish(self) -> tuple[str, tuple[Section, ...]]:
        """The text, and the sections in text order."""
        self._close(0)
        order = sorted(self._sections, key=lambda s: (s.span.start, -s.span.end, s.level))
        return self._canon.text(), tuple(order)

    def _block(self, lines: Sequence[str], separator: str, mark: str = "") -> Span:
        cleaned = [words for line in lines if (words := clean(line).strip())]
        if not cleaned:
            return Span(len(self._canon), len(self._canon))
        if len(self._canon):
            self._canon.append(separator)
        start = len(self._canon)
        self._canon.append(mark)
        for words, following in pairwise([*cleaned, ""]):
            self._canon.append(joined_to(words, following))
        return Span(start, len(self._canon))

    def _close(self, level: int) -> None:
        self._in_list = False
        end = len(self._canon)
        while self._open and self._open[-1].level >= level:
            path = tuple(o.heading for o in self._open)
            last = self._open.pop()
            span = Span(last.start, end)
            self._sections.append(Section(span, path, len(path), heading=last.heading))


def joined_to(line: str, following: str) -> str:
    """``line`` as it goes before ``following`` in a paragraph: with a space, or without the
    hyphen of a word that was broken at the line's end; unchanged where nothing follows."""
    if not following:
        return line
    broken = _BROKEN_WORD.search(line) and following[0].islower()
    return line[:-1] if broken else f"{line} "
