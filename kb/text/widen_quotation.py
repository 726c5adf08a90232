"""Widens a quoted sentence, word for word, to what a reader needs to understand it.

A sentence that leads in to a list is quoted with the list, an item with its lead-in, a sentence
that opens with "It" or "These" with the one before, and a sentence that a page break divides with
its other part.
"""

from __future__ import annotations

import re

from kb.settings import settings
from kb.span import Span
from kb.text.quotable_sentences import is_ended, is_item, points_back, quotable
from kb.text.sentences import sentences

_LEADS_IN = re.compile(r"(?:[:—–]|[:—–]-)[\"”]?$")
_BULLET = re.compile(r"[-•▪●◦*]\s+")
_MARK = re.compile(r"\s*(?:[-•▪●◦*]\s+|\((?P<mark>[A-Za-z]{1,4}|\d{1,2})\)\s|\d{1,2}[.)]\s)")


def widened(document: str, span: Span) -> Span:
    """The span to quote for the sentence ``span`` of the text ``document``. It is ``span`` itself
    where the sentence stands alone or the quotation would be longer than
    ``settings().quotations.longest``."""
    longest = settings().quotations.longest
    span = _across_page_break(document, span, longest)
    text = span.of(document)
    if _LEADS_IN.search(text):
        return _with_list(document, span, longest)
    if is_item(text):
        return _with_lead_in(document, span, longest)
    if points_back(text):
        return _with_sentence_before(document, span, longest)
    return span


def after_bullet(document: str, span: Span) -> Span:
    """``span`` without the bullet it begins with."""
    mark = _BULLET.match(document, span.start)
    return Span(mark.end(), span.end) if mark and mark.end() < span.end else span


def _across_page_break(document: str, span: Span, longest: int) -> Span:
    """``span`` with the rest of its sentence where a page break divides it. What ends a line in
    the middle of a sentence, after others on that line, is no heading."""
    before = document[: span.start].rstrip()
    line = before.rfind("\n") + 1
    if "\n" in document[len(before) : span.start] and not is_ended(before[line:]):
        parts = sentences(document, line, len(before))
        if len(parts) > 1 and span.end - parts[-1].start <= longest:
            span = Span(parts[-1].start, span.end)
    if not is_ended(span.of(document)) and document[span.start - 1 : span.start] != "\n":
        after = sentences(document, span.end, min(span.end + longest, len(document)))
        if after and document[after[0].start].isalnum() and after[0].end < span.end + longest:
            span = Span(span.start, after[0].end)
    return span


def _with_list(document: str, span: Span, longest: int) -> Span:
    """``span`` with the lines of the list that follow it."""
    line = document.rfind("\n", 0, span.start) + 1
    lead = _MARK.match(document, line)
    outer = _level_of(lead) if lead else None
    end = span.end
    for match in re.finditer(r"[^\n]+", document[span.end : span.end + longest + 1]):
        mark = _MARK.match(match.group())
        stop = span.end + match.start() + len(match.group().rstrip())
        if mark is None or _level_of(mark) == outer or stop - span.start > longest:
            break
        end = stop
    return Span(span.start, end)


def _with_lead_in(document: str, span: Span, longest: int) -> Span:
    """``span`` from the line that leads in to the list of which it is an item."""
    start = document.rfind("\n", 0, span.start) + 1
    while start > 0:
        above = document.rfind("\n", 0, start - 1) + 1
        line = document[above : start - 1].rstrip()
        if span.end - above > longest:
            break
        if _LEADS_IN.search(line):
            return Span(above + len(line) - len(line.lstrip()), span.end)
        if line and not _MARK.match(line):
            break
        start = above
    return span


def _level_of(mark: re.Match[str]) -> str:
    """What kind of mark an item has: ``-`` a bullet or ``1.``, ``1`` for (1), ``A``, ``a``."""
    shown = mark["mark"]
    if shown is None:
        return "-"
    return "1" if shown.isdigit() else "A" if shown.isupper() else "a"


def _with_sentence_before(document: str, span: Span, longest: int) -> Span:
    start = document.rfind("\n", 0, span.start) + 1
    before = sentences(document, start, span.start)
    if not before or span.end - before[-1].start > longest:
        return span
    if not quotable(before[-1].of(document)):
        return span
    return after_bullet(document, Span(before[-1].start, span.end))
