"""What of a passage can be quoted as an answer: sentences, not the furniture between them.

Headings, captions, source lines, rows of tables and of contents say nothing by themselves. What
leads in to a list says little without the list, and a sentence that opens with "It" or "These"
little without the one before: such a quotation is widened, still word for word.
"""

from __future__ import annotations

import re

from kb.span import Span
from kb.text.sentences import sentences

_SHORTEST = 25  # characters
_LONGEST = 900  # characters of a quotation that was widened
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")
_CAPTION = re.compile(
    r"(?i)(?:figure|table|chart|box|figura|tabla|cuadro|gr[aá]fic[ao]|appendix|ap[eé]ndice)\s+"
    r"[\dA-Z]{1,3}[.:]\s|(?:sources?|notes?|fuentes?|notas?):\s|\*?\[figure \d"
)
_SECTION_HEAD = re.compile(r"(?:SEC\.|Sec\.|SECTION|TITLE|Title|Subtitle|DIVISION|Division)\s+\w+")
_NOTE = re.compile(r"\d{1,3} (?:See |Ibid|Id\.|[A-Z“\"])")
_ENDS = re.compile(r"[.!?:;…—–][\"”’»)\]*]*(?:\s?\[\d+\])*$|[;,] (?:and|or|y|o)$")
_LEADS_IN = re.compile(r"(?:[:—–]|[:—–]-)[\"”]?$")
_POINTS_BACK = re.compile(
    r"(?:it|its|they|these|those|this|that|such|he|she|his|her|both|"
    r"esto|estos|estas|ello|ellos|ellas|dich[oa]s?|ambos|ambas|así)\b(?!\s+(?:act|law|section|"
    r"subsection|paragraph|title|report|statement|version|ley|sección|informe)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\([A-Za-z]{1,4}\)|\(\d{1,2}\)|\d{1,2}[.)]\s|[a-záéíóúñ]")
_FINITE = re.compile(
    r"(?i)\b(shall|must|may|will|should|can|could|would|is|are|was|were|has|have|had|does|did"
    r"|es|son|fue|fueron|era|ha|han|debe|deben|puede|pueden|est[aá]n?|tiene|tienen)\b"
)
_BULLET = re.compile(r"[-•▪●◦*]\s+")  # of a list item: not part of its sentence
_PROSE = 0.3  # of the words of running text begin with a small letter, of tables far fewer
_MARK = re.compile(r"\s*(?:[-•▪●◦*]\s+|\((?P<mark>[A-Za-z]{1,4}|\d{1,2})\)\s|\d{1,2}[.)]\s)")


def quotable(text: str) -> bool:
    """True for a sentence that says something by itself."""
    words = _WORD.findall(text)
    if len(text) < _SHORTEST or len(words) < 4 or text.endswith("?"):
        return False
    if _DOTS.search(text) or _CAPTION.match(text):
        return False
    return not (_is_heading(text, words) or _is_row(text, words))


def _is_heading(text: str, words: list[str]) -> bool:
    """Capitals throughout, or no end and a capital on most of the longer words."""
    long = [w for w in words if len(w) > 3]
    capital = sum(w[0].isupper() for w in long)
    if sum(w.isupper() for w in long) > 0.7 * len(long):
        return True
    if _ENDS.search(text):
        return bool(_SECTION_HEAD.match(text)) and capital > 0.8 * len(long)
    return capital > 0.6 * len(long) or len(words) < 6


def _is_row(text: str, words: list[str]) -> bool:
    """Cells: bars between them, or as many figures as words and no sentence's end."""
    if text.count("|") > 1 or "\t" in text:
        return True
    figures = re.findall(r"(?<!\w)[$€]?\d[\d,.]*%?(?!\w)", text)
    return len(figures) > 2 and 2 * len(figures) > len(words) and not text.endswith(".")


def has_prose(text: str) -> bool:
    """True when ``text`` holds running words; tables, captions and headings hold none. Cheaper
    than looking for a sentence."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return small > 3 and small >= _PROSE * len(words)


def after_bullet(document: str, span: Span) -> Span:
    """``span`` without the bullet it begins with."""
    mark = _BULLET.match(document, span.start)
    return Span(mark.end(), span.end) if mark and mark.end() < span.end else span


def is_item(text: str) -> bool:
    """True for an item of a list, or the tail of a sentence, that is no sentence by itself."""
    return bool(_ITEM.match(text)) and not _FINITE.search(text)


def is_note(text: str) -> bool:
    """True for the beginning of a footnote: its number, then its text."""
    return bool(_NOTE.match(text))


def widened(document: str, span: Span) -> Span:
    """``span`` of a sentence of ``document`` with the list it leads in to, or with the sentence
    before when it opens by pointing back, or with its own other part behind a page break;
    unchanged where none is so or it would be long."""
    span = _whole(document, span)
    text = span.of(document)
    if _LEADS_IN.search(text):
        return _with_list(document, span)
    if is_item(text):
        return _with_lead(document, span)
    if _POINTS_BACK.match(text):
        return _with_one_before(document, span)
    return span


def _whole(document: str, span: Span) -> Span:
    """``span`` with the rest of its sentence where a page break parted it. What ends a line in
    the middle of a sentence, after others on that line, is no heading."""
    before = document[: span.start].rstrip()
    line = before.rfind("\n") + 1
    if "\n" in document[len(before) : span.start] and not _ENDS.search(before[line:]):
        parts = sentences(document, line, len(before))
        if len(parts) > 1 and span.end - parts[-1].start <= _LONGEST:
            span = Span(parts[-1].start, span.end)
    text = span.of(document)
    if not _ENDS.search(text) and document[span.start - 1 : span.start] != "\n":
        after = sentences(document, span.end, min(span.end + _LONGEST, len(document)))
        if after and document[after[0].start].isalnum() and after[0].end < span.end + _LONGEST:
            span = Span(span.start, after[0].end)
    return span


def _with_list(document: str, span: Span) -> Span:
    line = document.rfind("\n", 0, span.start) + 1
    lead = _MARK.match(document, line)
    outer = _kind_of(lead) if lead else None
    end = span.end
    for match in re.finditer(r"[^\n]+", document[span.end : span.end + _LONGEST + 1]):
        mark = _MARK.match(match.group())
        stop = span.end + match.start() + len(match.group().rstrip())
        if mark is None or _kind_of(mark) == outer or stop - span.start > _LONGEST:
            break
        end = stop
    return Span(span.start, end)


def _with_lead(document: str, span: Span) -> Span:
    """From the line that leads in to the list of which ``span`` is an item."""
    start = document.rfind("\n", 0, span.start) + 1
    while start > 0:
        above = document.rfind("\n", 0, start - 1) + 1
        line = document[above : start - 1].rstrip()
        if span.end - above > _LONGEST:
            break
        if _LEADS_IN.search(line):
            return Span(above + len(line) - len(line.lstrip()), span.end)
        if line and not _MARK.match(line):
            break
        start = above
    return span


def _kind_of(mark: re.Match[str]) -> str:
    shown = mark["mark"]
    if shown is None:
        return "-"
    return "1" if shown.isdigit() else "A" if shown.isupper() else "a"


def _with_one_before(document: str, span: Span) -> Span:
    start = document.rfind("\n", 0, span.start) + 1
    before = [s for s in sentences(document, start, span.start) if len(s)]
    if not before or span.end - before[-1].start > _LONGEST:
        return span
    if not quotable(before[-1].of(document)):
        return span
    return after_bullet(document, Span(before[-1].start, span.end))
