"""What search needs of passages and documents, worked out when a document is published.

The tables hold nothing that the documents do not: they are made again from them (``facts_build``),
and a row that is missing or damaged is worked out when it is needed. Each row has its own digest,
which for a passage covers the hash of its text in the record. ``passage_facts`` has a row for each
passage; ``document_facts`` packs of all passages of a document what decides on a candidate, so that
a search reads only the passages that it shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    cast,
    delete,
    insert,
)

from kb.models import Document, Page, Role
from kb.span import Span
from kb.store import schema
from kb.store.checksums import checksum
from kb.store.document_names import names_of, pages_of
from kb.store.records import Place
from kb.text.quotable_sentences import has_prose
from kb.text.shingles import shingles

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

VERSION = "facts-3"  # raise when anything here changes; the facts are then worked out again
ROLES = tuple(Role)  # by the number that stands for each

_tables = MetaData()
_cascade = ForeignKey(schema.passages.c.row, ondelete="CASCADE")
_of_document = ForeignKey(schema.documents.c.doc_id, ondelete="CASCADE")

passage_facts = Table(
    "passage_facts",
    _tables,
    Column("row", Integer, _cascade, primary_key=True),
    Column("text", LargeBinary, nullable=False),  # UTF-8
    Column("place", LargeBinary, nullable=False),  # JSON: address, heading path, footnote, pages
    Column("shingles", LargeBinary, nullable=False),  # uint32 each
    Column("digest", LargeBinary, nullable=False),
)

document_facts = Table(
    "document_facts",
    _tables,
    Column("doc_id", String, _of_document, primary_key=True),
    Column("first_row", Integer, nullable=False),
    Column("ids", LargeBinary, nullable=False),  # of the passages in order, 12 bytes each
    Column("roles", LargeBinary, nullable=False),  # a byte each
    Column("prose", LargeBinary, nullable=False),  # a byte each, 1 where it has running words
    Column("lengths", LargeBinary, nullable=False),  # of the passages in characters, uint32 each
    Column("names", LargeBinary, nullable=False),  # JSON; see kb/store/document_names.py
    Column("pages", LargeBinary, nullable=False),  # JSON
    Column("digest", LargeBinary, nullable=False),
)

TABLES = (passage_facts, document_facts)
_PACKED = ("first_row", "ids", "roles", "prose", "lengths", "names", "pages")


def as_bytes(table: Table) -> list[ColumnElement[Any]]:
    """The columns of a table of facts, to be selected. A value that damage made a text is read as
    the bytes that it is."""
    blobs = (c.name for c in table.c if isinstance(c.type, LargeBinary))
    kept = [c for c in table.c if not isinstance(c.type, LargeBinary)]
    return [*kept, *(cast(table.c[name], LargeBinary).label(name) for name in blobs)]


class Places:
    """The places of spans of one document; a law has thousands of sections and of passages."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, span: Span) -> Place:
        """The place of ``span``: that of ``section_of`` and ``pages_of``."""
        import numpy as np

        start, end, level = self._sections
        holding = np.flatnonzero((start <= span.start) & (end >= span.end))
        first, last, number = self._pages
        touched = dict.fromkeys(number[(first < span.end) & (last > span.start)].tolist())
        pages = tuple(self._document.pages[n] for n in sorted(touched))
        if not len(holding):
            return Place(pages=pages)
        levels = level[holding]
        section = self._document.sections[int(holding[levels == levels.max()][-1])]
        note = section.number if section.role is Role.FOOTNOTE else None
        return Place(section.address, section.path, note, pages)

    @cached_property
    def _sections(self) -> npt.NDArray[np.int64]:
        return _columns([(s.span.start, s.span.end, s.level) for s in self._document.sections])

    @cached_property
    def _pages(self) -> npt.NDArray[np.int64]:
        pages = enumerate(self._document.pages)
        return _columns([(s.start, s.end, number) for number, p in pages for s in p.spans])


def _columns(rows: Sequence[tuple[int, int, int]]) -> npt.NDArray[np.int64]:
    import numpy as np

    return np.array(rows, np.int64).reshape(-1, 3).T


