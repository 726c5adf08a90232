"""Lines of a page from its runs: what stands beside each other is put together, marks of
footnotes are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.read.pdf.runs import RawPage, Run

_MARK = re.compile(r"[\d*†‡§,\s]{1,9}$|[a-z]{1,2}$")
_NUMERAL = re.compile(r"[\d*†‡§]|^[a-z]$")
_POWER = re.compile(r"(?:\b(?:[ckm]?m|ft|in|mi|10)|[\d.]\s?[x×]\s?10)$")  # m², 10³: no marks
_ENUMERATED = re.compile(
    "[•▪■●◦‣⁃□➢✓\uf000-\uf8ff*o–—-]$|\\(?(?:\\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])[.)]$"
)
_COUNTED = re.compile(r"\d{1,2}$|[IVX]{1,4}$")
_WORD_GAP = 0.13  # of the size; kerning stays below it, the narrowest space above
_CELL_GAP = 0.95  # of the size; what is farther apart may be of another column
_CLOSE = 0.3  # of the size; how far baselines of one line may lie apart


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on page ``page``.

    ``pieces`` are its words with their offsets in the page's text, in which ``marks`` of
    footnotes (offset, length) stand too. ``note`` is the raised number it begins with, when it
    begins a footnote. ``cells`` counts what stands in it far apart. ``column`` counts the page's
    regions in reading order; ``left`` and ``right`` are its region's bounds; ``aside`` says that
    it stands beside the text. ``gap`` is the widest between cells, in parts of the size;
    ``indent`` where the words begin after a bullet or number.
    """

    page: int
    pieces: tuple[tuple[str, int], ...]
    x: float
    y: float
    end: float
    size: float
    bold: bool
    marks: tuple[tuple[int, int], ...] = ()
    note: str | None = None
    cells: int = 1
    column: int = 0
    left: float = 0.0
    right: float = 0.0
    italic: bool = False
    furniture: bool = False
    gap: float = 0.0
    indent: float = 0.0
    aside: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(t for t, _ in self.pieces).strip()


@dataclass(frozen=True, slots=True)
class Segment:
    """Runs that stand close to each other on one baseline, in order from the left. ``raised``
    are those of them that are marks of footnotes."""

    runs: tuple[Run, ...]
    y: float
    size: float
    raised: frozenset[int] = frozenset()

    @property
    def x(self) -> float:
        """Where it begins."""
        return self.runs[0].x

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.runs[-1].end

    @property
    def text(self) -> str:
        """Its words, marks included."""
        return "".join(w for w, _ in self.words())

    @property
    def furniture(self) -> bool:
        """True when the file declares it a running head or foot."""
        return all(r.furniture for r in self.runs)

    def words(self) -> Iterable[tuple[str, bool]]:
        """Texts in order with the spaces between them, and whether each is a mark."""
        before: Run | None = None
        for i, run in enumerate(self.runs):
            mark = i in self.raised
            if before is not None and _spaced(before, run, mark or i - 1 in self.raised):
                yield " ", False
            yield run.text, mark
            before = run


def _spaced(before: Run, run: Run, mark: bool) -> bool:
    size = min(before.size, run.size) if mark else max(before.size, run.size)
    return run.x - before.end > _WORD_GAP * size


def segments_of(page: RawPage) -> list[Segment]:
    """The segments of ``page``, from the top, from the left."""
    level = [r for r in page.runs if not r.turned]
    usual = _usual_size(level)
    marks = [r for r in level if r.size < 0.85 * usual and _MARK.match(r.text)]
    held = set(map(id, marks))
    rows = _rows([r for r in level if id(r) not in held])
    parted = [part for row in rows for part in _parted(row)]
    found = [_segment(part, {}) for part in parted]
    return _with_marks(found, marks)


def turned_of(page: RawPage) -> list[Run]:
    """The runs that do not run from left to right: labels of axes, notes in margins."""
    return [r for r in page.runs if r.turned]


def _usual_size(runs: Sequence[Run]) -> float:
    weights: dict[float, int] = {}
    for run in runs:
        weights[run.size] = weights.get(run.size, 0) + len(run.text)
    return max(weights.items(), key=lambda item: (item[1], item[0]))[0] if weights else 10.0


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by baseline, from the top; within a row from the left, nothing printed twice."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda r: -r.y):
        row = rows[-1] if rows else None
        if row is not None and row[0].y - run.y <= _CLOSE * min(row[0].size, run.size):
            row.append(run)
        else:
            rows.append([run])
    return [_once(sorted(row, key=lambda r: r.x)) for row in rows]


def _once(row: list[Run]) -> list[Run]:
    """Without text printed over itself, which some writers do for bold."""
    kept: list[Run] = []
    for run in row:
        if any(
            k.text == run.text and abs(k.x - run.x) < 0.15 * run.size and run.text.strip()
            for k in kept[-3:]
        ):
            continue
        kept.append(run)
    return kept


