"""Dates written in the text of a document, as ISO 8601."""

from __future__ import annotations

import re

from kb.text.months import ENGLISH_SHORT_MONTHS, month_number

# A month's name or abbreviation as a pattern; every name begins with its abbreviation.
MONTH = rf"(?:{'|'.join(ENGLISH_SHORT_MONTHS)})[a-z]*"
_WRITTEN = re.compile(rf"(?i)\b({'|'.join(ENGLISH_SHORT_MONTHS)})[a-z]*\.? (\d{{1,2}}), (\d{{4}})")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


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
