"""HTML of our own making with text from documents escaped into it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from kb.models import Kind
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import content_groups
from kb.text.display import displayable
from kb.text.stems import both_stems, words

_WORD = re.compile(r"[^\W_]+")
KINDS = {Kind.DIGEST: "digest: our summary, not a source"}


def escaped(text: str) -> str:
    """``text`` as it can stand in HTML: escaped, without control and bidirectional marks."""
    return html.escape(displayable(text))


def marked(text: str, stems: frozenset[str]) -> str:
    """``text`` escaped, with the words of these stems in ``<mark>``."""
    parts: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        if stems_in(match.group()) & stems:
            parts += [escaped(text[at : match.start()]), f"<mark>{escaped(match.group())}</mark>"]
            at = match.end()
    return "".join([*parts, escaped(text[at:])])


def stems_in(text: str) -> frozenset[str]:
    """The stems of the words of ``text``, in either language."""
    return frozenset(s for w in words(text) for s in _stems(w))


@lru_cache(50_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(both_stems(word))


def stems_of(found: RetrievalResult) -> frozenset[str]:
    """The stems to mark in what was found: of the words looked for and of their other names."""
    groups = content_groups(found.expansion, found.cues)
    names = [w for g in groups for a in g for w in words(a) if len(w) > 3 or len(words(a)) == 1]
    names += [w for phrase in found.query.phrases for w in words(phrase) if len(w) > 3]
    return frozenset(s for w in names for s in both_stems(w))


def spoken(language: str | None) -> str:
    """The attribute that tells a screen reader how to speak words of another language than the
    page's; ``language`` is a document's, of two letters."""
    known = language is not None and re.fullmatch(r"[a-z]{2}", language) and language != "en"
    return f' lang="{language}"' if known else ""


def badge(text: str, kind: str = "") -> str:
    """A small label; ``kind`` is a class of the style sheet."""
    return f'<span class="ev-badge {kind}">{escaped(text)}</span>'


def kind_badge(kind: Kind) -> str:
    """The kind of a document. A digest says that it is ours."""
    return badge(KINDS.get(kind, kind.value), "digest" if kind is Kind.DIGEST else "")


def notes(notices: Iterable[str]) -> str:
    """Notices, one a line."""
    return "".join(f'<p class="ev-note">{escaped(n)}</p>' for n in notices)


def link(url: str, text: str, *, classes: str = "", label: str = "") -> str:
    """A link to a page of the app, opened in this tab. ``label`` is what it is called aloud."""
    named = f' aria-label="{escaped(label)}"' if label else ""
    return (
        f'<a class="{classes}" href="{html.escape(url)}" target="_self"{named}>{escaped(text)}</a>'
    )
