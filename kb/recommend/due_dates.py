"""When a mandate is due: calendar arithmetic on the words of a statute's deadline.

The words are in the part ``due_dates`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.text.months import ENGLISH_MONTHS, month_number

_MOST_COUNTED = 3000  # a larger number is no count of days, weeks, months or years
_ISO_DAY = 10  # characters of a whole date


class Recurrence(LexiconModel):
    """A way to say how often, with the words it is reported in."""

    recurs: str
    pattern: Pattern


class DueDatePatterns(LexiconModel):
    """The part ``due_dates``."""

    after: Pattern
    fixed: Pattern
    enactment: Pattern
    other_act: Pattern
    earlier: Pattern
    every: Pattern
    annual: Pattern
    recurrence: tuple[Recurrence, ...]
    numbers: dict[str, int]


@cache
def _patterns() -> DueDatePatterns:
    return load_patterns("mandates", DueDatePatterns, "due_dates", month="|".join(ENGLISH_MONTHS))


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline. ``due`` is the (first) date, ISO 8601, where it can be computed; ``recurs`` says
    how often. ``after`` is the letter of the subsection whose own due date the count begins at,
    with ``count`` and ``unit`` to add to it."""

    due: str | None = None
    recurs: str | None = None
    after: str | None = None
    count: int = 0
    unit: str = "day"


def deadline(text: str, enacted: str | None, title: str = "") -> Deadline:
    """The deadline ``text`` sets; ``enacted`` is the ISO date of enactment, ``None`` where it is
    unknown. A count from the enactment of an act other than ``title`` stays unknown."""
    recurs = recurrence(text)
    fixed = _patterns().fixed.search(text)
    relative = _patterns().after.search(text)
    if relative and not (fixed and fixed.start() < relative.start()):
        return _relative(relative, enacted, recurs, title)
    if fixed:
        return Deadline(_fixed(fixed, enacted), recurs)
    return Deadline(None, recurs)


def shifted(day: str, count: int, unit: str) -> str:
    """``day`` (ISO) moved on by ``count`` days, weeks, months or years; the 31st of a shorter
    month is its last day."""
    start = date.fromisoformat(day)
    if unit in ("day", "week"):
        return (start + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).isoformat()


def recurrence(text: str) -> str | None:
    """How often, in our words: ``yearly``, ``every 180 days`` …; ``None`` for once."""
    for each in _patterns().recurrence:
        if each.pattern.search(text):
            return each.recurs
    every = _patterns().every.search(text)
    if every and every.group("count"):
        count = _number(every.group("count"))
        if count is None:
            return "yearly" if _patterns().annual.search(text) else None
        unit = every.group("unit").rstrip("s")
        if (count, unit) == (1, "year"):
            return "yearly"
        return f"every {count} {unit}s" if count > 1 else f"every {unit}"
    if _patterns().annual.search(text):
        return "yearly"
    if every and "quarter" in every.group("unit").lower():
        return "quarterly"
    return None


def _relative(
    match: re.Match[str], enacted: str | None, recurs: str | None, title: str
) -> Deadline:
    count = _number(match.group("count"))
    if count is None or count > _MOST_COUNTED:
        return Deadline(None, recurs)
    unit = match.group("unit")
    what = match.group("what")
    if _patterns().enactment.search(what):
        other = _patterns().other_act.search(what)
        if other and " ".join(other[1].split()).casefold() not in title.casefold():
            return Deadline(None, recurs)
        due = shifted(enacted, count, unit) if enacted and len(enacted) == _ISO_DAY else None
        return Deadline(due, recurs)
    earlier = _patterns().earlier.search(what)
    return Deadline(None, recurs, earlier.group(1) if earlier else None, count, unit)


def _fixed(match: re.Match[str], enacted: str | None) -> str | None:
    month = month_number(match.group("month"))
    if month is None:
        return None
    day = int(match.group("day"))
    if match.group("year"):
        return _day(int(match.group("year")), month, day)
    if match.group("each") and enacted and len(enacted) == _ISO_DAY:
        this = _day(int(enacted[:4]), month, day)
        return this if this and this > enacted else _day(int(enacted[:4]) + 1, month, day)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _patterns().numbers.get(word.lower())
