"""Writes a document to the library or removes one, in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, func, insert, select

from kb.errors import LibraryError
from kb.models import Document, Passage, Role, passage_id
from kb.store import facts, lexical_build, lexical_index
from kb.store import vectors as vector_blocks
from kb.store.damage import is_whole
from kb.store.lexical_build import rows_of
from kb.store.schema import addresses, documents, passages, vectors
from kb.store.serialization import pack_layout, pack_metadata, pack_text
from kb.text.stems import folded

if TYPE_CHECKING:
    from kb.store.records import FloatArray

_UNIT = re.compile(r"(?:§|art\.) ([\w.-]+)(?=[(]|$)")


def embedded_text(header: str, text: str) -> str:
    """What is embedded for a passage: its context header, then its words."""
    return f"{header}\n{text}" if header else text


def text_hash(embedded: str) -> str:
    """The key of a text's vector: the SHA-256 of what is embedded."""
    return hashlib.sha256(embedded.encode("utf-8", "surrogatepass")).hexdigest()


def write(
    connection: Connection,
    document: Document,
    pieces: Sequence[Passage],
    matrix: FloatArray,
    encoder_key: str,
) -> None:
    """Insert the document with its passages, words, addresses and vectors.

    Raises ``LibraryError`` when they do not belong together.
    """
    _check_passages(document, pieces)
    try:
        _insert(connection, document, pieces)
    except UnicodeEncodeError as error:
        raise LibraryError(
            f"{document.doc_id} has half a surrogate pair in its text. The reader of "
            f"{document.format} files must leave such characters out."
        ) from error
    vector_blocks.write(connection, document.doc_id, matrix, encoder_key, len(pieces))


def _insert(connection: Connection, document: Document, pieces: Sequence[Passage]) -> None:
    connection.execute(insert(documents).values(**_document_row(document, len(pieces))))
    first = 1 + (connection.execute(select(func.max(passages.c.row))).scalar() or 0)
    rows = [_passage_row(document, p, first + i) for i, p in enumerate(pieces)]
    if rows:
        connection.execute(insert(passages), rows)
    entries = ((first + i, p.span.of(document.text), p.header) for i, p in enumerate(pieces))
    lexical_index.add(connection, entries, document.metadata.language)
    facts.write(connection, document, rows)
    _insert_addresses(connection, document)


def hashes_of(connection: Connection, doc_ids: Iterable[str | None]) -> set[str]:
    """The hashes of the files of those documents."""
    column = documents.c.sha256
    named = documents.c.doc_id.in_(list(doc_ids))
    return set(connection.execute(select(column).where(named)).scalars())


def erase(connection: Connection, doc_id: str) -> bool:
    """Remove the document with its passages, words, addresses and vectors. False where there is no
    such document."""
    there = select(documents.c.doc_id).where(documents.c.doc_id == doc_id)
    if connection.execute(there).first() is None:
        return False
    whole = is_whole(connection, doc_id)
    if whole:
        language = select(documents.c.language).where(documents.c.doc_id == doc_id)
        words = rows_of(connection, doc_id)
        lexical_index.delete(connection, words, connection.execute(language).scalar())
    for table in (vectors, addresses, passages, documents):
        connection.execute(delete(table).where(table.c.doc_id == doc_id))
    if not whole:  # nobody knows which words the index has of it
        lexical_build.rebuild(connection)
    return True


def write_addresses(connection: Connection, document: Document) -> None:
    """Write the addresses of a document's sections again, in place of those there are."""
    connection.execute(delete(addresses).where(addresses.c.doc_id == document.doc_id))
    _insert_addresses(connection, document)


def _insert_addresses(connection: Connection, document: Document) -> None:
    named = list(_address_rows(document))
    if named:
        connection.execute(insert(addresses), named)


def _check_passages(document: Document, pieces: Sequence[Passage]) -> None:
    """Refuse passages of another document, or with spans outside the text."""
    for number, piece in enumerate(pieces):
        if piece.doc_id != document.doc_id or piece.ordinal != number:
            raise LibraryError(
                f"Passage {number} of {document.doc_id} is numbered as passage {piece.ordinal} of "
                f"{piece.doc_id}."
            )
        if not piece.span.start < piece.span.end <= len(document.text):
            raise LibraryError(
                f"Passage {number} of {document.doc_id} has the span {piece.span}, which is not "
                f"inside its {len(document.text)} characters."
            )


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
    from kb.statutes.named_parts import named_parts

    for number, part in enumerate(named_parts(document.text, document.sections)):
        yield {
            "doc_id": document.doc_id,
            "section_index": len(document.sections) + number,
            "unit": part.key,
            "address": part.address,
            "number": part.number,
            "heading": part.heading,
            "start": part.span.start,
            "end": part.span.end,
            "atomic": False,
        }
