"""The library: documents, passages, words and vectors in one SQLite file.

Each publication is one transaction: a reader sees a document with all its passages, words and
vectors, or not at all. SQLite's write-ahead log lets readers work while another process writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, delete, insert

from kb.errors import LibraryError
from kb.models import Document, Passage
from kb.store import (
    facts_build,
    key_values,
    last_change,
    lexical_build,
    originals,
    publish,
    stored_words,
    vectors,
)
from kb.store.connection import connect, is_current
from kb.store.consistency import HasIds, check_library
from kb.store.create import create_library
from kb.store.db_errors import translated_errors
from kb.store.lock import writing
from kb.store.reader import Reader, decoded
from kb.store.records import CheckReport, SourceState
from kb.store.repair import repair_library
from kb.store.schema import sources
from kb.store.stored_paths import stored_path

if TYPE_CHECKING:
    from kb.store.records import FloatArray

FILE = "library.sqlite3"


class Library(Reader):
    """An open library. Open it with ``Library.open``, and close it after use."""

    def __init__(self, file: Path, engine: Engine, only_reads: str | None = None) -> None:
        super().__init__(file, engine)
        self._writes = engine.execution_options(immediate=True)
        self._only_reads = only_reads  # why it cannot be changed

    @property
    def writable(self) -> bool:
        """True when the library can be changed."""
        return self._only_reads is None

    @classmethod
    def open(cls, home: Path, *, create: bool = True) -> Library:
        """Open the library in the folder ``home``, making it where ``create`` allows.

        Where the folder or the file may not be written, the library can be read but not changed.
        Raises ``LibraryError`` when there is none, when it is damaged, or when a newer program
        made it.
        """
        file = home / FILE
        with translated_errors(file):
            there = file.exists()
            if not there and not create:
                raise LibraryError(
                    f"There is no library at {home}. `kb ingest FOLDER` makes one, "
                    "and `kb up` builds one from the digests the project carries"
                )
            if not there:
                create_library(file)
            return cls(file, *connect(file))

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def writer(self, patience_s: float = 0.0) -> Iterator[None]:
        """Hold the writer's lock. Raises ``LibraryBusy`` where another process holds it, and
        ``LibraryError`` where the library may only be read."""
        self._must_be_writable()
        with ExitStack() as held:
            with translated_errors(self._file):
                held.enter_context(writing(self.home, patience_s))
            yield

    def _must_be_writable(self) -> None:
        if self._only_reads is not None:
            raise LibraryError(self._only_reads)

    @contextmanager
    def _change(self) -> Iterator[Connection]:
        """One transaction that changes the library and raises its version."""
        with self._write() as connection:
            yield connection
            key_values.bump(connection)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        self._must_be_writable()
        with translated_errors(self._file), self._writes.begin() as connection:
            if not is_current(connection):
                raise LibraryError(
                    f"Another version of Evidencia has changed the form of {self._file}. "
                    "Please start this program again."
                )
            yield connection
            changes = key_values.count_change(connection)
        last_change.note(self.home, changes)

    @contextmanager
    def notes_transaction(self) -> Iterator[Connection]:
        """One transaction that changes collections or judgements. It needs no writer's lock and
        does not raise the library's version."""
        with self._write() as connection:
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
        """Add a document in one transaction. It replaces the document of the same id and the one
        that ``replaces`` names. ``matrix`` has a row for each passage.

        Raises ``GenerationMismatch`` when the library's vectors are another encoder's, and
        ``LibraryError`` when document, passages and vectors do not belong together.
        """
        erased = {document.doc_id, replaces} - {None}
        with self._change() as connection:
            vectors.check_encoder(connection, encoder_key)
            hashes = publish.hashes_of(connection, erased)
            for old in erased:
                publish.erase(connection, str(old))
            publish.write(connection, document, pieces, matrix, encoder_key)
            if source is not None:
                _note(connection, source)
        self._out.take_back(document.doc_id)
        originals.discard_unused(self, hashes)

    def remove(self, doc_id: str) -> None:
        """Remove a document, and then its original. Raises ``UnknownDocument``."""
        with self._change() as connection:
            hashes = publish.hashes_of(connection, [doc_id])
            if not publish.erase(connection, doc_id):
                raise self._unknown(connection, doc_id)
            connection.execute(delete(sources).where(sources.c.doc_id == doc_id))
            key = vectors.encoder_of(connection)
            if key is not None:
                vectors.set_encoder(connection, key)
        self._out.take_back(doc_id)
        originals.discard_unused(self, hashes)  # only after the commit

    def note_source(self, state: SourceState, instead_of: Sequence[str] = ()) -> None:
        """Store the state of a file, and forget the files at the paths ``instead_of``."""
        self.note_sources([(state, instead_of)])

    def note_sources(self, changes: Iterable[tuple[SourceState, Sequence[str]]]) -> None:
        """As ``note_source`` for each change, in one transaction."""
        with self._write() as connection:
            for state, instead_of in changes:
                if instead_of:
                    old = [stored_path(path) for path in instead_of]
                    connection.execute(delete(sources).where(sources.c.path.in_(old)))
                _note(connection, state)

    def forget_source(self, path: str) -> None:
        """Delete the state of a file."""
        with self._write() as connection:
            connection.execute(delete(sources).where(sources.c.path == stored_path(path)))

    def put_vectors(self, doc_id: str, matrix: FloatArray, encoder_key: str) -> None:
        """Store vectors of one document, as a rebuild with another encoder does. Readers see them
        once every document has vectors of that encoder.

        Raises ``LibraryError`` when there is not one for each passage.
        """
        with self._write() as connection:
            rows = vectors.passages_of(connection, doc_id)
            vectors.write(connection, doc_id, matrix, encoder_key, rows)
            if vectors.is_complete(connection, encoder_key, self._out.documents):
                vectors.set_encoder(connection, encoder_key)
            if vectors.encoder_of(connection) == encoder_key:
                key_values.bump(connection)  # until then readers need not load anything again

    def adopt_encoder(self, encoder_key: str) -> None:
        """Make that encoder the library's, where every document has its vectors."""
        with self._change() as connection:
            if vectors.is_complete(connection, encoder_key, self._out.documents):
                vectors.set_encoder(connection, encoder_key)

    def keep_setting(self, key: str, value: str) -> None:
        """Store a value under ``key``."""
        with self._write() as connection:
            key_values.put(connection, key, value)

    def rebuild_lexical(self) -> None:
        """Rebuild the word index from the documents, in one transaction."""
        with self._write() as connection:
            lexical_build.rebuild(connection)

    def rebuild_facts(self) -> None:
        """Work out again what search needs of the documents, in one transaction."""
        with self._change() as connection:
            facts_build.rebuild(connection, self._out.documents)

    def check(self, index: HasIds | None) -> CheckReport:
        """Verify every checksum, and compare the documents with the indexes. ``index`` is the
        vector index, or ``None`` to leave it out."""
        with self.reading() as connection:
            changes = last_change.noted(self.home)
            return check_library(connection, index, changes, self._words_integrity)

    def _words_integrity(self) -> str | None:
        """What is wrong inside the word index. SQLite checks it by a command that begins a write,
        which is never committed. It is short: writers need not wait for the rest of the check."""
        if not self.writable:
            return None
        with self._writes.connect() as connection:
            return stored_words.integrity(connection)

    def repair(self) -> tuple[str, ...]:
        """Mend what can be made from the documents, and drop what is left of rows that are gone.
        Sentences on what is lost. The indexes must be built again afterwards."""
        with self._change() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.text_factory = decoded
            lost = tuple(repair_library(connection))
            changes = key_values.count_change(connection)
        last_change.note(self.home, changes, anew=True)
        return lost


def _note(connection: Connection, state: SourceState) -> None:
    values = {c.name: getattr(state, c.name) for c in sources.c}
    values["path"] = stored_path(state.path)
    connection.execute(delete(sources).where(sources.c.path == values["path"]))
    connection.execute(insert(sources).values(values))
