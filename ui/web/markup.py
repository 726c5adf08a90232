"""HTML of our own making with text from documents escaped into it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from kb.answer import Answer
from kb.library.stems import both_stems, words
from kb.model import Kind
from kb.search.hits import Hit
from ui.render import plain

_WORD = re.compile(r"[^\W_]+")
_DIGEST = ' <span class="ev-badge digest">digest: our summary, not a source</span>'
_KINDS = {Kind.DIGEST: "digest: our summary, not a source"}


def escaped(text: str) -> str:
    """``text`` as it can stand in HTML: escaped, without control and bidirectional marks."""
    return html.escape(plain(text))


def marked(text: str, stems: frozenset[str]) -> str:
    """``text`` escaped, with the words of these stems in ``<mark>``."""
    parts: list[str] = []
    at = 0
    for match in _WORD.finditer(text):
        folded = words(match.group())
        if folded and not stems.isdisjoint(both_stems(folded[0])):
            parts += [escaped(text[at : match.start()]), f"<mark>{escaped(match.group())}</mark>"]
            at = match.end()
    return "".join([*parts, escaped(text[at:])])


def hit_card(hit: Hit, stems: frozenset[str]) -> str:
    """One hit: citation, kind, date, the passage with the words that matched marked."""
    kind = hit.metadata.kind
    badge = "digest" if kind is Kind.DIGEST else ""
    ocr = '<span class="ev-badge">read by OCR</span>' if any(p.ocr for p in hit.pages) else ""
    copies = f" · the same text in {len(hit.copies)} more" if hit.copies else ""
    date = f" · {escaped(hit.metadata.date)}" if hit.metadata.date else ""
    return (
        f'<article class="ev-card" aria-label="Result {hit.rank}">'
        f'<div class="ev-cite">{escaped(hit.citation)}</div>'
        f'<div class="ev-meta"><span class="ev-badge {badge}">{_KINDS.get(kind, kind.value)}</span>'
        f"{ocr}{escaped(hit.metadata.title)}{date}{copies}</div>"
        f'<div class="ev-text">{marked(hit.text, stems)}</div></article>'
    )


def answer_box(answer: Answer) -> str:
    """The answer's sentences with their numbered pin cites, or the refusal with its reason."""
    if not answer.answered:
        why = escaped(answer.reason or "")
        return (
            f'<section class="ev-answer" aria-label="Answer"><p><b>No answer.</b> {why}.</p>'
            "</section>"
        )
    lines = "".join(
        f'<p>{escaped(s.text)} <span class="ev-from">[{n}] {escaped(s.citation)}'
        f"{_DIGEST if s.kind is Kind.DIGEST else ''}</span></p>"
        for n, s in enumerate(answer.sentences, 1)
    )
    return f'<section class="ev-answer" aria-label="Answer">{lines}</section>'


def notes(notices: Iterable[str]) -> str:
    """Notices, one a line."""
    return "".join(f'<p class="ev-note">{escaped(n)}</p>' for n in notices)