@dataclass(frozen=True, slots=True)
class FactsOfPassage:
    """What search needs of a passage: its ``text``, its ``place``, and the 5-grams of its text in
    ascending order, packed as uint32 (``kb.text.shingles``)."""

    text: str
    place: Place
    shingles: bytes

    @classmethod
    def of(cls, text: str, place: Place) -> FactsOfPassage:
        """The facts of a passage with that text and place."""
        import numpy as np

        grams = np.fromiter(shingles(text), np.uint32)
        return cls(text, place, np.sort(grams).tobytes())


def write(connection: Connection, document: Document, rows: Iterable[Mapping[str, Any]]) -> None:
    """Work out and insert the facts of a document, in place of those there are. ``rows`` are its
    passages in the record, in order."""
    of_passages, of_document = worked_out(document, list(rows))
    erase(connection, document.doc_id, [row["row"] for row in of_passages])
    if of_passages:
        connection.execute(insert(passage_facts), of_passages)
    connection.execute(insert(document_facts).values(of_document))


def worked_out(
    document: Document, rows: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows of both tables for a document."""
    places = Places(document)
    values = {
        "doc_id": document.doc_id,
        "first_row": rows[0]["row"] if rows else 0,
        "ids": bytes.fromhex("".join(r["passage_id"] for r in rows)),
        "roles": bytes(ROLES.index(Role(r["role"])) for r in rows),
        "prose": bytes(has_prose(document.text[r["start"] : r["end"]]) for r in rows),
        "lengths": pack_lengths(r["end"] - r["start"] for r in rows),
        "names": names_of(document),
        "pages": pages_of(document),
    }
    of_passages = [_packed(document, places, row) for row in rows]
    return of_passages, {**values, "digest": digest_of_document(values)}


def erase(connection: Connection, doc_id: str, rows: Sequence[int]) -> None:
    """Remove the facts of a document and of its passages, which have those rows."""
    connection.execute(delete(document_facts).where(document_facts.c.doc_id == doc_id))
    if rows:
        between = passage_facts.c.row.between(min(rows), max(rows))
        connection.execute(delete(passage_facts).where(between))


def _packed(document: Document, places: Places, row: Mapping[str, Any]) -> dict[str, object]:
    span = Span(row["start"], row["end"])
    facts = FactsOfPassage.of(span.of(document.text), places.of(span))
    values = (facts.text.encode(), pack_place(facts.place).encode(), facts.shingles)
    digest = digest_of_passage(row["text_hash"], *values)
    return {"row": row["row"], **dict(zip(("text", "place", "shingles"), values, strict=True)),
            "digest": digest}  # fmt: skip


def pack_lengths(lengths: Iterable[int]) -> bytes:
    """Lengths in characters as uint32 each."""
    import numpy as np

    return np.fromiter(lengths, np.uint32).tobytes()


def digest_of_passage(text_hash: str, text: bytes, place: bytes, grams: bytes) -> bytes:
    """The digest that the facts of a passage should have."""
    return checksum(text_hash.encode(), text, place, grams)


def digest_of_document(row: Mapping[str, Any]) -> bytes:
    """The digest that the facts of a document should have."""
    values = (row[name] for name in _PACKED)
    return checksum(row["doc_id"].encode(), *values)


def of_span(document: Document, span: Span) -> FactsOfPassage:
    """The facts of a passage of ``document``."""
    return FactsOfPassage.of(span.of(document.text), Places(document).of(span))


def pack_place(place: Place) -> str:
    """``place`` as JSON."""
    pages = [
        [p.index, p.label, p.printed, [[s.start, s.end] for s in p.spans], int(p.ocr)]
        for p in place.pages
    ]
    return json.dumps([place.address, place.path, place.footnote, pages], ensure_ascii=False)


def unpack_place(packed: str | bytes) -> Place:
    """The inverse of ``pack_place``."""
    address, path, footnote, pages = json.loads(packed)
    return Place(
        address,
        tuple(path),
        footnote,
        tuple(
            Page(index, label, printed, tuple(Span(a, b) for a, b in spans), bool(ocr))
            for index, label, printed, spans, ocr in pages
        ),
    )
