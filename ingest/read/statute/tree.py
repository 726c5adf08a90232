"""The tree of sections over units: which unit is inside which, its path and its address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.read.statute.lexicon import UNITS
from ingest.read.statute.units import SECTION_ENDED, Unit, UnitKind
from kb.models import Role, Section
from kb.span import Span

_ACCOUNT_RANK = 12  # an appropriations account of the first level; deeper ones count on
_SECTION_RANK = 20
_LEVEL_RANK = 30  # the first level inside a section; deeper ones count on
_ROMAN = ("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx "
          "xxi xxii xxiii xxiv xxv").split()  # fmt: skip


@dataclass(slots=True)
class _Node:
    rank: int
    start: int
    label: str  # as in the path
    heading: str
    number: str | None
    step: str  # what it adds to the address
    atomic: bool = False
    style: str = ""  # of a level's mark: a, 1, A, i, I, aa


class SectionTree:
    """Builds sections from units with their canonical spans, added in order.

    ``act`` opens every address (``P.L. 118-31``); ``outer`` are parts of an address that the
    text itself does not show (``div. H``). Addresses ``of_the_code`` name no larger units.
    """

    def __init__(
        self, act: str | None, outer: tuple[str, ...] = (), *, of_the_code: bool = False
    ) -> None:
        self._act = act
        self._outer = outer
        self._of_the_code = of_the_code
        self._stack: list[_Node] = []
        self._done: list[Section] = []
        self._contents: Span | None = None
        self._last_end = 0  # where the unit before ended

    def add(self, unit: Unit, span: Span) -> None:
        """The next unit, at ``span`` of the canonical text."""
        self._add(unit, span)
        self._last_end = span.end

    def _add(self, unit: Unit, span: Span) -> None:
        if unit.kind is UnitKind.CONTENTS:
            start = self._contents.start if self._contents else span.start
            self._contents = Span(start, span.end)
            return
        self._end_contents()
        if unit.ended is not None:
            ended = unit.ended != SECTION_ENDED
            self._close(_LEVEL_RANK + unit.ended if ended else _SECTION_RANK, self._last_end)
        if unit.kind is UnitKind.GROUP:
            self._open(self._group(unit, span))
        elif unit.kind is UnitKind.ACCOUNT:
            self._open(self._account(unit, span))
        elif unit.kind is UnitKind.SECTION:
            label = f"§ {unit.number}" + (f" {unit.heading}" if unit.heading else "")
            step = f"§ {unit.number}"
            self._open(
                _Node(_SECTION_RANK, span.start, label, unit.heading, unit.number, step, True)
            )
        elif unit.kind is UnitKind.NOTE:
            path = tuple(n.label for n in self._stack)
            address = self._address()
            noted = f"{address} note" if address and self._of_the_code else None
            self._done.append(Section(span, path, len(path) + 1, address=noted, role=Role.NOTE))
        elif unit.kind is UnitKind.LEVEL and self._in_section():
            self._level(unit, span)

    def finish(self) -> tuple[Section, ...]:
        """All sections, in text order, outer before inner."""
        self._end_contents()
        self._close(0, self._last_end)
        return tuple(sorted(self._done, key=lambda s: (s.span.start, -s.span.end, s.level)))

    def _group(self, unit: Unit, span: Span) -> _Node:
        label = f"{unit.name} {unit.number}" + (f" — {unit.heading}" if unit.heading else "")
        step = f"{UNITS[unit.name].cited} {unit.number}"
        return _Node(UNITS[unit.name].rank, span.start, label, unit.heading, unit.number, step)

    def _account(self, unit: Unit, span: Span) -> _Node:
        letters = [c for c in unit.text if c.isalpha()]
        upper = sum(c.isupper() for c in letters)
        depth = 0 if upper > 0.8 * len(letters) else 2 if upper < 0.05 * len(letters) else 1
        rank = _ACCOUNT_RANK + (depth if unit.depth is None else unit.depth)
        return _Node(rank, span.start, unit.text, unit.text, None, "", atomic=True)

    def _in_section(self) -> bool:
        return any(n.rank == _SECTION_RANK for n in self._stack)

    def _level(self, unit: Unit, span: Span) -> None:
        assert unit.number is not None
        open_levels = [n for n in self._stack if n.rank >= _LEVEL_RANK]
        depth, style = depth_and_style(
            unit.number, [(n.number or "", n.style) for n in open_levels]
        )
        depth = depth if unit.depth is None else unit.depth
        label = f"({unit.number})" + (f" {unit.heading}" if unit.heading else "")
        self._open(
            _Node(
                _LEVEL_RANK + depth,
                span.start,
                label,
                unit.heading,
                unit.number,
                f"({unit.number})",
                style=style,
            )
        )

    def _open(self, node: _Node) -> None:
        self._close(node.rank, self._last_end)
        self._stack.append(node)

    def _close(self, rank: int, end: int) -> None:
        while self._stack and self._stack[-1].rank >= rank:
            path = tuple(n.label for n in self._stack)
            address = self._address()
            node = self._stack.pop()
            self._done.append(
                Section(
                    Span(node.start, max(end, node.start)),
                    path,
                    len(path),
                    node.heading,
                    node.number,
                    address,
                    atomic=node.atomic,
                )
            )

    def _address(self) -> str | None:
        if not any(n.rank == _SECTION_RANK for n in self._stack):
            return None
        marks = "".join(n.step for n in self._stack if n.rank >= _LEVEL_RANK)
        section = next(n.step for n in self._stack if n.rank == _SECTION_RANK)
        if self._of_the_code:
            return f"{self._act} {section}{marks}"
        parts = [self._act] if self._act else []
        parts += self._outer
        parts += [n.step for n in self._stack if n.rank < _SECTION_RANK and n.step]
        return ", ".join([*parts, section + marks])

    def _end_contents(self) -> None:
        if self._contents is not None:
            path = tuple(n.label for n in self._stack) + ("Table of contents",)
            self._done.append(Section(self._contents, path, len(path), role=Role.CONTENTS))
            self._contents = None


def depth_and_style(mark: str, above: list[tuple[str, str]]) -> tuple[int, str]:
    """The depth (from 0) and style of a level's mark, given the open marks and their styles.

    A mark that is next in the series of an open one gets its depth, the innermost first; the first
    mark of a series opens a level. So ``(i)`` after ``(h)`` is a letter, after ``(A)`` a numeral.
    """
    for depth in range(len(above) - 1, -1, -1):
        last, style = above[depth]
        if mark == _successor(last, style):
            return depth, style
    first = _first_style(mark, above)
    if first:
        return len(above), first
    for depth in range(len(above) - 1, -1, -1):
        last, style = above[depth]
        if _fits(mark, style) and _value(mark, style) > _value(last, style):
            return depth, style
    styles = [s for s in ("1", "a", "A", "i", "I", "aa") if _fits(mark, s)]
    return len(above), styles[0] if styles else "a"


def _first_style(mark: str, above: list[tuple[str, str]]) -> str | None:
    if mark in ("a", "1", "A", "aa", "AA"):
        return "aa" if mark == "AA" else mark
    if mark == "i":
        return "i"
    if mark == "I":
        return "I"
    return None


def _fits(mark: str, style: str) -> bool:
    return _value(mark, style) > 0


def _value(mark: str, style: str) -> int:
    """The position of ``mark`` in the series ``style``, from 1; 0 when it is not in it."""
    if style == "1":
        return int(mark) if mark.isdigit() else 0
    if style == "i":
        return _ROMAN.index(mark) + 1 if mark in _ROMAN else 0
    if style == "I":
        return _ROMAN.index(mark.lower()) + 1 if mark.isupper() and mark.lower() in _ROMAN else 0
    if style == "aa":
        same = len(set(mark)) == 1 and len(mark) == 2
        return ord(mark[0].lower()) - 96 if same and mark.isalpha() else 0
    right = mark.isalpha() and (mark.islower() if style == "a" else mark.isupper())
    if not right or len(set(mark)) != 1 or len(mark) > 2:
        return 0
    return ord(mark[0].lower()) - 96 + 26 * (len(mark) - 1)


def _successor(mark: str, style: str) -> str:
    """The mark after ``mark`` in its series."""
    value = _value(mark, style) + 1
    if style == "1":
        return str(value)
    if style in ("i", "I"):
        roman = _ROMAN[value - 1] if value <= len(_ROMAN) else ""
        return roman.upper() if style == "I" else roman
    letter = chr(96 + (value - 1) % 26 + 1)
    times = 2 if style == "aa" else 1 + (value - 1) // 26
    word = letter * times
    return word.upper() if style == "A" or mark.isupper() else word


def sections_of(
    found: Iterable[tuple[Unit, Span]],
    act: str | None,
    outer: tuple[str, ...] = (),
    *,
    of_the_code: bool = False,
) -> tuple[Section, ...]:
    """The sections over ``found``, units with their canonical spans."""
    tree = SectionTree(act, outer, of_the_code=of_the_code)
    for unit, span in found:
        tree.add(unit, span)
    return tree.finish()
