"""What the first lines of a document state about it: report number, date, publisher, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.models import Metadata

_GAO = re.compile(r"\bGAO-\d{2}-\d+[A-Z]*\b")
_CRS = re.compile(r"\b(?:R\d{5}|R[LS]\d{5}|I[FNG]\d{5}|LSB\d{5}|IN\d{5}|TE\d{5})\b")
_PUBLISHED = re.compile(r"(?i)published:?\**\s*(\d{4}-\d{2}-\d{2})")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_LONG_DATE = re.compile(rf"(?i)\b({'|'.join(_MONTHS)})\s+(\d{{1,2}}),\s+(\d{{4}})\b")


def stated(metadata: Metadata, lines: Sequence[str]) -> Metadata:
    """``metadata`` with what ``lines``, the first of the document, add to it."""
    top = "\n".join(lines)[:3000]
    gao = _GAO.search(top)
    published = _PUBLISHED.search(top)
    if gao and published and metadata.number is None:
        url = f"https://www.gao.gov/products/{gao.group().lower()}"
        metadata = replace(
            metadata,
            number=gao.group(),
            publisher=metadata.publisher or "GAO",
            date=metadata.date or published[1],
            url=metadata.url or url,
        )
    return metadata


def number_in(text: str) -> str | None:
    """The first GAO or CRS product number in ``text``."""
    match = _GAO.search(text) or _CRS.search(text)
    return match.group() if match else None


def long_date(text: str) -> str | None:
    """The first date written out in ``text`` (``March 3, 2026``), as ISO 8601."""
    match = _LONG_DATE.search(text)
    if not match:
        return None
    month = _MONTHS.index(match[1].lower()) + 1
    return f"{match[3]}-{month:02d}-{int(match[2]):02d}"
