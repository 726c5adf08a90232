"""Passages of a library on an event of the timeline, each with a citation that verifies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.cite.dates import year
from kb.search.copies import folded_candidates, work_of
from kb.search.hit_builder import present
from kb.search.retrieval_result import Candidate

if TYPE_CHECKING:
    from kb.corpus.schema import Event
    from kb.search.engine import Searcher
    from kb.search.hits import Hit
    from kb.store import Library
    from kb.store.records import DocumentSummary

# Set on the 72 events over 136 documents: the cosine of event and passage, the score, and the share
# of the best score, below which passages were mostly on something else.
NEAR, LEAST, NEXT = 0.45, 0.5, 0.7
_OPERATORS = re.compile(r'[:"“”„«»]|(?<!\S)-')


@dataclass(frozen=True, slots=True)
class Mentions:
    """Passages of the event's own ``sources``, and of ``others``; best first, one a document."""

    sources: tuple[Hit, ...]
    others: tuple[Hit, ...]

    def __bool__(self) -> bool:
        return bool(self.sources or self.others)


def mentions(event: Event, searcher: Searcher, sources: Collection[str], most: int = 3) -> Mentions:
    """At most ``most`` passages of the documents ``sources`` (the ids, on record, of what the event
    cites) and ``most`` of others. They are found by the event's words, not chosen by a person. A
    document older than the event is left out: it cannot speak of it."""
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    found = searcher.find(query_of(event), everyday=False)
    near = [c for c in found.candidates if found.vector is None or c.similarity >= NEAR]
    works = {work_of(s) for s in summaries.values() if s.doc_id in sources}
    mine = [c for c in near if c.passage.doc_id in sources]
    rest = [c for c in near if _may_tell(summaries[c.passage.doc_id], event, works)]
    best = min(max((c.score for c in rest), default=0.0), 1.0)
    rest = [c for c in rest if c.score >= max(NEXT * best, LEAST)]
    library = searcher.library
    return Mentions(_hits(library, mine, summaries, most), _hits(library, rest, summaries, most))


def query_of(event: Event) -> str:
    """The event's words as a query, without what the query language would read as an operator."""
    return " ".join(_OPERATORS.sub(" ", f"{event.title}. {event.text}").split())


def _may_tell(summary: DocumentSummary, event: Event, sources: Collection[str]) -> bool:
    """Whether a document is none of the works ``sources``, nor older than the event."""
    date = summary.metadata.date
    return work_of(summary) not in sources and (not date or year(date) >= year(event.date))


def _hits(
    library: Library,
    candidates: Iterable[Candidate],
    summaries: Mapping[str, DocumentSummary],
    most: int,
) -> tuple[Hit, ...]:
    """The best passage of each work, if its citation verifies."""
    shown: dict[str, Hit] = {}
    for candidate, copies in folded_candidates(list(candidates)[:60], summaries):
        work = work_of(summaries[candidate.passage.doc_id])
        if work in shown or len(shown) == most:
            continue
        hit = present(library, candidate.passage, candidate.score, candidate.why, copies)
        if hit is not None:
            shown[work] = hit
    return tuple(shown.values())
