"""Joins runs that are next to each other into segments; separates footnote marks from words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.read.html.raised import RAISED
from ingest.read.pdf.runs import RawPage, Run

_MARK = re.compile(r"[\d*†‡§,\s]{1,9}$|[a-z]{1,2}$")
_NUMERAL = re.compile(r"[\d*†‡§]|^[a-z]$")
_POWER = re.compile(r"(?:\b(?:[ckm]?m|ft|in|mi|10)|[\d.]\s?[x×]\s?10)$")  # m², 10³: no marks
_TEN = re.compile(r"(?<![\d.,])10$")  # 106 for 10⁶ would be a number that nobody wrote
_LEADER = "....."  # of a table of contents
_WORD_GAP = 0.13  # of the size; kerning stays below it, the narrowest space above
_CELL_GAP = 0.95  # of the size; a wider gap may separate columns
CLOSE = 0.3  # of the size; largest distance of baselines of one line


@dataclass(frozen=True, slots=True)
class Segment:
    """Runs that are close to each other on one baseline, in order from the left. ``raised``
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
    def bold(self) -> bool:
        """True when all its words are bold."""
        return all(r.bold for r in self.runs)

    @property
    def page_header(self) -> bool:
        """True when the file declares it a running head or foot."""
        return all(r.page_header for r in self.runs)

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
    if run.text.startswith(_LEADER):
        return True
    size = min(before.size, run.size) if mark else max(before.size, run.size)
    return run.x - before.end > _WORD_GAP * size


def segments_of(page: RawPage) -> list[Segment]:
    """The segments of ``page``, from the top, from the left."""
    level = _with_initials([r for r in page.runs if not (r.rotated or r.hidden or r.line_number)])
    marks = [r for r in level if _MARK.match(r.text) and _is_raised(r, level)]
    held = set(map(id, marks))
    rows = _rows([r for r in level if id(r) not in held])
    found = [_segment(part, {}) for row in rows for part in _split_at_gaps(row)]
    return _with_marks(found, marks)


def _is_raised(mark: Run, runs: Sequence[Run]) -> bool:
    """True when ``mark`` is small and beside larger type, above or below its baseline."""
    for run in runs:
        away = max(run.x - mark.end, mark.x - run.end)
        if mark.size < 0.85 * run.size and away < 0.5 * run.size:
            rise = mark.y - run.y
            if -0.25 * run.size < rise < 0.75 * run.size and abs(rise) > 0.05 * run.size:
                return True
    return False


def _with_initials(runs: list[Run]) -> list[Run]:
    """``runs`` with large initials, which reach down several lines, on the line they begin."""
    typical = _usual_size(runs)
    out: list[Run] = []
    for run in runs:
        if len(run.text) == 1 and run.text.isupper() and run.size > 1.7 * typical:
            first = _begun_by(run, runs)
            if first is not None:
                run = replace(run, y=first.y, size=first.size, x=first.x - 1, end=first.x)
        out.append(run)
    return out


def _begun_by(initial: Run, runs: Sequence[Run]) -> Run | None:
    """The highest run right of ``initial``, which begins it; ``None`` when there is none."""
    beside = [
        r
        for r in runs
        if r.size < 0.6 * initial.size
        and -2 < r.x - initial.end < 0.5 * initial.size
        and initial.y - 2 < r.y < initial.y + initial.size
    ]
    return max(beside, key=lambda r: r.y, default=None)


def left_out_runs(page: RawPage) -> list[Run]:
    """The runs that cannot be seen, and those that do not run from left to right: labels of axes,
    notes in margins; and the numbers of lines."""
    return [r for r in page.runs if r.rotated or r.hidden or r.line_number]


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
        if row is not None and row[0].y - run.y <= CLOSE * min(row[0].size, run.size):
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


def _split_at_gaps(row: Sequence[Run]) -> list[list[Run]]:
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
    """``found`` with small runs at their places: raised beside a word, or by themselves."""
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
    out += [_segment(part, {}) for row in _rows(alone) for part in _split_at_gaps(row)]
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
    written = [
        replace(r, text=r.text.translate(RAISED)) if _TEN.search(_before(segment, r)) else r
        for r in added
    ]
    marks = {id(w): True for w, r in zip(written, added, strict=True) if id(r) in raised}
    return _segment(sorted((*segment.runs, *written), key=lambda r: r.x), marks)


def _is_power(segment: Segment, mark: Run) -> bool:
    return _POWER.search(_before(segment, mark)) is not None


def _before(segment: Segment, mark: Run) -> str:
    """The text of the run that stands before ``mark``."""
    before = [r.text for r in segment.runs if r.end <= mark.x + 0.2 * mark.size]
    return before[-1] if before else ""


def _joined_by_marks(found: list[Segment]) -> list[Segment]:
    """Joins segments of one baseline that only a mark between them separated."""
    out: list[Segment] = []
    for segment in sorted(found, key=lambda s: (-round(s.y, 1), s.x)):
        last = out[-1] if out else None
        if (
            last is not None
            and (last.raised or segment.raised)
            and abs(last.y - segment.y) < CLOSE * min(last.size, segment.size)
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
