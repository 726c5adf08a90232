"""The sentences of a passage that bear on a recommendation: what is cited of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kb.answer.coverage import Stems
from kb.evidence.asked import Asked
from kb.sentences import sentences
from kb.span import Span

_MOST = 3  # sentences
_COST = 0.04  # what one more sentence must add to the share of words spoken of


def window(text: str, span: Span, wanted: Asked, is_own: Callable[[str], bool]) -> Span:
    """The run of at most three sentences inside ``span`` of ``text`` that speaks of the most of
    what is wanted; a sentence more must add to it. Sentences that ``is_own`` says only report the
    recommending document are left aside where there are others."""
    parts = [s for s in sentences(text, span.start, span.end) if len(s) > 1]
    others = [s for s in parts if not is_own(s.of(text))]
    runs = list(_runs(others or parts, parts))
    if not runs:
        return span
    worth = {run: _worth(run.of(text), count - 1, wanted) for run, count in runs}
    return max(worth, key=lambda run: (worth[run], -run.start, -run.end))


def _runs(chosen: Sequence[Span], parts: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Neighbouring sentences, all of them among ``chosen``, with how many they are."""
    allowed = set(chosen)
    for first in range(len(parts)):
        for last in range(first, min(first + _MOST, len(parts))):
            if parts[last] not in allowed:
                break
            yield Span(parts[first].start, parts[last].end), last - first + 1


def _worth(text: str, more: int, wanted: Asked) -> float:
    stems = Stems(text)
    return wanted.covered(stems) + 0.3 * wanted.naming(stems) - _COST * more
