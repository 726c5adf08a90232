"""Finds a stored quote again in a document that may have changed since.

``relocate`` looks at the span where the quote was, then takes the nearest place with the same
words. Where the words are gone, ``change`` finds the passage that they were changed from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.cite.normal_form import normal, normal_quote
from kb.cite.quote_difference import differences, nearest
from kb.models import Document
from kb.span import Span

_MOST_PLACES = 1000  # a quote with more places than this is no use as a quote


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where the words of a quote are in a document now, and whether that is another place than
    before."""

    span: Span
    moved: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The passage of a document that a quote differs from, how alike the two are, 0 to 1, and
    their differences in words."""

    span: Span
    similarity: float
    differences: tuple[str, ...]


def relocate(quote: str, near: Span, document: Document) -> Relocation | None:
    """Find the words of ``quote``, last seen at ``near``; ``None`` where they are gone."""
    if near.of(document.text) == quote:
        return Relocation(near, moved=False)
    places = locate(quote, document)
    if not places:
        return None
    span = min(places, key=lambda place: abs(place.start - near.start))
    return Relocation(span, span != near)


def change(quote: str, near: Span, document: Document) -> Change | None:
    """What became of a quote whose words are gone: the passage most like it, at ``near`` where
    several are equally like; ``None`` where no passage is like enough."""
    found = nearest(normal_quote(quote), normal(document.text), near.start)
    if found is None:
        return None
    words = differences(quote.strip(), found.span.of(document.text))
    return Change(found.span, round(found.similarity, 4), words)


def locate(quote: str, document: Document) -> list[Span]:
    """Every place of ``quote``, whole words only: exact places where there are any, else places
    that differ in printing alone (``kb.cite.normal_form``). At most a thousand."""
    return exact_places(quote, document.text) or normalised_places(quote, document.text)


def exact_places(quote: str, text: str) -> list[Span]:
    """The places of ``quote``, without the white space around it, character for character."""
    quote = quote.strip()
    return [s for s in _occurrences(quote, text) if _whole_words(s, text)] if quote else []


def normalised_places(quote: str, text: str) -> list[Span]:
    """The places whose normal form is that of ``quote``; none for a quote without a word."""
    quote = normal_quote(quote)
    if not re.search(r"\w", quote):
        return []
    whole = normal(text)
    found = (whole.raw(s.start, s.end) for s in _occurrences(quote, whole.text))
    return [s for s in found if _whole_words(s, text)]


def _occurrences(words: str, text: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MOST_PLACES:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _whole_words(span: Span, text: str) -> bool:
    """True where neither end of the span cuts a word."""
    before = text[span.start - 1 : span.start] if span.start else ""
    cut_before = before.isalnum() and text[span.start].isalnum()
    after = text[span.end : span.end + 1]
    return not cut_before and not (text[span.end - 1].isalnum() and after.isalnum())
