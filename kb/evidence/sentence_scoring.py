"""Picks the sentences of a passage that are evidence for a recommendation: they are cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from kb.evidence.candidates import is_prose, scaled, scaled_share
from kb.evidence.term_match import EvidenceTerms, TermMatch
from kb.evidence.underlying_works import without_marks
from kb.settings import LinkSettings
from kb.span import Span
from kb.text.sentences import sentences

if TYPE_CHECKING:
    from kb.encode.interface import Encoder, FloatArray

_NEW_PARAGRAPH = re.compile(r"\n\s*(?:\n|[-*•]\s)")  # or a new item of a list


@dataclass(frozen=True, slots=True)
class ScoredSentences:
    """Sentences that follow each other, with their score as evidence, 0 to 1.

    ``on_topic`` is how far they name the action and its object, ``coverage`` the share that they
    have of the words one can expect of a text, each 0 to 1. ``names_action`` is set where they
    name the action, or none is asked for. ``best`` is the best of the sentences; ``vectors`` are
    theirs.
    """

    span: Span
    score: float
    on_topic: float
    coverage: float
    names_action: bool
    best: Span
    vectors: tuple[FloatArray, ...]

    def similarity(self, other: ScoredSentences) -> float:
        """The cosine of those two sentences of theirs that are most alike."""
        return max(float(a @ b) for a in self.vectors for b in other.vectors)


@dataclass(frozen=True, slots=True)
class PassageText:
    """A passage to read: its document's text, its span there, and its header (title and section),
    which says what its sentences are about."""

    text: str
    span: Span
    header: str = ""


class SentenceVectors:
    """The vectors of sentences; each sentence is encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._known: dict[str, FloatArray] = {}

    def of(self, texts: Iterable[str]) -> dict[str, FloatArray]:
        """The vectors of ``texts``, by text."""
        texts = list(dict.fromkeys(texts))
        new = [t for t in texts if t not in self._known]
        if new:
            self._known.update(zip(new, self.encoder.encode_document(new), strict=True))
        return {t: self._known[t] for t in texts}


@dataclass(frozen=True, slots=True)
class _Run:
    """One sentence, or more that follow each other, with the terms they have."""

    parts: tuple[Span, ...]
    texts: tuple[str, ...]
    match: TermMatch
    on_topic: float

    @property
    def whole(self) -> Span:
        return Span(self.parts[0].start, self.parts[-1].end)


