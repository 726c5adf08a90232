"""Dates written in the text of a document, as ISO 8601."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from ingest.read.lexicon import READING
from kb.text.language import without_accents
from kb.text.months import ENGLISH_SHORT_MONTHS, MONTHS, month_number

# A month's name or abbreviation as a pattern; every name begins with its abbreviation.
MONTH = rf"(?:{'|'.join(ENGLISH_SHORT_MONTHS)})[a-z]*"
_WRITTEN = re.compile(rf"(?i)\b({'|'.join(ENGLISH_SHORT_MONTHS)})[a-z]*\.? (\d{{1,2}}), (\d{{4}})")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NAMES = sorted(
    {n for m in MONTHS for n in (*m.full, *m.english_short, *m.spanish_short)},
    key=len,
    reverse=True,
)
_NAME = rf"(?P<month>{'|'.join(_NAMES)})\.?"
_FORMS = tuple(
    re.compile(rf"(?i)(?<![\w/.-]){form}(?![\w/-])")
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        rf"{_NAME} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|º|\.)?(?: of| de)? {_NAME}(?:,| del?)? (?P<y>\d{{4}})",
        rf"{_NAME}(?:,| de| del)? (?P<y>\d{{4}})",
        r"(?P<d>1[3-9]|2\d|3[01])[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})",
        r"(?P<m>\d{1,2})[-/.](?P<d>1[3-9]|2\d|3[01])[-/.](?P<y>\d{4})",
        r"(?P<y>\d{4})[-/](?P<m>\d{1,2})",
    )
)
_EITHER = re.compile(r"(?<![\w/.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?![\w/])")
_WEEKDAY = re.compile(r"\s*([^\W\d_]{3})[^\W\d_]*\.?,?\s")
_EARLIEST = 1500  # year; a page with an earlier date has a placeholder


def written_date(text: str) -> str | None:
    """The first date written out in ``text`` (``March 3, 2026``, ``Sept. 3, 2026``)."""
    match = _WRITTEN.search(text)
    if not match:
        return None
    return f"{match[3]}-{month_number(match[1]) or 0:02d}-{int(match[2]):02d}"


def iso_date(text: str) -> str | None:
    """The date with which ``text`` begins: ``2026``, ``2026-03`` or ``2026-03-17``."""
    match = _ISO.match(text)
    return match.group() if match else None


def dated(text: str) -> tuple[str, str] | None:
    """The first date in ``text``, in one of the forms that documents use, and ``text`` without it.
    A form that has two readings (04/05/2026) is none."""
    found = [
        (match.start(), -len(match[0]), iso, match)
        for form in _FORMS
        for match in form.finditer(text)
        if (iso := _iso(match.groupdict()))
    ]
    if not found:
        return None
    _, _, iso, match = min(found, key=lambda f: f[:2])
    return iso, text[: match.start()] + " " + text[match.end() :]


def only_date(text: str) -> str | None:
    """The date that ``text`` is: ``2026``, or one in a form that documents use, with the time of
    the day and the weekday around it."""
    bare = text.strip()
    if re.fullmatch(r"\d{4}", bare):
        return bare if is_calendar_date(bare) else None
    if of_weekday := _told_by_weekday(bare[:60]):
        return of_weekday
    found = dated(bare[:60])
    return found[0] if found and not re.search(r"\d{3}", found[1]) else None


def _told_by_weekday(text: str) -> str | None:
    """The date ``Sun, 03/05/2023``: of its two readings, the one that is on that weekday."""
    weekday, figures = _WEEKDAY.match(text), _EITHER.search(text)
    if not weekday or not figures:
        return None
    begins = without_accents(weekday[1])
    wanted = next((n for n, names in enumerate(READING.weekdays) if begins in names), None)
    first, second, year = figures.groups()
    readings = {f"{year}-{m:>02}-{d:>02}" for m, d in ((first, second), (second, first))}
    fitting = [
        iso
        for iso in readings
        if is_calendar_date(iso) and datetime.date.fromisoformat(iso).weekday() == wanted
    ]
    return fitting[0] if len(fitting) == 1 else None


def is_calendar_date(iso: str) -> bool:
    """True for ``2026``, ``2026-03`` and ``2026-03-17`` where the calendar has that day."""
    if not _ISO.fullmatch(iso):
        return False
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def first_plausible(dates: Iterable[str | None]) -> str | None:
    """The first of ``dates`` that a document can have: no placeholder, and not years ahead."""
    latest = datetime.date.today().year + 1
    return next(
        (d for d in dates if d and _EARLIEST <= int(d[:4]) <= latest and d != "1970-01-01"), None
    )


def _iso(parts: dict[str, str | None]) -> str | None:
    month = parts.get("m") or ""
    number = month_number(parts["month"] or "") if parts.get("month") else int(month or 0)
    iso = f"{parts['y']}-{number or 0:02d}"
    if parts.get("d"):
        iso += f"-{int(parts['d'] or 0):02d}"
    return iso if is_calendar_date(iso) else None
