"""When a mandate is due: calendar arithmetic on the words of a statute's deadline."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_NUMBERS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90, "a": 1, "an": 1}
_COUNT = r"(?P<count>\d{1,4}|[a-z]+(?:-[a-z]+)?)"
_UNIT = r"[ -](?:(?:calendar|business) )?(?P<unit>day|week|month|year)s?"
_LIMIT = r"(?i:not? later than|within|no more than|not more than|by not later than|on or before)"
_AFTER = re.compile(
    rf"(?:{_LIMIT}|(?i:beginning|on the date that is|the date that is)|before the end of the)"
    rf" (?:the (?:end of the )?|(?:the )?date that is )?{_COUNT}{_UNIT}(?: period)?(?: \w+){{0,3}}?"
    r",? (?:after|of|following|beginning on|from) (?P<what>[^,;—]+(?:, as [^,]+,)?)"
)
_MONTHS = "january february march april may june july august september october november december"
_MONTH_NAMES = "|".join(m.capitalize() for m in _MONTHS.split())
_DATE = re.compile(
    rf"(?:{_LIMIT}|(?i:by|beginning on|effective on)|\bOn) (?P<month>{_MONTH_NAMES})"
    r" (?P<day>\d{1,2})(?:, (?P<year>\d{4})|(?P<each>,? of each (?:\w+ )?year))?"
)
_ENACTMENT = re.compile(
    r"(?i)(?:date of (?:the )?enactment|such (?:date of )?enactment|enactment of this)"
)
# "the enactment of the Smith Act for Fiscal Year 2020" is not that of this act, unless it is
_OTHER_ACT = re.compile(
    r"enactment of the ((?:[A-Z][\w.’'-]*|of|for|and|the|to|in|\d{4})"
    r"(?: (?:[A-Z][\w.’'-]*|of|for|and|the|to|in|\d{4}))*)"
)
_EARLIER = re.compile(
    r"(?i)(?:required|described|submitted|submits|authorized|report|completion|strategy|plan"
    r"|review|assessment)[^,;]*? (?:by|in|under|pursuant to)"
    r" (?:subsection|paragraph) \((\w+)\)"
)
_EVERY = re.compile(
    r"(?i)\b(?:every|each)[ ](?:(?P<count>\d+|[a-z]+)[ -])?(?P<unit>days?|weeks?|months?|years?"
    r"|quarters?|fiscal year"
    r"|calendar year|calendar quarter|fiscal quarter)\b"
)
_ANNUAL = re.compile(
    r"(?i)\bannual(?:ly)?\b(?! (?:budget|authoriz|leave|training|rate))|\bof each (?:\w+ )?year"
    r"|\bonce each year|\beach year\b"
)
_OFTEN = (
    (re.compile(r"(?i)\bsemi-?annual(?:ly)?\b|\btwice (?:each|per|a) year"), "every 6 months"),
    (re.compile(r"(?i)\bbiennial(?:ly)?\b"), "every 2 years"),
    (re.compile(r"(?i)\bquarterly\b"), "quarterly"),
    (re.compile(r"(?i)\bmonthly\b(?! (?:basic|rate|pay))"), "monthly"),
    (re.compile(r"(?i)\bweekly\b"), "weekly"),
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """``due`` is the (first) date, ISO 8601, where it can be computed; ``recurs`` how often.
    ``after`` is the letter of the subsection whose own due date the count begins at, with
    ``count`` and ``unit`` to add to it."""

    due: str | None = None
    recurs: str | None = None
    after: str | None = None
    count: int = 0
    unit: str = "day"


def deadline(text: str, enacted: str | None, title: str = "") -> Deadline:
    """The deadline ``text`` sets; ``enacted`` is the ISO date of enactment, ``None`` unknown.
    A count from the enactment of an act other than ``title`` stays unknown."""
    recurs = recurrence(text)
    fixed = _DATE.search(text)
    relative = _AFTER.search(text)
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
    for pattern, words in _OFTEN:
        if pattern.search(text):
            return words
    every = _EVERY.search(text)
    if every and every.group("count"):
        count = _number(every.group("count"))
        if count is None:
            return "yearly" if _ANNUAL.search(text) else None
        unit = every.group("unit").rstrip("s")
        if (count, unit) == (1, "year"):
            return "yearly"
        return f"every {count} {unit}s" if count > 1 else f"every {unit}"
    if _ANNUAL.search(text):
        return "yearly"
    if every and re.search(r"(?i)(?:quarter)", every.group("unit")):
        return "quarterly"
    return None


def _relative(
    match: re.Match[str], enacted: str | None, recurs: str | None, title: str
) -> Deadline:
    count = _number(match.group("count"))
    if count is None or count > 3000:
        return Deadline(None, recurs)
    unit = match.group("unit")
    what = match.group("what")
    if _ENACTMENT.search(what):
        other = _OTHER_ACT.search(what)
        if other and " ".join(other[1].split()).casefold() not in title.casefold():
            return Deadline(None, recurs)
        due = shifted(enacted, count, unit) if enacted and len(enacted) == 10 else None
        return Deadline(due, recurs)
    earlier = _EARLIER.search(what)
    return Deadline(None, recurs, earlier.group(1) if earlier else None, count, unit)


def _fixed(match: re.Match[str], enacted: str | None) -> str | None:
    month = _MONTHS.split().index(match.group("month").lower()) + 1
    day = int(match.group("day"))
    if match.group("year"):
        return _day(int(match.group("year")), month, day)
    if match.group("each") and enacted and len(enacted) == 10:
        this = _day(int(enacted[:4]), month, day)
        return this if this and this > enacted else _day(int(enacted[:4]) + 1, month, day)
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())
