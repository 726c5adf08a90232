"""Sets aside the text of PDF pages whose text layer is not language.

A font without a right table of characters gives letters that stand for others, or for nothing. Such
a page is read as one without text: it is named in a warning, and recognised from its image where
that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.text.legibility import illegible

if TYPE_CHECKING:  # the package of the module below imports this one
    from ingest.read.pdf.runs import RawPage, Run

_PROBLEM = "has no readable text: "
_HINT = "Run `kb ingest --ocr` to recognise its image"
_SAME_LINE = 0.5  # of the size: how far two baselines of one line may be apart
_GAP = 0.12  # of the size: a wider one parts words


def legible_pages(pages: Iterable[RawPage]) -> list[RawPage]:
    """``pages``; those whose text is not language without it, and with the reason."""
    return [_judged(page) for page in pages]


def is_illegible(page: RawPage) -> bool:
    """True for a page whose text was set aside."""
    return (page.problem or "").startswith(_PROBLEM)


def reason_of(page: RawPage) -> str:
    """Why the text of an illegible page is not language."""
    return (page.problem or "").removeprefix(_PROBLEM).split(". ")[0]


def _judged(page: RawPage) -> RawPage:
    why = illegible(_text(page.runs)) if page.has_text else None
    return replace(page, runs=(), turned=(), problem=f"{_PROBLEM}{why}. {_HINT}") if why else page


def _text(runs: Sequence[Run]) -> str:
    """The text of ``runs`` in the order of the file, spaces and line breaks by their places."""
    parts: list[str] = []
    last: Run | None = None
    for run in runs:
        if run.rotated or run.hidden:
            continue
        if last is not None:
            if abs(run.y - last.y) > _SAME_LINE * max(run.size, last.size):
                parts.append("\n")
            elif not -_GAP < (run.x - last.end) / max(run.size, 1.0) < _GAP:
                parts.append(" ")
        parts.append(run.text)
        last = run
    return "".join(parts)
