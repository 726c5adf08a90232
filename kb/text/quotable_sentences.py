"""Which sentences of a passage can be quoted as an answer.

Headings, captions, lines about sources, and rows of tables and of contents say nothing by
themselves and are not quoted. ``kb.text.widen_quotation`` widens a sentence that needs its
neighbours.
"""

from __future__ import annotations

import re

from kb.resources import LexiconModel, load_lexicon
from kb.settings import settings


class _QuotableSentences(LexiconModel):
    """``corpus/lexicons/quotable_sentences.yaml``."""

    captions: tuple[str, ...]
    source_lines: tuple[str, ...]
    statute_headings: tuple[str, ...]
    footnotes: tuple[str, ...]
    point_back: tuple[str, ...]
    name_the_document: tuple[str, ...]
    finite_verbs: tuple[str, ...]


def _any(expressions: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(expressions)})"


_LEXICON = load_lexicon("quotable_sentences", _QuotableSentences)
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_FEWEST_WORDS = 4  # of a sentence; in fewer there is no subject, verb and object
_DOTS = re.compile(r"\.{4,}|(?:\. ){4,}|…{2,}|_{4,}")
_CAPTION = re.compile(
    rf"{_any(_LEXICON.captions)}\s+[\dA-Z]{{1,3}}[.:]\s|{_any(_LEXICON.source_lines)}:\s"
    r"|\*?\[figure \d",
    re.IGNORECASE,
)
_STATUTE_HEADING = re.compile(rf"{_any(_LEXICON.statute_headings)}\s+\w+")
_FOOTNOTE = re.compile(rf"\d{{1,3}} {_any(_LEXICON.footnotes)}")
_END = re.compile(r"[.!?:;…—–][\"”’»)\]*]*(?:\s?\[\d+\])*$|[;,] (?:and|or|y|o)$")
_POINTS_BACK = re.compile(
    rf"{_any(_LEXICON.point_back)}\b(?!\s+{_any(_LEXICON.name_the_document)}\b)", re.IGNORECASE
)
_ITEM = re.compile(r"\([A-Za-z]{1,4}\)|\(\d{1,2}\)|\d{1,2}[.)]\s|[a-záéíóúñ]")
_FINITE_VERB = re.compile(rf"\b{_any(_LEXICON.finite_verbs)}\b", re.IGNORECASE)
_FIGURE = re.compile(r"(?<!\w)[$€]?\d[\d,.]*%?(?!\w)")


def quotable(text: str) -> bool:
    """True for a sentence that makes sense by itself."""
    words = _WORD.findall(text)
    if len(text) < settings().quotations.shortest or len(words) < _FEWEST_WORDS:
        return False
    if text.endswith("?") or _DOTS.search(text) or _CAPTION.match(text):
        return False
    return not (_is_heading(text, words) or _is_row(text, words))


def _is_heading(text: str, words: list[str]) -> bool:
    """True where most long words are in capitals, or begin with one and nothing ends the text."""
    long = [w for w in words if len(w) > 3]
    capital = sum(w[0].isupper() for w in long)
    if sum(w.isupper() for w in long) > 0.7 * len(long):
        return True
    if is_ended(text):
        return bool(_STATUTE_HEADING.match(text)) and capital > 0.8 * len(long)
    return capital > 0.6 * len(long) or len(words) < 6


def _is_row(text: str, words: list[str]) -> bool:
    """True for cells with bars or tabs between them, and for more figures than half the words
    without a full stop at the end."""
    if text.count("|") > 1 or "\t" in text:
        return True
    figures = _FIGURE.findall(text)
    return len(figures) > 2 and 2 * len(figures) > len(words) and not text.endswith(".")


def has_prose(text: str) -> bool:
    """True where ``text`` has running words. Tables, captions and headings have few words that
    begin with a small letter. Cheaper than a search for a quotable sentence."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return small > 3 and small >= settings().quotations.prose * len(words)


def is_item(text: str) -> bool:
    """True for an item of a list, or the tail of a sentence, without a finite verb."""
    return bool(_ITEM.match(text)) and not _FINITE_VERB.search(text)


def is_note(text: str) -> bool:
    """True for the beginning of a footnote: its number, then its text."""
    return bool(_FOOTNOTE.match(text))


def is_ended(text: str) -> bool:
    """True for text that ends as a sentence, a lead-in or an item of a list does."""
    return bool(_END.search(text))


def points_back(text: str) -> bool:
    """True for a sentence that opens with a word for something in the sentence before it."""
    return bool(_POINTS_BACK.match(text))
