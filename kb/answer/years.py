"""Years that a question names, and whether a text is of them.

A neighbouring year is the typical wrong answer: the same figure of another fiscal year, the same
section of another year's act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.models import Kind, Metadata
from kb.span import Span

_WIDEST = 40  # years; a longer range speaks of none in particular
IN_HEADINGS = 3  # years of a range in a heading that the text below may each be of
_DASH = r"[-‐‑‒–—]"
_FOUR = r"(?:19|20)\d\d"
_ONE = re.compile(
    rf"(?<![\w$£€.,])(?:(?:FY|AF)\s?['’]?)?(?P<four>{_FOUR})(?![\w%]|[.,]\d)"
    r"|(?<!\w)(?:FY|AF)\s?['’]?(?P<two>\d\d)(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\w$£€.,])(?:(?:FY|AF)\s?)?(?P<first>{_FOUR})"
    rf"(?:\s?{_DASH}\s?|\s+(?:to|through|until|and|al?|hasta|y)\s+)(?:(?:FY|AF)\s?)?"
    rf"(?P<last>{_FOUR}|\d\d)(?!\w)",
    re.IGNORECASE,
)


def years_asked(question: str, addresses: Iterable[Span]) -> frozenset[int]:
    """The years that ``question`` names outside its ``addresses``."""
    taken = tuple(addresses)
    return frozenset(
        _year(m)
        for m in _ONE.finditer(question)
        if not any(span.overlaps(Span(m.start(), m.end())) for span in taken)
    )


def years_of(text: str, widest: int = _WIDEST) -> frozenset[int]:
    """The years that ``text`` names, those inside a range of at most ``widest`` years among
    them. In headings only a narrow range tells of what year the text below is."""
    found = {_year(m) for m in _ONE.finditer(text)}
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), match["last"]
        until = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if first < until <= first + _WIDEST:
            found.update(range(first, until + 1) if until <= first + widest else (first, until))
    return frozenset(found)


def years_of_document(metadata: Metadata) -> frozenset[int]:
    """The years a document is of: that of its date and its fiscal year. A digest tells of other
    years than that in which it was written."""
    date = "" if metadata.kind is Kind.DIGEST else (metadata.date or "")
    dated = {int(date[:4])} if date[:4].isdigit() else set()
    return frozenset(dated | ({metadata.fiscal_year} if metadata.fiscal_year else set()))


def _year(match: re.Match[str]) -> int:
    return int(match["four"]) if match["four"] else 2000 + int(match["two"])
