"""The record: documents, passages, words and vectors in one SQLite file, published whole or not.

A reader sees a document with all that belongs to it or not at all: each publication is one
transaction, and SQLite's write-ahead log lets readers go on while it is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from kb.errors import GenerationMismatch, LibraryError, UnknownDocument
from kb.library import lexical, matrices, publish
from kb.library.check import HasIds, examine
from kb.library.connect import connect
from kb.library.filters import Filter, conditions, document_conditions
from kb.library.lock import writing
from kb.library.packing import unpack_layout, unpack_metadata, unpack_text
from kb.library.records import (
    AddressRow,
    CheckReport,
    DocumentSummary,
    Facets,
    FloatArray,
    LexicalQuery,
    SourceState,
    StoredPassage,
    VectorTable,
)
from kb.library.schema import addresses, documents, meta, passages, sources, vectors
from kb.library.stems import VERSION as WORDS_VERSION
from kb.model import Document, Passage, Role
from kb.span import Span

FILE = "library.sqlite3"


class Library:
    """An open record. Use ``Library.open``; close it, or leave that to the garbage collector."""

    def __init__(self, home: Path, engine: Engine) -> None:
        self.home = home
        self._engine = engine
        self._writes = engine.execution_options(immediate=True)
        self._document = lru_cache(maxsize=24)(self._read_document)
        self._table: tuple[int, VectorTable] | None = None

    @classmethod
    def open(cls, home: Path, *, create: bool = True) -> Library:
        """Open the record in the folder ``home``, making it where ``create`` allows.

        Raises ``LibraryError`` when there is none, when it is damaged, or when a newer program
        made it.
        """
        file = home / FILE
        if not create and not file.exists():
            raise LibraryError(
                f"expected a library at {home}, found none; `kb ingest FOLDER` makes one, "
                "and `kb up` builds one from the digests the project carries"
            )
        home.mkdir(parents=True, exist_ok=True)
        return cls(home, connect(file))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def writer(self, patience_s: float = 0.0) -> Iterator[None]:
        """Be the one writer. Raises ``LibraryBusy`` when another process is."""
        with writing(self.home, patience_s):
            yield

    # -- writing -----------------------------------------------------------------------------

    def publish(
        self,
        document: Document,
        pieces: Sequence[Passage],
        matrix: FloatArray,
        encoder_key: str,
        source: SourceState | None = None,
        *,
        replaces: str | None = None,
    ) -> None:
        """Put a document on record in one transaction, in place of the document of the same id
        and of the one ``replaces`` names. ``matrix`` has a row for each passage.

        Raises ``GenerationMismatch`` when the record's vectors are another encoder's.
        """
        if len(matrix) != len(pieces):
            raise LibraryError(f"expected {len(pieces)} vectors, found {len(matrix)}")
        with self._writes.begin() as connection:
            self._same_encoder(connection, encoder_key)
            for old in {document.doc_id, replaces} - {None}:
                publish.erase(connection, str(old))
            publish.write(connection, document, pieces, matrix, encoder_key)
            if source is not None:
                _note(connection, source)
            _bump(connection)

    def remove(self, doc_id: str) -> None:
        """Take a document off the record. Raises ``UnknownDocument``."""
        with self._writes.begin() as connection:
            if not publish.erase(connection, doc_id):
                raise self._unknown(doc_id)
            connection.execute(delete(sources).where(sources.c.doc_id == doc_id))
            _bump(connection)

    def note_source(self, state: SourceState) -> None:
        """Remember a file that was looked at."""
        with self._writes.begin() as connection:
            _note(connection, state)

    def forget_source(self, path: str) -> None:
        """Forget a file."""
        with self._writes.begin() as connection:
            connection.execute(delete(sources).where(sources.c.path == path))

    def put_vectors(self, doc_id: str, matrix: FloatArray, encoder_key: str) -> None:
        """Replace the vectors of one document, as a rebuild with another encoder does."""
        packed = {"matrix": matrix.astype("float32").tobytes(), "dimension": matrix.shape[1]}
        with self._writes.begin() as connection:
            connection.execute(
                update(vectors)
                .where(vectors.c.doc_id == doc_id)
                .values(encoder_key=encoder_key, **packed)
            )
            _bump(connection)

    def _same_encoder(self, connection: Connection, key: str) -> None:
        other = connection.execute(
            select(vectors.c.encoder_key).where(vectors.c.encoder_key != key).limit(1)
        ).scalar()
        if other is not None:
            raise GenerationMismatch(
                f"expected vectors of the encoder on record ({other}), found {key}; "
                "run `kb rebuild` to encode everything with the encoder now in use"
            )

    # -- documents ---------------------------------------------------------------------------

    def documents(self) -> tuple[DocumentSummary, ...]:
        """All documents, by id, without their texts."""
        columns = [c for c in documents.c if c.name not in ("text", "layout")]
        with self._engine.connect() as connection:
            rows = connection.execute(select(*columns).order_by(documents.c.doc_id)).all()
        return tuple(_summary(r) for r in rows)

    def document(self, doc_id: str) -> Document:
        """A document as it was published. Raises ``UnknownDocument``, naming near ids."""
        with self._engine.connect() as connection:
            sha = connection.execute(
                select(documents.c.sha256, documents.c.generation).where(
                    documents.c.doc_id == doc_id
                )
            ).first()
        if sha is None:
            raise self._unknown(doc_id)
        return self._document(doc_id, sha.sha256, sha.generation)

    def _read_document(self, doc_id: str, sha256: str, generation: str) -> Document:
        with self._engine.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.doc_id == doc_id)).one()
        return Document(
            doc_id=doc_id,
            sha256=row.sha256,
            text=unpack_text(row.text),
            metadata=unpack_metadata(row.metadata),
            warnings=tuple(json.loads(row.warnings)),
            format=row.format,
            generation=row.generation,
            **unpack_layout(row.layout),
        )

    def _unknown(self, doc_id: str) -> UnknownDocument:
        ids = [d.doc_id for d in self.documents()]
        near = get_close_matches(doc_id, ids, n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `kb docs` lists them"
        return UnknownDocument(f"expected the id of a document on record, found {doc_id!r}{hint}")

    def sources(self) -> dict[str, SourceState]:
        """Every file that was looked at, by its path."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(sources)).all()
        return {r.path: SourceState(**r._mapping) for r in rows}

    # -- passages ----------------------------------------------------------------------------

    def passages(self, doc_id: str) -> tuple[StoredPassage, ...]:
        """The passages of one document, in order."""
        return self._stored(passages.c.doc_id == doc_id)

    def passages_by_id(self, ids: Collection[str]) -> dict[str, StoredPassage]:
        """The passages with these ids; ids that are not on record are left out."""
        wanted = list(ids)
        found: dict[str, StoredPassage] = {}
        for i in range(0, len(wanted), 500):
            chunk = self._stored(passages.c.passage_id.in_(wanted[i : i + 500]))
            found.update((p.passage_id, p) for p in chunk)
        return found

    def passage_ids(self) -> dict[str, str]:
        """Every passage's id, with the id of its document."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(passages.c.passage_id, passages.c.doc_id))
            return {r[0]: r[1] for r in rows}

    def passages_in(self, doc_id: str, span: Span) -> tuple[StoredPassage, ...]:
        """The passages of a document that overlap ``span``, in order."""
        return self._stored(
            (passages.c.doc_id == doc_id)
            & (passages.c.start < span.end)
            & (passages.c.end > span.start)
        )

    def _stored(self, where: object) -> tuple[StoredPassage, ...]:
        columns = [c for c in passages.c if c.name not in ("row", "place")]
        with self._engine.connect() as connection:
            statement = select(*columns).where(where)  # type: ignore[arg-type]
            rows = connection.execute(statement.order_by(passages.c.doc_id, passages.c.ordinal))
            found = rows.all()
        texts = {d: self.text(d) for d in {r.doc_id for r in found}}
        return tuple(_passage(r, texts[r.doc_id]) for r in found)

    def text(self, doc_id: str) -> str:
        """The canonical text of a document."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(documents.c.sha256, documents.c.generation).where(
                    documents.c.doc_id == doc_id
                )
            ).one()
        return self._text(doc_id, row.sha256, row.generation)

    @lru_cache(maxsize=64)  # noqa: B019 - a Library lives as long as its process
    def _text(self, doc_id: str, sha256: str, generation: str) -> str:
        with self._engine.connect() as connection:
            packed = connection.execute(
                select(documents.c.text).where(documents.c.doc_id == doc_id)
            ).scalar_one()
        return unpack_text(packed)

    # -- finding -----------------------------------------------------------------------------

    def lexical(
        self, query: LexicalQuery, chosen: Filter | None = None, limit: int = 200
    ) -> list[tuple[str, float]]:
        """Passage ids by words, with BM25 scores (higher is better), best first."""
        with self._engine.connect() as connection:
            return lexical.search(connection, query, chosen or Filter(), limit)

    def frequencies(self, asked: Iterable[str]) -> dict[str, int]:
        """In how many passages each word (or one of its stem) stands."""
        with self._engine.connect() as connection:
            return lexical.frequencies(connection, asked)

    def mentions(self, phrase: str, chosen: Filter | None = None) -> int:
        """How many passages hold ``phrase`` word for word, letter case and accents aside."""
        return len(self.lexical(LexicalQuery(phrases=(phrase,)), chosen, limit=100_000))

    def select(self, chosen: Filter) -> set[str]:
        """The ids of the passages a filter lets through."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(passages.c.passage_id)
                .join(documents, passages.c.doc_id == documents.c.doc_id)
                .where(*conditions(chosen))
            )
            return {r[0] for r in rows}

    def facets(self, chosen: Filter) -> Facets:
        """How many documents there are of each kind, year, publisher and language."""
        counts: list[Mapping[str, int]] = []
        with self._engine.connect() as connection:
            for name in ("kind", "year", "publisher", "language"):
                column = documents.c[name]
                rows = connection.execute(
                    select(column, func.count())
                    .where(*document_conditions(chosen), column.is_not(None))
                    .group_by(column)
                    .order_by(func.count().desc(), column)
                )
                counts.append({str(value): int(n) for value, n in rows})
        return Facets(*counts)

    def addresses(self, units: Collection[str] = ()) -> tuple[AddressRow, ...]:
        """Addressed sections: every statutory section, and all parts of those in ``units``."""
        wanted = [u.casefold() for u in units]
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(addresses)
                .where(addresses.c.atomic | addresses.c.unit.in_(wanted))
                .order_by(addresses.c.doc_id, addresses.c.section_index)
            ).all()
        return tuple(
            AddressRow(r.doc_id, r.section_index, r.address, r.number, r.heading,
                       Span(r.start, r.end), r.atomic)
            for r in rows
        )  # fmt: skip

    # -- vectors -----------------------------------------------------------------------------

    def encoder_key(self) -> str | None:
        """Which encoder the vectors on record are from; ``None`` when there are none."""
        with self._engine.connect() as connection:
            return connection.execute(select(vectors.c.encoder_key).limit(1)).scalar()

    def encoder_key_of(self, doc_id: str) -> str | None:
        """Which encoder the vectors of one document are from."""
        with self._engine.connect() as connection:
            asked = select(vectors.c.encoder_key).where(vectors.c.doc_id == doc_id)
            return connection.execute(asked).scalar()

    def vector_table(self) -> VectorTable:
        """Every answering passage's vector; kept until the record changes."""
        version = self.version()
        if self._table is None or self._table[0] != version:
            with self._engine.connect() as connection:
                self._table = (version, matrices.table(connection))
        return self._table[1]

    def known_vectors(
        self, encoder_key: str, text_hashes: Collection[str]
    ) -> dict[str, FloatArray]:
        """Vectors on record of texts with these hashes, made by that encoder."""
        with self._engine.connect() as connection:
            return matrices.known(connection, encoder_key, text_hashes)

    def vectors_of(self, doc_id: str) -> tuple[tuple[str, ...], FloatArray]:
        """Passage ids and vectors of one document, in order."""
        with self._engine.connect() as connection:
            return matrices.of_document(connection, doc_id)

    def version(self) -> int:
        """A number that grows with every change of the record."""
        with self._engine.connect() as connection:
            value = connection.execute(select(meta.c.value).where(meta.c.key == "version"))
            return int(value.scalar() or 0)

    def setting(self, key: str) -> str | None:
        """A value kept beside the record."""
        with self._engine.connect() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def keep_setting(self, key: str, value: str) -> None:
        """Keep a value beside the record."""
        with self._writes.begin() as connection:
            _set(connection, key, value)

    def check(self, index: HasIds | None) -> CheckReport:
        """Compare the record with its indexes; ``index`` is the vector index, if it is to be
        compared too."""
        with self._writes.connect() as connection:
            return examine(connection, index)

    def rebuild_lexical(self) -> None:
        """Make the word index anew from the documents on record, in one transaction."""
        with self._writes.begin() as connection:
            lexical.clear(connection)
            for row in connection.execute(
                select(documents.c.doc_id, documents.c.language).order_by(documents.c.doc_id)
            ).all():
                packed = connection.execute(
                    select(documents.c.text).where(documents.c.doc_id == row.doc_id)
                ).scalar_one()
                entries = publish.indexed_rows(connection, row.doc_id, unpack_text(packed))
                lexical.add(connection, entries, row.language)
            _set(connection, "words", WORDS_VERSION)
            _bump(connection)


def _summary(row: Row[tuple[object, ...]]) -> DocumentSummary:
    return DocumentSummary(
        doc_id=row.doc_id,
        sha256=row.sha256,
        metadata=unpack_metadata(row.metadata),
        format=row.format,
        pages=row.page_count,
        passages=row.passage_count,
        characters=row.characters,
        warnings=tuple(json.loads(row.warnings)),
        generation=row.generation,
    )


def _passage(row: Row[tuple[object, ...]], text: str) -> StoredPassage:
    span = Span(row.start, row.end)
    return StoredPassage(
        passage_id=row.passage_id,
        doc_id=row.doc_id,
        ordinal=row.ordinal,
        span=span,
        header=row.header,
        section=row.section,
        role=Role(row.role),
        text=span.of(text),
        text_hash=row.text_hash,
    )


def _note(connection: Connection, state: SourceState) -> None:
    connection.execute(delete(sources).where(sources.c.path == state.path))
    connection.execute(insert(sources).values({c.name: getattr(state, c.name) for c in sources.c}))


def _set(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def _bump(connection: Connection) -> None:
    found = connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar()
    _set(connection, "version", str(int(found or 0) + 1))
