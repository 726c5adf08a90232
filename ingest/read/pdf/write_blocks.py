"""Writes blocks to the canonical text; records the sections and the spans of each page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.read.canonical_text import CanonicalText
from ingest.read.normalise import clean
from ingest.read.pdf.blocks import Block, BlockKind
from ingest.read.pdf.hyphens import Hyphens, joined
from ingest.read.pdf.lines import Line
from kb.models import Role, Section
from kb.span import Span

_SOFT = "\u00ad"
_LINE_BY_LINE = (BlockKind.CONTENTS, BlockKind.ROW)
_ROLES = {BlockKind.FOOTNOTE: Role.FOOTNOTE, BlockKind.CONTENTS: Role.CONTENTS}


class Writer:
    """Append blocks in reading order with ``write``, then take text and sections with ``finish``.

    ``pages`` holds the spans of each page, sorted.
    """

    def __init__(self, hyphens: Hyphens) -> None:
        self.canonical = CanonicalText()
        self.pages: dict[int, list[Span]] = {}
        self._hyphens = hyphens
        self._open: list[tuple[int, int, str]] = []  # level, start, heading
        self._sections: list[Section] = []
        self._last = BlockKind.HEADING
        self._page = -1  # the page written last

    def write(self, block: Block) -> None:
        """Append ``block`` after the separator its kind needs."""
        if not any(clean(n.text).strip() for n in block.lines):
            return
        end = len(self.canonical)
        if block.kind is BlockKind.HEADING:
            self._close(block.level, end)
        tight = block.kind is self._last and block.kind in (
            BlockKind.ITEM,
            BlockKind.CONTENTS,
            BlockKind.ROW,
        )
        if end:
            self.canonical.append("\n" if tight else "\n\n")
        start = len(self.canonical)
        self._lines(block.lines, line_by_line=block.kind in _LINE_BY_LINE)
        self._last = block.kind
        span = Span(start, len(self.canonical))
        if block.kind is BlockKind.HEADING:
            words = clean(joined([n.text for n in block.lines], self._hyphens)).strip()
            self._open.append((block.level, start, words))
        elif block.kind in _ROLES:
            path = tuple(h for _, _, h in self._open)
            role = _ROLES[block.kind]
            self._sections.append(
                Section(span, path, len(path) + 1, number=block.number, role=role)
            )

    def finish(self) -> tuple[str, tuple[Section, ...]]:
        """The text and its sections, outer before inner."""
        self._close(0, len(self.canonical))
        order = sorted(self._sections, key=lambda s: (s.span.start, -s.span.end, s.level))
        return self.canonical.text(), tuple(order)

    def _lines(self, lines: Sequence[Line], *, line_by_line: bool) -> None:
        shown = [n for n in lines if clean(n.text).strip()]
        for line, following in zip(shown, [*shown[1:], None], strict=True):
            words = clean(line.text).strip()
            if following is None:
                self._put(line.page, words)
                return
            if line_by_line:
                kept, between = words, "\n"
            else:
                ending = _SOFT if line.text.endswith(_SOFT) else ""
                kept, between = self._hyphens.joint(words + ending, clean(following.text).strip())
            self._put(line.page, kept)
            if between:
                self.canonical.append(between)

    def _put(self, page: int, words: str) -> None:
        span = self.canonical.append(words)
        spans = self.pages.setdefault(page, [])
        if spans and self._page == page:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        self._page = page

    def _close(self, level: int, end: int) -> None:
        while self._open and self._open[-1][0] >= level:
            path = tuple(h for _, _, h in self._open)
            _, start, heading = self._open.pop()
            self._sections.append(
                Section(Span(start, max(start, end)), path, len(path), heading=heading)
            )
