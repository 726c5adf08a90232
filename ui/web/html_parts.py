"""Small parts of HTML that pages share, and words marked in a text. All text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from kb.models import Kind
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import content_groups
from kb.text.display import displayable
from kb.text.numbers import NUMBER, joined, language_of_numbers, plain_numbers, spellings
from kb.text.stems import both_stems, words
from ui.web.templates import render

_WORD = re.compile(rf"(?P<number>{NUMBER.pattern})|[^\W_]+")


def escaped(text: str) -> Markup:
    """``text`` escaped for HTML, without characters that hide or reorder others."""
    return escape(displayable(text))


def title(text: str) -> Markup:
    """The heading of a page."""
    return render("markup", "title", text)


def heading(text: str) -> Markup:
    """The heading of a list or part of a page."""
    return render("markup", "heading", text)


def link(url: str, text: str, *, classes: str = "", label: str = "") -> Markup:
    """A link to a page of the app, opened in this tab; ``label`` is its accessible name."""
    return render("markup", "link", url, text, classes, label)


def back(url: str, text: str) -> Markup:
    """The way back to what a page is part of."""
    return render("markup", "back", url, text)


def badge(text: str, kind: str = "") -> Markup:
    """A small label; ``kind`` is a class of the style sheet."""
    return render("markup", "badge", text, kind)


def kind_badge(kind: Kind) -> Markup:
    """The kind of a document as a label. A digest says that it is our summary."""
    return render("markup", "kind_badge", kind)


def notes(notices: Iterable[str], role: str = "") -> Markup:
    """Notices, one a line; with a ``role`` they are in one part of that ARIA role."""
    return render("markup", "notes", notices, role)


def notices(lines: Iterable[str], role: str = "note") -> Markup:
    """Notices set off from what is around them."""
    return render("markup", "notices", list(lines), role)


def language_attribute(language: str | None) -> Markup:
    """The ``lang`` attribute for text of a document in another language than the page's (two
    letters), so that a screen reader pronounces it right."""
    known = language is not None and re.fullmatch(r"[a-z]{2}", language) and language != "en"
    return Markup(f' lang="{language}"' if known else "")  # noqa: S704  two letters


def marked(text: str, stems: frozenset[str]) -> Markup:
    """``text`` escaped, with the words of these stems in ``<mark>``."""
    parts: list[str] = []
    end = 0
    language = language_of_numbers(text)
    for match in _WORD.finditer(text):
        if _keys(match, language) & stems:
            parts += [escaped(text[end : match.start()]), f"<mark>{escaped(match.group())}</mark>"]
            end = match.end()
    return Markup("".join([*parts, escaped(text[end:])]))  # noqa: S704  each part is escaped


def stems_in(text: str) -> frozenset[str]:
    """The stems of the words of ``text``, in either language, and its numbers in plain form."""
    language = language_of_numbers(text)
    return frozenset().union(*(_keys(m, language) for m in _WORD.finditer(text)))


def _keys(match: re.Match[str], language: str | None) -> frozenset[str]:
    """What a word or a number of a text is known by."""
    if match["number"]:
        return frozenset({plain_numbers(joined(match[0]), language)})
    return frozenset(s for w in words(match[0]) for s in _stems(w))


@lru_cache(50_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(both_stems(word))


def stems_of(found: RetrievalResult) -> frozenset[str]:
    """The stems to mark in results: of the words of the query and of their other names."""
    groups = content_groups(found.expansion, found.cues)
    named = [s for g in groups for a in g for s in spellings(a)]
    phrases = [s for phrase in found.query.phrases for s in spellings(phrase)]
    numbers = {m[0] for s in (*named, *phrases) for m in NUMBER.finditer(s)}
    names = [w for s in named for w in _words(s) if len(w) > 3 or len(_words(s)) == 1]
    names += [w for s in phrases for w in _words(s) if len(w) > 3]
    return frozenset(s for w in names for s in both_stems(w)) | numbers


def _words(text: str) -> list[str]:
    """The folded words of ``text`` without its numbers that have a mark inside."""
    return words(NUMBER.sub(" ", text))
