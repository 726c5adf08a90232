"""The metadata that a PDF states: title, author, number, date and publisher."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.read.dates import written_date
from ingest.read.lexicon import READING
from ingest.read.masthead import number_in
from ingest.read.normalise import clean
from ingest.read.pdf.lines import Line
from ingest.read.pdf.page import PageLayout
from kb.models import Metadata
from kb.text.months import ENGLISH_MONTHS

_VERSIONED = re.compile(r"\b([A-Z]{1,3}\d{5})\s*·\s*VERSION")
_CRS_NUMBER = re.compile(READING.report_numbers.crs_alone)
_MONTH = rf"(?:{'|'.join(ENGLISH_MONTHS)})"
_UPDATED = re.compile(
    rf"\b(?i:{'|'.join(READING.title_page_date_labels)}):?\s+({_MONTH} \d{{1,2}}, \d{{4}})"
)
_DATE_LINE = re.compile(rf"^(?:[A-Z][a-z]+day,\s+)?({_MONTH} \d{{1,2}}, \d{{4}})$")
_MEANINGLESS = re.compile(READING.meaningless_properties.pattern)
_CRS = "Congressional Research Service"


def title_page_metadata(information: Mapping[str, str], pages: Sequence[PageLayout]) -> Metadata:
    """Metadata from ``information`` where that is meaningful, else from the first page's largest
    words; number and date as the first or the last page prints them. The date at which the file was
    made is not used, because it is not the document's."""
    first = [n for p in pages[:2] for n in (*p.lines, *p.headers)]
    last = [n for p in pages[-2:] for n in (*p.lines, *p.headers)]
    around = "\n".join(n.text for n in (*first, *last))
    title = information.get("title", "")
    if _MEANINGLESS.search(title.strip()) or not title.strip():
        title = _largest(pages[0].lines if pages else ()) or "Untitled"
    author = information.get("author", "")
    named = " " in author and not _MEANINGLESS.search(author)
    number = _number(first, around)
    crs = number and _CRS_NUMBER.match(number) and _CRS in around
    return Metadata(
        title=clean(title).strip(),
        authors=(clean(author).strip(),) if named else (),
        date=_date(first, last),
        number=number,
        publisher=_CRS if crs or "crsreports.congress.gov" in around else None,
    )


def _number(first: Sequence[Line], around: str) -> str | None:
    versioned = _VERSIONED.search(around)
    if versioned:
        return versioned[1]
    alone = [n.text for n in first if number_in(n.text) == n.text.strip()]
    return alone[0] if alone else number_in("\n".join(n.text for n in first)[:2500])


def _date(first: Sequence[Line], last: Sequence[Line]) -> str | None:
    """The date the first or the last page gives for itself: after ``Updated``, or on a line by
    itself."""
    for lines in (first, last):
        for pattern in (_UPDATED, _DATE_LINE):
            for line in lines:
                match = pattern.search(line.text)
                if match and (pattern is _DATE_LINE or len(line.text) < 80):
                    return written_date(match[1])
    return None


def _largest(lines: Sequence[Line]) -> str:
    """The largest words, lines of that size in order, up to 300 characters."""
    words = [n for n in lines if sum(c.isalpha() for c in n.text) > 3]
    if not words:
        return ""
    size = max(n.size for n in words)
    return " ".join(n.text for n in words if n.size > size - 0.6)[:300]
