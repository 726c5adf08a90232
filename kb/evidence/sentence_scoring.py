"""The sentences of a passage that bear on a recommendation: what is cited of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from kb.evidence.candidates import is_prose, scaled, spoken_of
from kb.evidence.term_match import EvidenceTerms, TermMatch
from kb.evidence.underlying_works import without_marks
from kb.span import Span
from kb.text.sentences import sentences

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray

_MOST = 2  # sentences
_RUNS = 3  # of a passage
_COST = 0.03  # what one more sentence must add
_OTHER_DEED = 0.4  # what is left of that share for a text that does not name the deed
_BESIDE = 0.35  # what is left of the score of a text that is not to the point at all
_NO_KEY = 0.7  # and of one that names no rare thing, nor does its header
_LEAST = 0.15  # how far to the point a text must be to be looked at
_BY_HEADER = 0.6  # what a word in the passage's header, and not in the text, counts of one in it
_APART = re.compile(r"\n\s*(?:\n|[-*•]\s)")  # paragraphs, items of a list


@dataclass(frozen=True, slots=True)
class Bearing:
    """A run of sentences and how well it bears on the recommendation, 0 to 1. ``point`` is how
    far it names the deed and what it is done to, ``covered`` how many it speaks of the words that
    one can ask of a text: each 0 to 1. ``deed`` is set where it names a deed that is asked for, and
    where none is. ``peak`` is the sentence of the run that bears most; ``vectors`` are of its
    sentences."""

    span: Span
    score: float
    point: float
    covered: float
    deed: bool
    peak: Span
    vectors: tuple[FloatArray, ...]

    def alike(self, other: Bearing) -> float:
        """The cosine of the two sentences of theirs that are most alike."""
        return max(float(a @ b) for a in self.vectors for b in other.vectors)


@dataclass(frozen=True, slots=True)
class Read:
    """A passage to look into: the document's text, where in it, and its header (title and
    section), which says what its sentences are about."""

    text: str
    span: Span
    header: str = ""


class Sentences:
    """Sentences of documents with their vectors; each is encoded once, whoever asks."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, FloatArray] = {}

    def vectors(self, texts: Iterable[str]) -> dict[str, FloatArray]:
        """The vectors of ``texts``, by text."""
        asked = list(dict.fromkeys(texts))
        new = [t for t in asked if t not in self._known]
        if new:
            self._known.update(zip(new, self.encoder.encode_document(new), strict=True))
        return {t: self._known[t] for t in asked}


@dataclass(frozen=True, slots=True)
class _Run:
    """One sentence, or two that follow each other, with what they speak of."""

    parts: tuple[Span, ...]
    said: tuple[str, ...]
    heard: TermMatch
    point: float

    @property
    def whole(self) -> Span:
        return Span(self.parts[0].start, self.parts[-1].end)


