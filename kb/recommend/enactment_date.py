"""The date a law was enacted, from which its deadlines count.

The patterns are in the part ``enactment`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.models import Document
from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.settings import settings
from kb.text.months import ENGLISH_SHORT_MONTHS


class EnactmentPatterns(LexiconModel):
    """The part ``enactment``."""

    approved: Pattern
    bracketed: Pattern
    law: Pattern


@cache
def _patterns() -> EnactmentPatterns:
    months = "|".join(ENGLISH_SHORT_MONTHS)
    return load_patterns("mandates", EnactmentPatterns, "enactment", short_month=months)


def enactment(document: Document) -> str | None:
    """The date of enactment, ISO 8601: from the metadata, else as the law's text states it on a
    line of its own ("Approved December 22, 2023." at its end, "[Dec. 26, 2013]" at its head).

    ``None`` where it states none, or several; it is never guessed, and a bill has none.
    """
    meta, patterns = document.metadata, _patterns()
    head = document.text[: settings().recommend.law_head]
    if meta.enacted or not patterns.law.search(f"{meta.number or ''} {head}"):
        return meta.enacted
    dates = {_iso(m) for m in patterns.approved.finditer(document.text)}
    dates = dates or {_iso(m) for m in patterns.bracketed.finditer(head)}
    return dates.pop() if len(dates) == 1 else None


def _iso(match: re.Match[str]) -> str:
    month = ENGLISH_SHORT_MONTHS.index(match["month"]) + 1
    return f"{match['year']}-{month:02d}-{int(match['day']):02d}"
