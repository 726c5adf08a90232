"""The record: documents, passages, words and vectors in one SQLite file, published whole or not.

A reader sees a document with all that belongs to it or not at all: each publication is one
transaction, and SQLite's write-ahead log lets readers go on while it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, delete, insert

from kb.errors import LibraryError
from kb.models import Document, Passage
from kb.store import key_values, lexical_build, publish, vectors
from kb.store.connection import connect, is_current
from kb.store.consistency import HasIds, examine
from kb.store.db_errors import translated_errors
from kb.store.lock import writing
from kb.store.reader import Reader
from kb.store.records import CheckReport, SourceState
from kb.store.schema import sources

if TYPE_CHECKING:
    from kb.store.records import FloatArray

FILE = "library.sqlite3"


class Library(Reader):
    """An open record. Use ``Library.open``; close it, or leave that to the garbage collector."""

    def __init__(self, file: Path, engine: Engine) -> None:
        super().__init__(file, engine)
        self._writes = engine.execution_options(immediate=True)

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
        return cls(file, connect(file))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def writer(self, patience_s: float = 0.0) -> Iterator[None]:
        """Be the one writer. Raises ``LibraryBusy`` when another process is."""
        with writing(self.home, patience_s):
            yield

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        """One transaction that changes the record, and is counted in its version."""
        with self._writing() as connection:
            yield connection
            key_values.bump(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated_errors(self._file), self._writes.begin() as connection:
            if not is_current(connection):
                raise LibraryError(
                    f"expected {self._file} as it was opened, found that another version of "
                    "Evidencia has changed its form since; start this program again"
                )
            yield connection

    @contextmanager
    def notes_transaction(self) -> Iterator[Connection]:
        """One transaction that changes what people keep beside the documents: collections and
        judgements. It waits for another short one, needs no writer's lock, and does not count in
        the record's version."""
        with self._writing() as connection:
            yield connection

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

        Raises ``GenerationMismatch`` when the record's vectors are another encoder's, and
        ``LibraryError`` when document, passages and vectors do not belong together.
        """
        with self._changing() as connection:
            vectors.admit(connection, encoder_key)
            for old in {document.doc_id, replaces} - {None}:
                publish.erase(connection, str(old))
            publish.write(connection, document, pieces, matrix, encoder_key)
            if source is not None:
                _note(connection, source)

    def remove(self, doc_id: str) -> None:
        """Take a document off the record. Raises ``UnknownDocument``."""
        with self._changing() as connection:
            if not publish.erase(connection, doc_id):
                raise self._unknown(connection, doc_id)
            connection.execute(delete(sources).where(sources.c.doc_id == doc_id))
            key = vectors.encoder_of(connection)
            if key is not None:
                vectors.settle(connection, key)

    def note_source(self, state: SourceState) -> None:
        """Remember a file that was looked at."""
        with self._writing() as connection:
            _note(connection, state)

    def forget_source(self, path: str) -> None:
        """Forget a file."""
        with self._writing() as connection:
            connection.execute(delete(sources).where(sources.c.path == path))

    def put_vectors(self, doc_id: str, matrix: FloatArray, encoder_key: str) -> None:
        """Put vectors of one document on record, as a rebuild with another encoder does. They
        are seen when every document has vectors of that encoder.

        Raises ``LibraryError`` when there is not one for each passage.
        """
        with self._changing() as connection:
            rows = vectors.passages_of(connection, doc_id)
            vectors.write(connection, doc_id, matrix, encoder_key, rows)
            if vectors.complete(connection, encoder_key):
                vectors.settle(connection, encoder_key)

    def keep_setting(self, key: str, value: str) -> None:
        """Keep a value beside the record."""
        with self._writing() as connection:
            key_values.put(connection, key, value)

    def rebuild_lexical(self) -> None:
        """Make the word index anew from the documents on record, in one transaction."""
        with self._writing() as connection:
            lexical_build.rebuild(connection)

    def check(self, index: HasIds | None) -> CheckReport:
        """Compare the record with its indexes; ``index`` is the vector index, if it is to be
        compared too."""
        with translated_errors(self._file), self._writes.connect() as connection:
            return examine(connection, index)


def _note(connection: Connection, state: SourceState) -> None:
    connection.execute(delete(sources).where(sources.c.path == state.path))
    connection.execute(insert(sources).values({c.name: getattr(state, c.name) for c in sources.c}))
