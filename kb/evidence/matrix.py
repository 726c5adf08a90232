"""The map as a matrix: recommendations by relation, by kind of source, or by document, with
counts of independent evidence, confirmed and suggested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.gaps import works_behind
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.underlying_works import work_id
from kb.settings import settings
from kb.store.records import DocumentSummary

ORDER = (
    Relation.SUPPORTS,
    Relation.AUTHORISES,
    Relation.QUALIFIES,
    Relation.CHALLENGES,
    Relation.BACKGROUND,
)
SIGNS = {
    Relation.SUPPORTS: "+",
    Relation.AUTHORISES: "§",
    Relation.QUALIFIES: "±",
    Relation.CHALLENGES: "−",
    Relation.BACKGROUND: "·",
}
NAMES = {
    Relation.SUPPORTS: "For",
    Relation.AUTHORISES: "Legal authority",
    Relation.QUALIFIES: "Qualifying",
    Relation.CHALLENGES: "Against",
    Relation.BACKGROUND: "Background",
}
KeysOf = Callable[[Row, EvidenceLink], tuple[str, ...]]


class View(StrEnum):
    """What the columns are."""

    RELATIONS = "relations"
    KINDS = "kinds"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Count:
    """Links of one cell and relation: judged and confirmed, and suggested only."""

    relation: Relation
    confirmed: int
    suggested: int

    def __str__(self) -> str:
        """``2 (1)``: two confirmed, and one suggested in brackets; ``(1)``; ``2``."""
        parts = [str(self.confirmed)] * bool(self.confirmed)
        return " ".join(parts + [f"({self.suggested})"] * bool(self.suggested))


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its key (a relation, a kind, a document's id) and its heading."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """A recommendation's row: a cell for each column, of counts in ``ORDER``, empty ones left
    out."""

    row: Row
    cells: tuple[tuple[Count, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns, and lines in the order of the map, which is by policy area. ``left_out`` is how
    many documents or kinds have no column because there is no room."""

    view: View
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: int = 0


def counted(row: Row) -> tuple[EvidenceLink, ...]:
    """The links of a recommendation that are counted: independent and not rejected."""
    return tuple(x for x in row.links if x.independent and x.status is not LinkStatus.REJECTED)


def matrix(
    found: EvidenceMap,
    view: View,
    summaries: Mapping[str, DocumentSummary],
    most: int | None = None,
) -> Matrix:
    """The matrix of a map. ``summaries`` are of the documents in the library, by id; of kinds and
    documents the ``most`` frequent have a column."""
    most = settings().evidence_map.columns if most is None else most
    keys_of = keys(view, summaries)
    if view is View.RELATIONS:
        columns, left_out = tuple(Column(r.value, NAMES[r]) for r in ORDER), 0
    else:
        seen = Counter(k for r in found.rows for x in counted(r) for k in keys_of(r, x))
        ranked = sorted(seen, key=lambda k: (-seen[k], k))
        names = {k: summaries[k].metadata.title if k in summaries else k for k in ranked}
        columns = tuple(Column(k, names[k]) for k in ranked[:most])
        left_out = len(ranked) - len(columns)
    lines = tuple(Line(r, _cells(r, columns, keys_of)) for r in found.rows)
    return Matrix(view, columns, lines, left_out)


def keys(view: View, summaries: Mapping[str, DocumentSummary]) -> KeysOf:
    """A function that gives the keys of the columns of a link."""
    if view is View.RELATIONS:
        return lambda row, x: (x.relation.value,)
    if view is View.DOCUMENTS:
        return lambda row, x: (x.doc_id,)

    def kinds(row: Row, x: EvidenceLink) -> tuple[str, ...]:
        doc_id = row.recommendation.doc_id
        own = {doc_id, work_id(summaries[doc_id])} if doc_id in summaries else {doc_id}
        behind = works_behind(x, summaries.get(x.doc_id))
        return tuple(sorted({w.kind.value for w in behind if w.work not in own}))

    return kinds


def _cells(row: Row, columns: tuple[Column, ...], keys_of: KeysOf) -> tuple[tuple[Count, ...], ...]:
    keyed = [(keys_of(row, x), x) for x in counted(row)]
    return tuple(_counts([x for at, x in keyed if c.key in at]) for c in columns)


def _counts(links: list[EvidenceLink]) -> tuple[Count, ...]:
    found = []
    for relation in ORDER:
        chosen = [x for x in links if x.relation is relation]
        confirmed = sum(x.status is LinkStatus.CONFIRMED for x in chosen)
        if chosen:
            found.append(Count(relation, confirmed, len(chosen) - confirmed))
    return tuple(found)
