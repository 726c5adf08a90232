"""What the first lines of a document state about it: report number, date, publisher, address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.read.clean import clean
from kb.model import Metadata

if TYPE_CHECKING:
    from ingest.read.pdf.lines import Line

_GAO = re.compile(r"\bGAO-\d{2}-\d+[A-Z]*\b")
_CRS = re.compile(r"\b(?:R\d{5}|R[LS]\d{5}|I[FNG]\d{5}|LSB\d{5}|IN\d{5}|TE\d{5})\b")
_VERSIONED = re.compile(r"\b([A-Z]{1,3}\d{5})\s*·\s*VERSION")
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


def front_page(
    information: Mapping[str, str], first: Sequence[Line], head: str, furniture: Sequence[str]
) -> Metadata:
    """Metadata of a PDF: what its information dictionary states where that is meaningful, else
    its first page's largest words; number and date as printed at its head or in its furniture."""
    around = "\n".join([head[:3000], *furniture[:60], *furniture[-1:]])
    versioned = _VERSIONED.search(around)
    number = versioned[1] if versioned else number_in("\n".join(furniture[:60]))
    number = number or number_in(head[:1500])
    dated = _stated_date(head[:2500])
    title = information.get("title", "")
    if not _meaningful(title):
        title = _largest(first) or title or "Untitled"
    author = information.get("author", "")
    return Metadata(
        title=clean(title).strip(),
        authors=(clean(author).strip(),) if _meaningful(author) and " " in author else (),
        date=dated,
        number=number,
        publisher="Congressional Research Service"
        if (number and _CRS.match(number) and "Congressional Research Service" in around)
        or "crsreports.congress.gov" in around
        else None,
    )


def _stated_date(head: str) -> str | None:
    """The date a front page gives for itself: after ``Updated``, or the first written out."""
    updated = re.search(r"(?i)\bupdated\s+([A-Z][a-z]+ \d{1,2}, \d{4})", head)
    return long_date(updated[1]) if updated else long_date(head)


def _meaningful(words: str) -> bool:
    """False for what software puts in by itself."""
    bare = words.strip().casefold()
    return bool(bare) and not re.search(
        r"^(untitled|microsoft word|document\d*|unknown|anonymous|admin|user|author|title)"
        r"|\.(docx?|pdf|indd|rtf|odt|tex|dvi|ps|html?)$|^(powerpoint|slide \d)|^[\W\d_]+$",
        bare,
    )


def _largest(first: Sequence[Line]) -> str:
    """The first page's largest words, lines of that size in order, up to 300 characters."""
    words = [n for n in first if sum(c.isalpha() for c in n.text) > 3]
    if not words:
        return ""
    size = max(n.size for n in words)
    return " ".join(n.text for n in words if n.size > size - 0.6)[:300]
