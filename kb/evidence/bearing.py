"""The sentences of a passage that bear on a recommendation: what is cited of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from kb.evidence.asked import Asked, Heard
from kb.evidence.candidates import is_prose, scaled
from kb.sentences import sentences
from kb.span import Span

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray

_MOST = 2  # sentences
_COST = 0.03  # what one more sentence must add
_ENOUGH = 0.6  # the share of what a deed is done to, by weight, that is all one can ask of a text
_OTHER_DEED = 0.4  # what is left of that share for a text that does not name the deed
_BESIDE = 0.35  # what is left of the score of a text that is not to the point at all
_LEAST = 0.2  # how far to the point a text must be to be evidence
_APART = re.compile(r"\n\s*(?:\n|[-*•]\s)")  # paragraphs, items of a list


@dataclass(frozen=True, slots=True)
class Bearing:
    """A run of sentences and how well it bears on the recommendation, 0 to 1. ``point`` is how
    far it names the deed and what it is done to, 0 to 1; ``empty`` is set where that is too
    little. ``peak`` is the sentence of the run that bears most; ``vector`` is of the run."""

    span: Span
    score: float
    point: float
    empty: bool
    peak: Span
    vector: FloatArray


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what it speaks of and how like it is to the best lead."""

    span: Span
    heard: Heard
    meaning: float


class Sentences:
    """Sentences of documents with their vectors; each is encoded once, whoever asks."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, FloatArray] = {}

    def vectors(self, texts: Sequence[str]) -> list[FloatArray]:
        """The vectors of ``texts``, in order."""
        new = list(dict.fromkeys(t for t in texts if t not in self._known))
        if new:
            self._known.update(zip(new, self.encoder.encode_document(new), strict=True))
        return [self._known[t] for t in texts]


class Bearings:
    """Picks sentences for one recommendation."""

    def __init__(self, wanted: Asked, known: Sentences) -> None:
        self._wanted = wanted
        self._known = known
        leads = [lead for lead in wanted.leads if lead.weight]
        self._weights = [lead.weight for lead in leads]
        self._leads = known.encoder.encode_query([lead.query for lead in leads])

    def of_all(
        self, texts: Sequence[tuple[str, Span]], is_own: Callable[[int, str], bool]
    ) -> list[Bearing]:
        """For each document text and span in it, the run of at most two sentences in the span
        that bears most. Sentences that ``is_own`` (given the place in ``texts``) says are no
        evidence, and headings, are left aside where there are others."""
        parts = [_parts(text, span) for text, span in texts]
        flat = [s.of(text) for (text, _), found in zip(texts, parts, strict=True) for s in found]
        vectors = iter(self._known.vectors(flat))
        return [
            self._best(text, found, [next(vectors) for _ in found], partial(is_own, n))
            for n, ((text, _), found) in enumerate(zip(texts, parts, strict=True))
        ]

    def _best(
        self,
        text: str,
        parts: Sequence[Span],
        vectors: Sequence[FloatArray],
        is_own: Callable[[str], bool],
    ) -> Bearing:
        said = [s.of(text) for s in parts]
        whole = [_is_sentence(s) for s in said]
        usable = [w and not is_own(s) for w, s in zip(whole, said, strict=True)]
        allowed = usable if any(usable) else whole if any(whole) else [True] * len(parts)
        read = [
            _Sentence(span, self._wanted.heard(s), self._meaning(v))
            for span, s, v in zip(parts, said, vectors, strict=True)
        ]
        worth = {
            (i, j): self._worth(read[i : j + 1]) - _COST * (j - i)
            for i, j in _runs(text, parts, allowed)
        }
        i, j = max(worth, key=lambda run: (worth[run], -run[0], -run[1]))
        run = read[i : j + 1]
        peak = max(run, key=lambda s: (self._worth([s]), -s.span.start))
        point = self._point(run)
        middle = reduce(lambda a, b: a + b, vectors[i : j + 1])
        length = float((middle @ middle) ** 0.5) or 1.0
        return Bearing(
            Span(parts[i].start, parts[j].end),
            max(worth[i, j], 0.0),
            point,
            point < _LEAST,
            peak.span,
            middle / length,
        )

    def _meaning(self, vector: FloatArray) -> float:
        alike = self._leads @ vector
        return max(w * scaled(float(a)) for w, a in zip(self._weights, alike, strict=True))

    def _worth(self, run: Sequence[_Sentence]) -> float:
        heard = reduce(or_, (s.heard for s in run))
        covered = self._wanted.covered(heard)
        naming = self._wanted.naming(heard) if self._wanted.named else covered
        meaning = max(s.meaning for s in run)
        bearing = 0.5 * meaning + 0.3 * min(1.6 * covered, 1.0) + 0.2 * naming
        # A text that does not name what is to be done, and to what, is about something else.
        return bearing * (_BESIDE + (1 - _BESIDE) * self._point(run))

    def _point(self, run: Sequence[_Sentence]) -> float:
        heard = reduce(or_, (s.heard for s in run))
        share = min(self._wanted.of_object(heard) / _ENOUGH, 1.0)
        return share if self._wanted.of_deed(heard) else _OTHER_DEED * share


def _parts(text: str, span: Span) -> list[Span]:
    found = [s for s in sentences(text, span.start, span.end) if len(s) > 1]
    return found or [span]


def _is_sentence(text: str) -> bool:
    """False for a heading: it closes with no stop, or is in capitals."""
    closes = text.rstrip()[-1:] in tuple('.;:!?…”"’)]*')
    return closes and is_prose(text) and not text.isupper()


def _runs(text: str, parts: Sequence[Span], allowed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last places of runs of allowed sentences of one paragraph, at most two long."""
    for first in range(len(allowed)):
        for last in range(first, min(first + _MOST, len(allowed))):
            apart = last > first and _APART.search(text, parts[last - 1].end, parts[last].start + 2)
            if not allowed[last] or apart:
                break
            yield first, last
