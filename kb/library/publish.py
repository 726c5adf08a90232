"""Writes a document to the record and takes one out; each in the caller's one transaction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from kb.library import lexical
from kb.library.packing import pack_layout, pack_metadata, pack_text, unpack_text
from kb.library.records import FloatArray
from kb.library.schema import addresses, documents, passages, vectors
from kb.library.stems import folded
from kb.model import Document, Passage, Role, passage_id

_UNIT = re.compile(r"(?:§|art\.) ([\w.-]+)(?=[(]|$)")


def embedded_text(header: str, text: str) -> str:
    """What is embedded for a passage: its context header, then its words."""
    return f"{header}\n{text}" if header else text


def text_hash(embedded: str) -> str:
    """The key under which a text's vector is known: SHA-256 of what is embedded."""
    return hashlib.sha256(embedded.encode("utf-8", "surrogatepass")).hexdigest()


def write(
    connection: Connection,
    document: Document,
    pieces: Sequence[Passage],
    matrix: FloatArray,
    encoder_key: str,
) -> None:
    """Insert the document with its passages, words, addresses and vectors."""
    connection.execute(insert(documents).values(**_document_row(document, len(pieces))))
    first = 1 + (connection.execute(select(func.max(passages.c.row))).scalar() or 0)
    rows = [_passage_row(document, p, first + i) for i, p in enumerate(pieces)]
    if rows:
        connection.execute(insert(passages), rows)
    entries = ((first + i, p.span.of(document.text), p.header) for i, p in enumerate(pieces))
    lexical.add(connection, entries, document.metadata.language)
    named = list(_address_rows(document))
    if named:
        connection.execute(insert(addresses), named)
    flat = np.ascontiguousarray(matrix, dtype=np.float32)
    connection.execute(
        insert(vectors).values(
            doc_id=document.doc_id,
            encoder_key=encoder_key,
            dimension=flat.shape[1] if flat.ndim == 2 else 0,
            matrix=flat.tobytes(),
        )
    )


def erase(connection: Connection, doc_id: str) -> bool:
    """Take the document and all that hangs on it out of the record; False when it is not there."""
    row = connection.execute(
        select(documents.c.text, documents.c.language).where(documents.c.doc_id == doc_id)
    ).first()
    if row is None:
        return False
    lexical.delete(
        connection, indexed_rows(connection, doc_id, unpack_text(row.text)), row.language
    )
    for table in (vectors, addresses, passages, documents):
        connection.execute(delete(table).where(table.c.doc_id == doc_id))
    return True


def indexed_rows(connection: Connection, doc_id: str, text: str) -> list[lexical.Row]:
    """The document's passages as the word index has them."""
    found = connection.execute(
        select(passages.c.row, passages.c.start, passages.c.end, passages.c.header)
        .where(passages.c.doc_id == doc_id)
        .order_by(passages.c.ordinal)
    )
    return [(r.row, text[r.start : r.end], r.header) for r in found]


def _document_row(document: Document, count: int) -> dict[str, object]:
    meta = document.metadata
    return {
        "doc_id": document.doc_id,
        "sha256": document.sha256,
        "title": meta.title,
        "kind": meta.kind.value,
        "publisher": meta.publisher,
        "date": meta.date,
        "year": int(meta.date[:4]) if meta.date and meta.date[:4].isdigit() else None,
        "language": meta.language,
        "number": meta.number,
        "format": document.format,
        "generation": document.generation,
        "characters": len(document.text),
        "page_count": len(document.pages),
        "passage_count": count,
        "metadata": pack_metadata(meta),
        "warnings": json.dumps(document.warnings, ensure_ascii=False),
        "text": pack_text(document.text),
        "layout": pack_layout(document),
    }


def _passage_row(document: Document, passage: Passage, row: int) -> dict[str, object]:
    section = document.sections[passage.section] if passage.section is not None else None
    place = " ".join([section.address or "", *section.path]) if section else ""
    embedded = embedded_text(passage.header, passage.span.of(document.text))
    return {
        "row": row,
        "passage_id": passage_id(document, passage),
        "doc_id": document.doc_id,
        "ordinal": passage.ordinal,
        "start": passage.span.start,
        "end": passage.span.end,
        "header": passage.header,
        "section": passage.section,
        "place": folded(place),
        "role": passage.role.value,
        "text_hash": text_hash(embedded),
    }


def _address_rows(document: Document) -> Iterator[dict[str, object]]:
    for index, section in enumerate(document.sections):
        unit = _UNIT.search(section.address or "")
        if unit is None or section.role is Role.CONTENTS:
            continue
        yield {
            "doc_id": document.doc_id,
            "section_index": index,
            "unit": unit[1].casefold(),
            "address": section.address,
            "number": section.number,
            "heading": section.heading,
            "start": section.span.start,
            "end": section.span.end,
            "atomic": section.atomic,
        }
