"""The sentences of a passage that bear on a recommendation: what is cited of it."""

from __future__ import annotations

from kb.answer.coverage import Stems
from kb.evidence.asked import Asked
from kb.sentences import sentences
from kb.span import Span

_MOST = 3  # sentences
_COST = 0.04  # what one more sentence must add to the share of words spoken of


def window(text: str, span: Span, wanted: Asked) -> Span:
    """The run of at most three sentences inside ``span`` of ``text`` that speaks of the most of
    what is wanted; a sentence more must add to it."""
    parts = [s for s in sentences(text, span.start, span.end) if s.start >= span.start]
    if len(parts) < 2:
        return parts[0] if parts else span
    worth = {
        (i, j): _worth(text[parts[i].start : parts[j].end], j - i, wanted)
        for i in range(len(parts))
        for j in range(i, min(i + _MOST, len(parts)))
    }
    first, last = max(worth, key=lambda run: (worth[run], -run[0], -run[1]))
    return Span(parts[first].start, parts[last].end)


def _worth(text: str, more: int, wanted: Asked) -> float:
    stems = Stems(text)
    return wanted.covered(stems) + 0.3 * wanted.naming(stems) - _COST * more