class Bearings:
    """Picks sentences for one recommendation."""

    def __init__(self, wanted: EvidenceTerms, known: Sentences) -> None:
        self._wanted = wanted
        self._known = known
        leads = [lead for lead in wanted.leads if lead.weight]
        self._weights = [lead.weight for lead in leads]
        self._leads = known.encoder.encode_query([lead.query for lead in leads])

    def of_all(
        self, passages: Sequence[Read], is_own: Callable[[int, str], bool]
    ) -> list[list[Bearing]]:
        """For each passage the runs of at most two sentences that are to the point, best first,
        at most three, none overlapping another. Sentences that ``is_own`` (given the place in
        ``passages``) says are no evidence, and headings, are left aside. Only sentences that may
        be chosen are encoded."""
        runs = [self._to_the_point(p, partial(is_own, n)) for n, p in enumerate(passages)]
        vectors = self._known.vectors(t for found in runs for run in found for t in run.said)
        return [self._best(found, vectors) for found in runs]

    def _to_the_point(self, passage: Read, is_own: Callable[[str], bool]) -> list[_Run]:
        text = passage.text
        parts = _parts(text, passage.span)
        said = [s.of(text) for s in parts]
        bare = [without_marks(s) for s in said]
        allowed = [_is_sentence(b) and not is_own(s) for b, s in zip(bare, said, strict=True)]
        header = self._wanted.heard(passage.header)
        heard = [self._wanted.heard(b) if a else None for b, a in zip(bare, allowed, strict=True)]
        found = []
        for i, j in _runs(text, parts, allowed):
            together = reduce(or_, (h for h in heard[i : j + 1] if h is not None))
            point = self._point(together, header)
            if point >= _LEAST:
                found.append(_Run(tuple(parts[i : j + 1]), tuple(said[i : j + 1]), together, point))
        return found

    def _best(self, runs: Sequence[_Run], vectors: Mapping[str, FloatArray]) -> list[Bearing]:
        worth = [self._worth(run, vectors) - _COST * (len(run.parts) - 1) for run in runs]
        alone = {r.parts[0]: w for r, w in zip(runs, worth, strict=True) if len(r.parts) == 1}
        chosen: list[Bearing] = []
        for n in sorted(range(len(runs)), key=lambda n: (-worth[n], runs[n].parts[0].start, n)):
            run = runs[n]
            if len(chosen) < _RUNS and not any(run.whole.overlaps(b.span) for b in chosen):
                peak = max(run.parts, key=lambda s: (alone.get(s, 0.0), -s.start))
                chosen.append(self._bearing(run, max(worth[n], 0.0), peak, vectors))
        return chosen

    def _bearing(
        self,
        run: _Run,
        score: float,
        peak: Span,
        vectors: Mapping[str, FloatArray],
    ) -> Bearing:
        wanted, heard = self._wanted, run.heard
        return Bearing(
            run.whole,
            score,
            run.point,
            spoken_of(wanted.covered(heard)),
            wanted.of_deed(heard),
            peak,
            tuple(vectors[t] for t in run.said),
        )

    def _worth(self, run: _Run, vectors: Mapping[str, FloatArray]) -> float:
        covered = self._wanted.covered(run.heard)
        naming = self._wanted.naming(run.heard) if self._wanted.named else covered
        meaning = max(self._meaning(vectors[t]) for t in run.said)
        bearing = 0.5 * meaning + 0.3 * spoken_of(covered) + 0.2 * naming
        # A text that does not name what is to be done, and to what, is about something else.
        return bearing * (_BESIDE + (1 - _BESIDE) * run.point)

    def _meaning(self, vector: FloatArray) -> float:
        alike = self._leads @ vector
        return max(w * scaled(float(a)) for w, a in zip(self._weights, alike, strict=True))

    def _point(self, heard: TermMatch, header: TermMatch) -> float:
        alone = self._wanted.of_object(heard)
        within = self._wanted.of_object(heard | header)
        share = alone + _BY_HEADER * (within - alone) if alone else 0.0
        if not self._wanted.has_key(heard | header):
            share *= _NO_KEY
        return share if self._wanted.of_deed(heard) else _OTHER_DEED * share


def _parts(text: str, span: Span) -> list[Span]:
    found = [s for s in sentences(text, span.start, span.end) if len(s) > 1]
    return found or [span]


def _is_sentence(text: str) -> bool:
    """False for a heading, which closes with no stop or is in capitals, and for a reference."""
    closes = text.rstrip()[-1:] in tuple('.;:!?…”"’)]*')
    return closes and is_prose(text) and not text.isupper() and "http" not in text


def _runs(text: str, parts: Sequence[Span], allowed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last places of runs of allowed sentences of one paragraph, at most two long."""
    for first in range(len(allowed)):
        for last in range(first, min(first + _MOST, len(allowed))):
            apart = last > first and _APART.search(text, parts[last - 1].end, parts[last].start + 2)
            if not allowed[last] or apart:
                break
            yield first, last
