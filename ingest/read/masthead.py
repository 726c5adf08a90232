"""What the first lines of a report state about it: number, date, publisher, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.read.dates import dated, first_plausible
from ingest.read.html.lexicon import WEB_PAGES
from ingest.read.lexicon import READING
from kb.models import Metadata

_GAO = re.compile(READING.report_numbers.gao)
_CRS = re.compile(READING.report_numbers.crs)
_PUBLISHED = re.compile(r"(?i)published:?\**\s*(\d{4}-\d{2}-\d{2})")
_HEAD = 3000  # characters that are searched
_MOST_LINES = 12  # lines of a masthead
_LONGEST = 300  # characters of a line of a masthead
PROSE = 20  # words; a line with as many is text, and the masthead is over
_LABEL = re.compile(rf"(?i)(?:{'|'.join(WEB_PAGES.date_labels)})\s*+(?:on|el)?\s*+:?")
_BYLINE = re.compile(r"(?:By|BY|Por|POR) [^\W\d_][^\d]{2,80}")
_AROUND = re.compile(
    r"(?i)\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b|\b(?:lunes|martes|miércoles|jueves|"
    r"viernes|sábado|domingo)\b|\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?"
    r"|[\s,;.()*_|–—-]+(?=$)|^[\s,;.()*_|–—-]+"
)
_APART = re.compile(r"(?<!\s)\s+[|·•–—/]\s+")


def with_masthead(metadata: Metadata, lines: Sequence[str]) -> Metadata:
    """``metadata`` completed by the masthead of a GAO report in ``lines``, the document's first."""
    top = "\n".join(lines)[:_HEAD]
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


def masthead_date(lines: Sequence[str]) -> str | None:
    """The date that one of the first ``lines`` states for the document: a line that is a date, or a
    date after a label ("Published: 3 May 2026") or a byline. A date in a sentence, and one with
    another label ("Deadline: 3 May 2026"), is about something else."""
    return first_plausible(map(stated_date, masthead(lines)))


def masthead(lines: Sequence[str]) -> Sequence[str]:
    """The ``lines`` before the text begins."""
    ends = (i for i, n in enumerate(lines) if len(n) > _LONGEST or len(n.split()) >= PROSE)
    return lines[: min(next(ends, len(lines)), _MOST_LINES)]


def stated_date(line: str, date: str | None = None) -> str | None:
    """The date that ``line`` states for its document. ``date`` is one that stands for a part that
    was taken out of the line already."""
    return next((d for d, rest in _dates(line, date) if not rest or _is_said_of_it(rest)), None)


def labelled_date(line: str) -> str | None:
    """The date that ``line`` states for its document after a label or a byline."""
    return next((d for d, rest in _dates(line) if rest and _is_said_of_it(rest)), None)


def _dates(line: str, date: str | None = None) -> Iterator[tuple[str, str]]:
    """The date of each part of ``line``, and what else the part says."""
    for part in _APART.split(line):
        found = (date, part) if date else dated(part)
        if found is not None:
            yield found[0], _without_surroundings(found[1])


def _is_said_of_it(rest: str) -> bool:
    return bool(_LABEL.fullmatch(rest) or _BYLINE.fullmatch(rest))


def _without_surroundings(rest: str) -> str:
    """``rest`` without weekdays, times of the day and punctuation at its ends."""
    previous = None
    while previous != rest:
        previous, rest = rest, _AROUND.sub(" ", rest).strip()
    return rest
