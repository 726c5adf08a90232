"""The passages that match a filter, and counts of their documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from kb.store.passage_filters import Filter, conditions, document_conditions
from kb.store.records import Facets
from kb.store.schema import documents, passages

if TYPE_CHECKING:
    from kb.store.passage_table import Mask, PassageTable

_JOINED = passages.join(documents, passages.c.doc_id == documents.c.doc_id)


def selected(connection: Connection, table: PassageTable, chosen: Filter) -> Mask:
    """True for the passages of ``table`` that match a filter."""
    import numpy as np

    allowed = table.having(chosen.roles)
    if chosen.sections:
        found = select(passages.c.row).select_from(_JOINED).where(*conditions(chosen))
        rows = np.fromiter(connection.execute(found).scalars(), np.int64)
        numbers = table.numbers(rows)
        within = np.zeros(len(allowed), bool)
        within[numbers[numbers >= 0]] = True
        return allowed & within
    if chosen.narrows:
        named = select(documents.c.doc_id).where(*document_conditions(chosen))
        return allowed & table.of_documents(connection.execute(named).scalars().all())
    return allowed


def facets(connection: Connection, chosen: Filter) -> Facets:
    """Counts over the passages that match a filter: their documents by kind, year, publisher and
    language, and the passages of each document."""
    d = documents.c
    found = connection.execute(
        select(d.doc_id, func.count(), d.kind, d.year, d.publisher, d.language)
        .select_from(_JOINED)
        .where(*conditions(chosen))
        .group_by(d.doc_id)
        .order_by(func.count().desc(), d.doc_id)
    ).all()
    kinds, years, publishers, languages = (_counted(r[i] for r in found) for i in range(2, 6))
    return Facets(kinds, years, publishers, languages, {str(r[0]): int(r[1]) for r in found})


def _counted(values: Iterable[object]) -> Mapping[str, int]:
    counts = Counter(str(value) for value in values if value is not None)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
