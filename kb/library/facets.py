"""Counts of what a filter lets through."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Connection, func, select

from kb.library.filters import Filter, conditions
from kb.library.records import Facets
from kb.library.schema import documents, passages

_JOINED = passages.join(documents, passages.c.doc_id == documents.c.doc_id)


def selected(connection: Connection, chosen: Filter) -> set[str]:
    """The ids of the passages a filter lets through."""
    found = select(passages.c.passage_id).select_from(_JOINED).where(*conditions(chosen))
    return set(connection.execute(found).scalars())


def facets(connection: Connection, chosen: Filter) -> Facets:
    """How many documents with a passage the filter lets through there are of each kind, year,
    publisher and language, and how many such passages each document has."""
    rows = connection.execute(
        select(passages.c.doc_id, func.count())
        .select_from(_JOINED)
        .where(*conditions(chosen))
        .group_by(passages.c.doc_id)
        .order_by(func.count().desc(), passages.c.doc_id)
    )
    by_document = {str(doc_id): int(n) for doc_id, n in rows}
    d = documents.c
    kinds, years, publishers, languages = (
        _counted(connection, column, chosen) for column in (d.kind, d.year, d.publisher, d.language)
    )
    return Facets(kinds, years, publishers, languages, by_document)


def _counted(
    connection: Connection, column: Column[str] | Column[int], chosen: Filter
) -> Mapping[str, int]:
    number = func.count(documents.c.doc_id.distinct())
    rows = connection.execute(
        select(column, number)
        .select_from(_JOINED)
        .where(*conditions(chosen), column.is_not(None))
        .group_by(column)
        .order_by(number.desc(), column)
    )
    return {str(value): int(n) for value, n in rows}
