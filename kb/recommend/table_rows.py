"""Tables of recommendations: which cell of a row says what to do, and which says who.

A row is a line whose cells are divided by bars or tabs. The words are in the part ``tables`` of
``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.span import Span

_CELL = re.compile(r"[^|\t]+")
_LINE = re.compile(r"(?m)^[^|\t\n]*+[|\t].*+")
_HEAD_WORDS = 5  # a longer cell heads no column
_BETWEEN_ROWS = " |\t\n-:"  # what may be between the rows of one table
_ACTOR_WORDS = 12  # a longer cell names no actor
_Line = tuple[int, tuple[Span, ...]]


class TablePatterns(LexiconModel):
    """The part ``tables``."""

    recommendation: Pattern
    action: Pattern
    actor: Pattern
    rejected: Pattern
    nobody: Pattern


@cache
def _patterns() -> TablePatterns:
    return load_patterns("recommendation_sentences", TablePatterns, "tables")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells. ``action`` is the cell that says what to do where the head of its
    column says so; it counts anywhere where ``recommending``, else below a heading of
    recommendations. ``rejected`` says that another cell rejects it."""

    cells: tuple[Span, ...]
    head: bool = False
    action: Span | None = None
    recommending: bool = False
    actor: str = ""
    rejected: bool = False


def table_rows(text: str) -> dict[int, Row]:
    """The rows of the tables in ``text`` by the offset at which the line of each begins."""
    lines = [(m.start(), _cells(text, m)) for m in _LINE.finditer(text)]
    lines = [(at, cells) for at, cells in lines if len(cells) > 1]
    found: dict[int, Row] = {}
    table: list[_Line] = []
    for line in lines:
        if table and text[table[-1][1][-1].end : line[0]].strip(_BETWEEN_ROWS):
            found.update(_table(text, table))
            table = []
        table.append(line)
    return {**found, **_table(text, table)} if table else found


def _cells(text: str, line: re.Match[str]) -> tuple[Span, ...]:
    spans = []
    for cell in _CELL.finditer(text, line.start(), line.end()):
        words = cell.group()
        start = cell.start() + len(words) - len(words.lstrip())
        if words.strip():
            spans.append(Span(start, start + len(words.strip())))
    return tuple(spans)


def _table(text: str, lines: list[_Line]) -> dict[int, Row]:
    at, head = lines[0]
    names = [span.of(text) for span in head]
    short = all(len(name.split()) <= _HEAD_WORDS for name in names)
    recommending = _column(_patterns().recommendation, names) if short else None
    action = _column(_patterns().action, names) if short else None
    column = action if recommending is None else recommending
    if column is None:
        return {start: _row(text, cells) for start, cells in lines}
    actor = _column(_patterns().actor, names)
    rows = {at: Row(head, head=True)}
    for start, cells in lines[1:]:
        whole = len(cells) == len(head)
        rows[start] = _row(
            text, cells, cells[column] if whole else None, recommending is not None,
            cells[actor] if whole and actor is not None else None,
        )  # fmt: skip
    return rows


def _column(pattern: re.Pattern[str], names: list[str]) -> int | None:
    return next((i for i, name in enumerate(names) if pattern.search(name)), None)


def _row(
    text: str,
    cells: tuple[Span, ...],
    action: Span | None = None,
    recommending: bool = False,
    actor: Span | None = None,
) -> Row:
    rejected = any(_patterns().rejected.fullmatch(c.of(text)) for c in cells if c != action)
    who = actor.of(text) if actor else ""
    if _patterns().nobody.fullmatch(who) or len(who.split()) > _ACTOR_WORDS:
        who = ""
    return Row(cells, False, action, recommending, who, rejected)
