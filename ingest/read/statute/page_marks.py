"""Blanks page marks and side notes in statutory text; no other character moves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.span import Span

_PAGE = re.compile(r"(?:(?<!\s)\s+)?\[\[Page (\d+) STAT\. (\d+)\]\]\s*+")
_NOTE = re.compile(r"<<NOTE: .{0,2000}?>>", re.S)
_REST = re.compile(r"\[\[Page [^\]]{0,60}\]\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """``text`` has its original length, with the marks blanked; ``pages`` are the labels and start
    offsets of pages; ``removed`` are the blanked spans."""

    text: str
    pages: tuple[tuple[str, int], ...]
    removed: tuple[Span, ...]


def without_marks(text: str) -> Marked:
    """Blanks ``[[Page 139 STAT. 410]]`` and ``<<NOTE: …>>`` wherever they are."""
    pages = tuple((f"{m[1]} Stat. {m[2]}", m.end()) for m in _PAGE.finditer(text))
    removed: list[Span] = []

    def blank(match: re.Match[str]) -> str:
        removed.append(Span(match.start(), match.end()))
        # One line break stays, because the next words may begin a line.
        keep = "\n" if "\n" in match.group() else " "
        return " " * (match.end() - match.start() - 1) + keep

    for pattern in (_NOTE, _PAGE, _REST):
        text = pattern.sub(blank, text)
    return Marked(text, pages, tuple(sorted(removed)))
