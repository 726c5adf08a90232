"""The date a law was enacted, from which its deadlines count."""

from __future__ import annotations

import re

from kb.models import Document

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY = (
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?P<day>\d{1,2}),"
    r" (?P<year>\d{4})"
)
_APPROVED = re.compile(rf"(?m)^\s*Approved {_DAY}\.?\s*$")
_BRACKETED = re.compile(rf"(?m)^\s*\[{_DAY}\]\s*$")
_HEAD = 3_000  # characters in which a bracketed date is the law's own
_LAW = re.compile(r"P(?:ub(?:lic|\.)|\.) ?L(?:aw|\.)")


def enactment(document: Document) -> str | None:
    """The date of enactment, ISO 8601: on record, else as the law's text states it on a line of
    its own ("Approved December 22, 2023." at its end, "[Dec. 26, 2013]" at its head). ``None``
    where it states none, or several; it is never guessed, and a bill has none."""
    meta = document.metadata
    if meta.enacted or not _LAW.search(f"{meta.number or ''} {document.text[:_HEAD]}"):
        return meta.enacted
    dates = {_iso(m) for m in _APPROVED.finditer(document.text)}
    dates = dates or {_iso(m) for m in _BRACKETED.finditer(document.text[:_HEAD])}
    return dates.pop() if len(dates) == 1 else None


def _iso(match: re.Match[str]) -> str:
    month = _MONTHS.index(match["month"].lower()) + 1
    return f"{match['year']}-{month:02d}-{int(match['day']):02d}"
