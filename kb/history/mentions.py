"""Passages of a library that mention an event of the timeline, each with a verified citation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.cite.dates import year
from kb.search.fold_copies import fold_copies, work_of
from kb.search.hit_builder import build_hit
from kb.search.retrieval_result import Candidate
from kb.settings import settings

if TYPE_CHECKING:
    from kb.corpus.schema import Event
    from kb.search.engine import Searcher
    from kb.search.hits import Hit
    from kb.store import Library
    from kb.store.records import DocumentSummary

_OPERATORS = re.compile(r'[:"“”„«»]|(?<!\S)-')


@dataclass(frozen=True, slots=True)
class Mentions:
    """Passages of the event's own ``sources`` and of ``others``, best first, one of each work."""

    sources: tuple[Hit, ...]
    others: tuple[Hit, ...]

    def __bool__(self) -> bool:
        return bool(self.sources or self.others)


def mentions(event: Event, searcher: Searcher, sources: Collection[str], most: int = 3) -> Mentions:
    """At most ``most`` passages of the documents ``sources`` (``doc_id``s of what the event cites)
    and ``most`` of other documents. They are found by the event's words, not chosen by a person.
    Documents older than the event are left out."""
    limits = settings().history
    library = searcher.library
    summaries = library.summaries()
    found = searcher.find(query_of(event), everyday=False)
    near = [
        c for c in found.candidates if found.vector is None or c.similarity >= limits.similarity
    ]
    works = {work_of(s) for s in summaries.values() if s.doc_id in sources}
    own = [c for c in near if c.doc_id in sources]
    rest = [c for c in near if _can_mention(summaries[c.doc_id], event, works)]
    best = min(max((c.score for c in rest), default=0.0), 1.0)
    rest = [c for c in rest if c.score >= max(limits.share_of_best * best, limits.score)]
    return Mentions(_hits(library, own, summaries, most), _hits(library, rest, summaries, most))


def query_of(event: Event) -> str:
    """The event's words as a query, without the operators of the query language."""
    return " ".join(_OPERATORS.sub(" ", f"{event.title}. {event.text}").split())


def _can_mention(summary: DocumentSummary, event: Event, sources: Collection[str]) -> bool:
    """True for a document that is none of the works ``sources`` and not older than the event."""
    date = summary.metadata.date
    return work_of(summary) not in sources and (not date or year(date) >= year(event.date))


def _hits(
    library: Library,
    candidates: Iterable[Candidate],
    summaries: Mapping[str, DocumentSummary],
    most: int,
) -> tuple[Hit, ...]:
    """The best passage of each work whose citation verifies."""
    shown: dict[str, Hit] = {}
    looked_at = settings().history.looked_at
    for candidate, copies in fold_copies(list(candidates)[:looked_at], summaries):
        work = work_of(summaries[candidate.doc_id])
        if work in shown or len(shown) == most:
            continue
        summary = summaries[candidate.doc_id]
        hit = build_hit(library, candidate.passage, summary, candidate.score, candidate.why, copies)
        if hit is not None:
            shown[work] = hit
    return tuple(shown.values())
