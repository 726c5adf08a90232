"""Keeps passages that are not language out of the library, with a warning that names them.

A page may be readable as a whole and hold a dump of data, or a table in a broken font.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.models import Document, LeftOut, Passage, pages_of
from kb.settings import settings
from kb.span import Span
from kb.text.legibility import illegible
from kb.text.letter_pairs import letter_fit

_REASON = "not language: "
_MOST_PAGES = 4  # named in the warning
_SHORTEST_LINE = 40  # characters of a line that is judged by itself
_SAMPLE = 40  # characters of what is left out


def legible_passages(
    document: Document, passages: Sequence[Passage]
) -> tuple[Document, tuple[Passage, ...]]:
    """The passages that are language, counted anew. What is not is in ``Document.left_out``: a
    passage, or the paragraphs of one, whose readable parts are then passages of their own."""
    kept: list[Passage] = []
    dropped: list[LeftOut] = []
    for passage in passages:
        for span, why in _parts(document.text, passage.span):
            if why:
                dropped.append(LeftOut(span, f"{_REASON}{why}"))
            else:
                kept.append(replace(passage, span=span, ordinal=len(kept)))
    if not dropped:
        return document, tuple(passages)
    named = replace(
        document,
        left_out=(*document.left_out, *dropped),
        warnings=(*document.warnings, _warning(document, [d.span for d in dropped])),
    )
    return named, tuple(kept)


def _parts(text: str, span: Span) -> list[tuple[Span, str | None]]:
    """``span`` whole, or in parts that are language and parts that are not, with the reason."""
    whole = _problem(span.of(text))
    lines = [
        (
            Span(span.start + m.start(), span.start + m.end()),
            illegible(m[0]) if len(m[0]) >= _SHORTEST_LINE else None,
        )
        for m in re.finditer(r"[^\n]*\S", span.of(text))
    ]
    if not any(why for _, why in lines):
        return [(span, whole)]
    if whole and not _is_language("\n".join(line.of(text) for line, why in lines if not why)):
        return [(span, whole)]  # lines that are too short to tell go with the others
    parts: list[tuple[Span, str | None]] = []
    for line, why in lines:
        if parts and bool(parts[-1][1]) is bool(why):
            parts[-1] = (Span(parts[-1][0].start, line.end), parts[-1][1])
        else:
            parts.append((line, why))
    return parts


def _problem(text: str) -> str | None:
    return illegible(text) if any(map(str.isalnum, text)) else "it has no letter and no figure"


def _is_language(text: str) -> bool:
    """True where ``text`` is long enough to tell, and language."""
    return letter_fit(text).pairs >= settings().legibility.pairs and illegible(text) is None


def why_illegible(document: Document) -> str:
    """Why the last passage that was left out is not language."""
    return document.left_out[-1].reason.removeprefix(_REASON)


def _warning(document: Document, dropped: Sequence[Span]) -> str:
    sample = dropped[0].of(document.text)[:_SAMPLE].split("\n")[0].strip()
    return (
        f"{_where(document, dropped)} text that is not language; it is left out of search and "
        f"answers (“{sample}…”)"
    )


def _where(document: Document, dropped: Sequence[Span]) -> str:
    """The subject of a sentence: ``page 2 has``, ``pages 2 and 3 have``, ``the file has``."""
    numbers = sorted({p.index + 1 for d in dropped for p in pages_of(document, d)})
    if not numbers:
        return "the file has"
    if len(numbers) == 1:
        return f"page {numbers[0]} has"
    if len(numbers) > _MOST_PAGES:
        listed = ", ".join(map(str, numbers[:_MOST_PAGES]))
        return f"pages {listed} and {len(numbers) - _MOST_PAGES} more have"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} have"