class SentenceScorer:
    """Picks sentences for one recommendation."""

    def __init__(
        self, terms: EvidenceTerms, vectors: SentenceVectors, settings: LinkSettings
    ) -> None:
        self._terms = terms
        self._vectors = vectors
        self._limits = settings.sentences
        self._passage_limits = settings.candidates
        queries = [query for query in terms.queries if query.weight]
        self._weights = [query.weight for query in queries]
        self._queries = vectors.encoder.encode_query([query.query for query in queries])

    def pick(
        self, passages: Sequence[PassageText], is_own: Callable[[int, str], bool]
    ) -> list[list[ScoredSentences]]:
        """For each passage its runs of sentences that are on the topic, best first, none
        overlapping another. Headings, and sentences that ``is_own`` (given the index in
        ``passages`` and the text) says are no evidence, are left out. Only sentences that may be
        chosen are encoded."""
        runs = [self._on_topic(p, partial(is_own, n)) for n, p in enumerate(passages)]
        vectors = self._vectors.of(t for found in runs for run in found for t in run.texts)
        return [self._best(found, vectors) for found in runs]

    def _on_topic(self, passage: PassageText, is_own: Callable[[str], bool]) -> list[_Run]:
        text = passage.text
        parts = _sentence_spans(text, passage.span)
        texts = [s.of(text) for s in parts]
        bare = [without_marks(s) for s in texts]
        allowed = [self._is_sentence(b) and not is_own(s) for b, s in zip(bare, texts, strict=True)]
        header = self._terms.match(passage.header)
        matches = [self._terms.match(b) if a else None for b, a in zip(bare, allowed, strict=True)]
        found = []
        for i, j in self._runs(text, parts, allowed):
            together = reduce(or_, (m for m in matches[i : j + 1] if m is not None))
            share = self._topic_share(together, header)
            if share >= self._limits.least:
                run = slice(i, j + 1)
                found.append(_Run(tuple(parts[run]), tuple(texts[run]), together, share))
        return found

    def _is_sentence(self, text: str) -> bool:
        """False for a heading, which has no full stop or is in capitals, and for a reference."""
        ends = text.rstrip()[-1:] in tuple('.;:!?…”"’)]*')
        is_prose_text = ends and is_prose(text, self._passage_limits)
        return is_prose_text and not text.isupper() and "http" not in text

    def _runs(
        self, text: str, parts: Sequence[Span], allowed: Sequence[bool]
    ) -> Iterator[tuple[int, int]]:
        """The first and last index of each run of allowed sentences of one paragraph."""
        for first in range(len(allowed)):
            for last in range(first, min(first + self._limits.longest, len(allowed))):
                divided = last > first and _NEW_PARAGRAPH.search(
                    text, parts[last - 1].end, parts[last].start + 2
                )
                if not allowed[last] or divided:
                    break
                yield first, last

    def _topic_share(self, match: TermMatch, header: TermMatch) -> float:
        """How far sentences name the action and its object: 0 to 1. Terms that are only in the
        passage's header count less."""
        terms, limits = self._terms, self._limits
        alone = terms.object_share(match)
        with_header = terms.object_share(match | header)
        share = alone + limits.by_header * (with_header - alone) if alone else 0.0
        if not terms.has_key_term(match | header):
            share *= limits.no_key
        return share if terms.has_action(match) else limits.other_action * share

    def _best(
        self, runs: Sequence[_Run], vectors: Mapping[str, FloatArray]
    ) -> list[ScoredSentences]:
        cost = self._limits.cost
        scores = [self._score(run, vectors) - cost * (len(run.parts) - 1) for run in runs]
        alone = {r.parts[0]: s for r, s in zip(runs, scores, strict=True) if len(r.parts) == 1}
        chosen: list[ScoredSentences] = []
        for n in sorted(range(len(runs)), key=lambda n: (-scores[n], runs[n].parts[0].start, n)):
            run = runs[n]
            overlaps = any(run.whole.overlaps(s.span) for s in chosen)
            if len(chosen) < self._limits.most and not overlaps:
                best = max(run.parts, key=lambda s: (alone.get(s, 0.0), -s.start))
                chosen.append(self._scored(run, max(scores[n], 0.0), best, vectors))
        return chosen

    def _scored(
        self, run: _Run, score: float, best: Span, vectors: Mapping[str, FloatArray]
    ) -> ScoredSentences:
        return ScoredSentences(
            run.whole,
            score,
            run.on_topic,
            scaled_share(self._terms.word_share(run.match), self._passage_limits),
            self._terms.has_action(run.match),
            best,
            tuple(vectors[t] for t in run.texts),
        )

    def _score(self, run: _Run, vectors: Mapping[str, FloatArray]) -> float:
        terms, limits = self._terms, self._limits
        share = terms.word_share(run.match)
        instruments = terms.instrument_share(run.match) if terms.instruments else share
        score = (
            limits.meaning * max(self._meaning(vectors[t]) for t in run.texts)
            + limits.words * scaled_share(share, self._passage_limits)
            + limits.instruments * instruments
        )
        # A text that does not name the action and its object is about something else.
        return score * (limits.off_topic + (1 - limits.off_topic) * run.on_topic)

    def _meaning(self, vector: FloatArray) -> float:
        cosines = zip(self._weights, self._queries @ vector, strict=True)
        return max(weight * scaled(float(c), self._passage_limits) for weight, c in cosines)


def _sentence_spans(text: str, span: Span) -> list[Span]:
    found = [s for s in sentences(text, span.start, span.end) if len(s) > 1]
    return found or [span]
