"""The sentences of a passage that bear on a recommendation: what is cited of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kb.answer.coverage import Stems
from kb.evidence.asked import Asked
from kb.evidence.candidates import is_prose, scaled
from kb.sentences import sentences
from kb.span import Span

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray

_MOST = 3  # sentences
_ASIDE = 0.6  # what is left of the score of a text that names nothing of the action
_COST = 0.03  # what one more sentence must add


@dataclass(frozen=True, slots=True)
class Bearing:
    """A run of sentences and how well it bears on the recommendation, 0 to 1. ``empty`` is set
    where it names nothing of the action nor of the instruments; ``vector`` is of its words."""

    span: Span
    score: float
    empty: bool
    vector: FloatArray


class Bearings:
    """Picks sentences for one recommendation; each sentence is encoded once."""

    def __init__(self, wanted: Asked, encoder: Encoder) -> None:
        self._wanted = wanted
        self._encoder = encoder
        leads = [lead for lead in wanted.leads if lead.weight]
        self._weights = [lead.weight for lead in leads]
        self._leads = encoder.encode_query([lead.query for lead in leads])

    def of_all(
        self, texts: Sequence[tuple[str, Span]], is_own: Callable[[int, str], bool]
    ) -> list[Bearing]:
        """For each document text and span in it, the run of at most three sentences in the span
        that bears most. Sentences that ``is_own`` (given the place in ``texts``) says only report
        the recommending document, and headings, are left aside where there are others."""
        parts = [_parts(text, span) for text, span in texts]
        flat = [s.of(text) for (text, _), found in zip(texts, parts, strict=True) for s in found]
        if not flat:
            return []
        vectors = self._encoder.encode_document(flat)
        meaning = self._meaning(vectors)
        found_bearings, at = [], 0
        for n, ((text, _), found) in enumerate(zip(texts, parts, strict=True)):
            here = slice(at, at + len(found))
            at += len(found)
            found_bearings.append(
                self._best(text, found, meaning[here], vectors[here], partial(is_own, n))
            )
        return found_bearings

    def _meaning(self, vectors: FloatArray) -> list[float]:
        alike = vectors @ self._leads.T
        return [
            max(w * scaled(float(a)) for w, a in zip(self._weights, row, strict=True))
            for row in alike
        ]

    def _best(
        self,
        text: str,
        parts: Sequence[Span],
        meaning: Sequence[float],
        vectors: FloatArray,
        is_own: Callable[[str], bool],
    ) -> Bearing:
        whole = [_is_sentence(s.of(text)) for s in parts]
        usable = [w and not is_own(s.of(text)) for w, s in zip(whole, parts, strict=True)]
        allowed = usable if any(usable) else whole if any(whole) else [True] * len(parts)
        worth = {
            (i, j): self._worth(text[parts[i].start : parts[j].end], max(meaning[i : j + 1]))
            - _COST * (j - i)
            for i, j in _runs(allowed)
        }
        i, j = max(worth, key=lambda run: (worth[run], -run[0], -run[1]))
        span = Span(parts[i].start, parts[j].end)
        middle = vectors[i : j + 1].sum(axis=0)
        length = float((middle @ middle) ** 0.5) or 1.0
        return Bearing(span, max(worth[i, j], 0.0), self._is_empty(span.of(text)), middle / length)

    def _worth(self, text: str, meaning: float) -> float:
        stems = Stems(text)
        covered = self._wanted.covered(stems)
        naming = self._wanted.naming(stems) if self._wanted.named else covered
        bearing = 0.5 * meaning + 0.3 * min(1.6 * covered, 1.0) + 0.2 * naming
        # A text that names nothing of what is to be done is about something else.
        point = min(2 * self._wanted.to_the_point(text, stems), 1.0)
        return bearing * (_ASIDE + (1 - _ASIDE) * point)

    def _is_empty(self, text: str) -> bool:
        stems = Stems(text)
        return not self._wanted.to_the_point(text, stems) and not self._wanted.naming(stems)


def _parts(text: str, span: Span) -> list[Span]:
    found = [s for s in sentences(text, span.start, span.end) if len(s) > 1]
    return found or [span]


def _is_sentence(text: str) -> bool:
    """False for a heading: it closes with no stop, or is in capitals."""
    closes = text.rstrip()[-1:] in tuple('.;:!?…”"’)]*')
    return closes and is_prose(text) and not text.isupper()


def _runs(allowed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last places of runs of allowed sentences, at most three long."""
    for first in range(len(allowed)):
        for last in range(first, min(first + _MOST, len(allowed))):
            if not allowed[last]:
                break
            yield first, last
