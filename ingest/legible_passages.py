"""Keeps passages that are not language out of the library, with a warning that names them.

A page may be readable as a whole and hold a dump of data, or a table in a broken font.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.models import Document, LeftOut, Passage, pages_of
from kb.text.legibility import illegible

_REASON = "not language: "
_MOST_PAGES = 4  # named in the warning
_SAMPLE = 40  # characters of what is left out


def legible_passages(
    document: Document, passages: Sequence[Passage]
) -> tuple[Document, tuple[Passage, ...]]:
    """The passages that are language, counted anew; the others are in ``Document.left_out``."""
    reasons = [_problem(p.span.of(document.text)) for p in passages]
    dropped = [(p, why) for p, why in zip(passages, reasons, strict=True) if why]
    if not dropped:
        return document, tuple(passages)
    kept = (p for p, why in zip(passages, reasons, strict=True) if not why)
    return (
        replace(
            document,
            left_out=(
                *document.left_out,
                *(LeftOut(p.span, f"{_REASON}{why}") for p, why in dropped),
            ),
            warnings=(*document.warnings, _warning(document, [p for p, _ in dropped])),
        ),
        tuple(replace(p, ordinal=number) for number, p in enumerate(kept)),
    )


def _problem(text: str) -> str | None:
    return illegible(text) if any(map(str.isalnum, text)) else "it has no letter and no figure"


def why_illegible(document: Document) -> str:
    """Why the last passage that was left out is not language."""
    return document.left_out[-1].reason.removeprefix(_REASON)


def _warning(document: Document, dropped: Sequence[Passage]) -> str:
    sample = dropped[0].span.of(document.text)[:_SAMPLE].split("\n")[0].strip()
    return (
        f"{_where(document, dropped)} text that is not language; it is left out of search and "
        f"answers (“{sample}…”)"
    )


def _where(document: Document, dropped: Sequence[Passage]) -> str:
    """The subject of a sentence: ``page 2 has``, ``pages 2 and 3 have``, ``the file has``."""
    numbers = sorted({p.index + 1 for d in dropped for p in pages_of(document, d.span)})
    if not numbers:
        return "the file has"
    if len(numbers) == 1:
        return f"page {numbers[0]} has"
    if len(numbers) > _MOST_PAGES:
        listed = ", ".join(map(str, numbers[:_MOST_PAGES]))
        return f"pages {listed} and {len(numbers) - _MOST_PAGES} more have"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]} have"