def _parted(row: Sequence[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = []
    for run in row:
        last = parts[-1][-1] if parts else None
        if last is not None and run.x - last.end <= _CELL_GAP * max(last.size, run.size):
            parts[-1].append(run)
        else:
            parts.append([run])
    return parts


def _segment(runs: Sequence[Run], raised: dict[int, bool]) -> Segment:
    words = [r for r in runs if id(r) not in raised] or list(runs)
    widest = max(words, key=lambda r: (len(r.text), r.size))
    marks = frozenset(i for i, r in enumerate(runs) if id(r) in raised)
    return Segment(tuple(runs), widest.y, widest.size, marks)


def _with_marks(found: list[Segment], marks: Sequence[Run]) -> list[Segment]:
    """``found`` with small runs put where they stand: raised beside a word, or by themselves."""
    raised: dict[int, list[Run]] = {}
    alone: list[Run] = []
    for mark in marks:
        at = _beside(found, mark)
        if at is None:
            alone.append(mark)
        else:
            raised.setdefault(at, []).append(mark)
    out = [
        _segment_with(segment, raised[i]) if i in raised else segment
        for i, segment in enumerate(found)
    ]
    out = _joined_by_marks(out)
    out += [_segment(part, {}) for row in _rows(alone) for part in _parted(row)]
    return sorted(out, key=lambda s: (-s.y, s.x))


def _beside(found: Sequence[Segment], mark: Run) -> int | None:
    best: tuple[float, int] | None = None
    for i, segment in enumerate(found):
        rise = mark.y - segment.y
        if not -0.25 * segment.size < rise < 0.75 * segment.size:
            continue
        away = max(segment.x - mark.end, mark.x - segment.end, 0.0)
        if away < 0.8 * segment.size and (best is None or away < best[0]):
            best = (away, i)
    return best[1] if best else None


def _segment_with(segment: Segment, added: Sequence[Run]) -> Segment:
    raised = {
        id(r): True
        for r in added
        if r.size < 0.85 * segment.size
        and r.y > segment.y + 0.12 * r.size
        and _NUMERAL.search(r.text)
        and not _is_power(segment, r)
    }
    runs = sorted((*segment.runs, *added), key=lambda r: r.x)
    return _segment(runs, raised)


def _is_power(segment: Segment, mark: Run) -> bool:
    before = [r.text for r in segment.runs if r.end <= mark.x + 0.2 * mark.size]
    return bool(before and _POWER.search(before[-1]))


def _joined_by_marks(found: list[Segment]) -> list[Segment]:
    """Joins segments of one baseline that only a mark between them kept apart."""
    out: list[Segment] = []
    for segment in sorted(found, key=lambda s: (-round(s.y, 1), s.x)):
        last = out[-1] if out else None
        if (
            last is not None
            and (last.raised or segment.raised)
            and abs(last.y - segment.y) < _CLOSE * min(last.size, segment.size)
            and -0.3 * last.size < segment.x - last.end <= 0.6 * last.size
        ):
            shift = len(last.runs)
            out[-1] = Segment(
                (*last.runs, *segment.runs),
                last.y,
                last.size,
                last.raised | frozenset(i + shift for i in segment.raised),
            )
        else:
            out.append(segment)
    return out


def line_of(page: int, parts: Sequence[Segment], start: int) -> tuple[Line, str]:
    """The line of ``parts``, one baseline of one region, whose text stands at ``start`` of the
    page's text; and that text."""
    pieces: list[tuple[str, int]] = []
    marks: list[tuple[int, int]] = []
    at = start
    whole: list[str] = []
    for part in parts:
        if whole:
            whole.append(" ")
            pieces.append((" ", at))
            at += 1
        for word, mark in part.words():
            whole.append(word)
            (marks.append((at, len(word))) if mark else pieces.append((word, at)))
            at += len(word)
    runs = [r for p in parts for i, r in enumerate(p.runs) if i not in p.raised]
    runs = runs or [r for p in parts for r in p.runs]
    letters = sum(len(r.text) for r in runs)
    widest = max(parts, key=lambda p: len(p.text))
    note = _leading_note(parts[0])
    if note is not None:  # the number of the footnote itself is text, not a mark in it
        marks = marks[1:]
        pieces.insert(0, (note, start))
    line = Line(
        page=page,
        pieces=_glued(pieces),
        x=parts[0].x,
        y=widest.y,
        end=max(p.end for p in parts),
        size=widest.size,
        bold=sum(len(r.text) for r in runs if r.bold) > 0.95 * letters,
        italic=sum(len(r.text) for r in runs if r.italic) > 0.95 * letters,
        marks=tuple(marks),
        note=note,
        cells=len(parts),
        gap=max(((b.x - a.end) / widest.size for a, b in _pairs(parts)), default=0.0),
        indent=_indent(parts),
        furniture=all(p.furniture for p in parts),
    )
    return line, "".join(whole)


def _pairs(parts: Sequence[Segment]) -> Iterable[tuple[Segment, Segment]]:
    return zip(parts, parts[1:], strict=False)


def _indent(parts: Sequence[Segment]) -> float:
    """Where the words begin after a bullet, a number or a letter; else where the line begins."""
    first = parts[0]
    following = parts[1].runs if len(parts) > 1 else ()
    for mark, after in ((first.text, following), (first.runs[0].text, first.runs[1:])):
        if after and (
            _ENUMERATED.match(mark) or (_COUNTED.match(mark) and after[0].text[:1].isalpha())
        ):
            return after[0].x
    return first.x


def _leading_note(part: Segment) -> str | None:
    if 0 in part.raised and len(part.runs) > 1:
        return part.runs[0].text
    return None


def _glued(pieces: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Pieces that stand next to each other in the source as one."""
    out: list[tuple[str, int]] = []
    for words, at in pieces:
        if out and out[-1][1] + len(out[-1][0]) == at:
            out[-1] = (out[-1][0] + words, out[-1][1])
        else:
            out.append((words, at))
    return tuple(out)


def placed(line: Line, column: int, left: float, right: float, aside: bool) -> Line:
    """``line`` in its region."""
    return replace(line, column=column, left=left, right=right, aside=aside)
