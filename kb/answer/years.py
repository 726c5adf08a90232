"""Years that a question names, and the years of a text.

A neighbouring year is the typical wrong answer: the same figure of another fiscal year, the same
section of another year's act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kb.answer.answer_patterns import answer_patterns
from kb.models import Kind, Metadata
from kb.settings import settings
from kb.span import Span

_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-‐‑‒–—]"
_START = r"(?<![\w$£€.,])"  # not inside a word, a number or an amount


def years_in_question(question: str, addresses: Iterable[Span]) -> frozenset[int]:
    """The years that ``question`` names outside the spans of its ``addresses``."""
    taken = tuple(addresses)
    return frozenset(
        _number(m)
        for m in _single().finditer(question)
        if not any(span.overlaps(Span(m.start(), m.end())) for span in taken)
    )


def years_of(text: str) -> frozenset[int]:
    """The years that ``text`` names, with those inside a range. A very wide range is none."""
    return _years(text, settings().answer.terms.year_range)


def years_of_heading(heading: str) -> frozenset[int]:
    """The years that ``heading`` names. Those inside a range count only where it is narrow: the
    text below a heading with a wide range may be of any year."""
    return _years(heading, settings().answer.terms.heading_years)


def years_of_document(metadata: Metadata) -> frozenset[int]:
    """The year of a document's date, and its fiscal year. The date of a digest does not count: a
    digest is about other years."""
    date = "" if metadata.kind is Kind.DIGEST else (metadata.date or "")
    dated = {int(date[:4])} if date[:4].isdigit() else set()
    return frozenset(dated | ({metadata.fiscal_year} if metadata.fiscal_year else set()))


def _years(text: str, widest: int) -> frozenset[int]:
    longest = settings().answer.terms.year_range
    years = {_number(m) for m in _single().finditer(text)}
    for match in _range().finditer(text):
        first, last = int(match["first"]), match["last"]
        until = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if first < until <= first + longest:
            years.update(range(first, until + 1) if until <= first + widest else (first, until))
    return frozenset(years)


@cache
def _single() -> re.Pattern[str]:
    fiscal = answer_patterns().parts["fiscal_year"]
    return re.compile(
        rf"{_START}(?:{fiscal}\s?['’]?)?(?P<four>{_YEAR})(?![\w%]|[.,]\d)"
        rf"|(?<!\w){fiscal}\s?['’]?(?P<two>\d\d)(?!\w)",
        re.I,
    )


@cache
def _range() -> re.Pattern[str]:
    fiscal = rf"(?:{answer_patterns().parts['fiscal_year']}\s?)?"
    between = answer_patterns().parts["between_years"]
    return re.compile(
        rf"{_START}{fiscal}(?P<first>{_YEAR})(?:\s?{_DASH}\s?|\s+{between}\s+){fiscal}"
        rf"(?P<last>{_YEAR}|\d\d)(?!\w)",
        re.I,
    )


def _number(match: re.Match[str]) -> int:
    return int(match["four"]) if match["four"] else 2000 + int(match["two"])
