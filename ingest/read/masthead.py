"""What the first lines of a report state about it: number, date, publisher, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.read.lexicon import READING
from kb.models import Metadata

_GAO = re.compile(READING.report_numbers.gao)
_CRS = re.compile(READING.report_numbers.crs)
_PUBLISHED = re.compile(r"(?i)published:?\**\s*(\d{4}-\d{2}-\d{2})")
_HEAD = 3000  # characters that are searched


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
