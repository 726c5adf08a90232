"""The gaps in the evidence for a recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.corpus.load import catalogue
from kb.evidence.model import EvidenceLink, Gap, LinkStatus, Relation
from kb.models import Kind
from kb.store.records import DocumentSummary

_FOR = frozenset({Relation.SUPPORTS, Relation.AUTHORISES})
_AGAINST = frozenset({Relation.CHALLENGES})


@dataclass(frozen=True, slots=True)
class Work:
    """A source behind a link: its id in the catalogue or the library, its kind, the year of its
    date or ``None``."""

    work: str
    kind: Kind
    year: int | None


def works_behind(link: EvidenceLink, summary: DocumentSummary | None) -> tuple[Work, ...]:
    """The works a link rests on: those a digest cites, as the catalogue knows them, or the
    document itself."""
    known = catalogue()
    found = []
    for source in link.sources:
        entry = known.get(source)
        if entry is not None:
            found.append(Work(source, Kind(entry.kind), _year(entry.date)))
        elif summary is not None:
            meta = summary.metadata
            found.append(Work(source, meta.kind, _year(meta.date or meta.enacted)))
    return tuple(found)


def evidence(links: Sequence[EvidenceLink]) -> tuple[EvidenceLink, ...]:
    """The links that count as evidence: independent, not rejected, more than background."""
    return tuple(
        x
        for x in links
        if x.independent
        and x.status is not LinkStatus.REJECTED
        and x.relation is not Relation.BACKGROUND
    )


def gaps_of(
    links: Sequence[EvidenceLink], works: Sequence[Work], this_year: int, old: int
) -> tuple[Gap, ...]:
    """The gaps of a recommendation, given its links that count as evidence and the works behind
    them. ``old`` is after how many years evidence counts as old."""
    if not links:
        return (Gap.NO_EVIDENCE, Gap.NO_EVALUATION, Gap.NO_AUTHORITY)
    relations = {x.relation for x in links}
    years = [w.year for w in works if w.year is not None]
    found = []
    if not any(w.kind is Kind.EVALUATION for w in works):
        found.append(Gap.NO_EVALUATION)
    if relations & _AGAINST and not relations & _FOR:
        found.append(Gap.ONLY_CONTRARY)
    if years and len(years) == len(works) and max(years) < this_year - old:
        found.append(Gap.ONLY_OLD)
    if Relation.AUTHORISES not in relations:
        found.append(Gap.NO_AUTHORITY)
    return tuple(found)


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdigit() else None
