"""The metadata that a PDF states: title, author, number, date and publisher."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingest.read.dates import written_date
from ingest.read.lexicon import READING
from ingest.read.masthead import labelled_date, number_in
from ingest.read.normalise import clean
from ingest.read.pdf.lines import Line
from ingest.read.pdf.page import PageLayout
from kb.models import Metadata
from kb.text.months import ENGLISH_MONTHS

_VERSIONED = re.compile(r"\b([A-Z]{1,3}\d{5})\s*·\s*VERSION")
_CRS_NUMBER = re.compile(READING.report_numbers.crs_alone)
_MONTH = rf"(?:{'|'.join(ENGLISH_MONTHS)})"
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
        date=_date(pages),
        number=number,
        publisher=_CRS if crs or "crsreports.congress.gov" in around else None,
    )


def _number(first: Sequence[Line], around: str) -> str | None:
    versioned = _VERSIONED.search(around)
    if versioned:
        return versioned[1]
    alone = [n.text for n in first if number_in(n.text) == n.text.strip()]
    return alone[0] if alone else number_in("\n".join(n.text for n in first)[:2500])


def _date(pages: Sequence[PageLayout]) -> str | None:
    """The date the first or the last pages give for it: on a line after a label (``Updated``), or
    alone in a page header or at the top of the first page. A date alone elsewhere, as in a table
    of deadlines, is about something else."""
    ends = (*pages[:2], *pages[-2:])
    front = [n.text for p in pages[:1] for n in (*p.lines, *p.headers)]
    heads = [n.text for p in ends for n in p.headers]
    top = [n.text for p in pages[:1] for n in p.lines if _is_at_top(n, p)]
    alone = (written_date(m[1]) for t in (*top, *heads) if (m := _DATE_LINE.search(t)))
    others = (n.text for p in ends for n in (*p.lines, *p.headers))
    dates = (*map(labelled_date, front), *alone, *map(labelled_date, others))
    return next((date for date in dates if date), None)


def _is_at_top(line: Line, page: PageLayout) -> bool:
    """True for a line in the upper half of ``page`` with nothing else on its height."""
    beside = sum(1 for n in page.lines if abs(n.y - line.y) < line.size / 2)
    return line.cells == 1 and beside == 1 and line.y > max(n.y for n in page.lines) / 2


def _largest(lines: Sequence[Line]) -> str:
    """The largest words, lines of that size in order, up to 300 characters."""
    words = [n for n in lines if sum(c.isalpha() for c in n.text) > 3]
    if not words:
        return ""
    size = max(n.size for n in words)
    return " ".join(n.text for n in words if n.size > size - 0.6)[:300]
