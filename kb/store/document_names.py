"""The names of documents and the pages of the Statutes at Large, by which addresses find them. They
are kept with the facts of a document, and worked out where these are missing or damaged."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from kb.models import Document, Role
from kb.span import Span
from kb.statutes.address_book import laws_of
from kb.statutes.resolve import ActKeys, keys_of

_STATUTES = " stat. "  # in the label of a page of the Statutes at Large, in lower case


def names_of(document: Document) -> bytes:
    """The names of a document and of the laws of its whole sections, as JSON."""
    whole = (s.address for s in document.sections if s.atomic and s.role is not Role.CONTENTS)
    keys = keys_of(document.metadata, laws_of(address for address in whole if address))
    lists = {k: sorted(v) if isinstance(v, frozenset) else v for k, v in asdict(keys).items()}
    return json.dumps(lists, ensure_ascii=False).encode()


def pages_of(document: Document) -> bytes:
    """The pages of the Statutes at Large in a document, as JSON: label, start, end."""
    labelled = (p for p in document.pages if p.spans and _STATUTES in (p.label or "").casefold())
    listed = [[p.label, p.spans[0].start, p.spans[0].end] for p in labelled]
    return json.dumps(listed, ensure_ascii=False).encode()


def act_keys(connection: Connection, without: Collection[str]) -> dict[str, ActKeys]:
    """The names of each document but those ``without``."""
    return {row["doc_id"]: _keys(json.loads(row["names"])) for row in _facts(connection, without)}


def statute_pages(
    connection: Connection, without: Collection[str]
) -> dict[str, tuple[tuple[str, Span], ...]]:
    """The pages of each document that has some, but those ``without``."""
    found = ((row["doc_id"], json.loads(row["pages"])) for row in _facts(connection, without))
    return {
        doc_id: tuple((label, Span(start, end)) for label, start, end in pages)
        for doc_id, pages in found
        if pages
    }


def _keys(values: Mapping[str, Any]) -> ActKeys:
    return ActKeys(
        frozenset(values["laws"]),
        frozenset(values["ndaa_years"]),
        tuple(values["names"]),
        frozenset(values["numbers"]),
        values["fiscal_year"],
    )


def _facts(connection: Connection, without: Collection[str]) -> Iterator[Mapping[str, Any]]:
    from kb.store import facts, rows
    from kb.store.schema import documents

    there = select(*facts.as_bytes(facts.document_facts)).order_by(facts.document_facts.c.doc_id)
    held = {row["doc_id"]: dict(row) for row in connection.execute(there).mappings()}
    wanted = select(documents.c.doc_id).where(documents.c.doc_id.not_in(list(without)))
    for doc_id in connection.execute(wanted).scalars().all():
        row = held.get(doc_id)
        if row is not None and facts.digest_of_document(row) == row["digest"]:
            yield row
            continue
        document = rows.document(connection, doc_id)
        if document is not None:
            yield {"doc_id": doc_id, "names": names_of(document), "pages": pages_of(document)}
