"""Reads the library: documents, passages, vectors, and lexical search.

Each method reads in one transaction, so from one state of the library. A document that is replaced
meanwhile is seen as it was or as it is, never partly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, select

from kb.errors import UnknownDocument
from kb.models import Document
from kb.settings import settings
from kb.span import Span
from kb.store import (
    document_names,
    facets,
    key_values,
    lexical_index,
    passage_table,
    rows,
    vectors,
    vocabulary,
)
from kb.store.checksums import is_sound
from kb.store.damage import OF_A_DOCUMENT
from kb.store.db_errors import translated_errors
from kb.store.left_out import LeftOut
from kb.store.passage_filters import Filter
from kb.store.passage_table import PassageSet, PassageTable
from kb.store.records import (
    OUTDATED,
    AddressRow,
    DocumentSummary,
    Facets,
    LexicalQuery,
    SourceState,
    StoredPassage,
    VectorTable,
)
from kb.store.schema import documents, passages, sources
from kb.store.stored_paths import original_path
from kb.store.versioned_cache import VersionedCache
from kb.store.word_scores import Snapshot, WordScores

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kb.statutes.resolve import ActKeys
    from kb.store.passage_table import Mask
    from kb.store.records import FloatArray

Value = TypeVar("Value")
_LETTERS = 32  # first letters whose words are kept
_LEFT_OUT = 10**12  # more than a version ever is


def decoded(raw: bytes) -> str:
    """Text from the library, also where it is not UTF-8 any more."""
    return raw.decode(errors="replace")


class Reader:
    """An open library, read only."""

    def __init__(self, file: Path, engine: Engine) -> None:
        self.home = file.parent
        self._file = file
        self._engine = engine
        limits = settings().store
        self._documents: VersionedCache[Document] = VersionedCache(limits.cached_documents)
        self._texts: VersionedCache[str] = VersionedCache(limits.cached_text, len)
        self._summaries: VersionedCache[tuple[DocumentSummary, ...]] = VersionedCache(1)
        self._indexed: tuple[object, Mapping[str, DocumentSummary]] = (None, {})
        self._vocabulary: VersionedCache[dict[str, int]] = VersionedCache(_LETTERS)
        self._tables: VersionedCache[VectorTable] = VersionedCache(1)
        self._passages: VersionedCache[PassageTable] = VersionedCache(1)
        self._words = WordScores()
        self._verified: VersionedCache[None] = VersionedCache(10_000)
        self._masks: VersionedCache[Mask] = VersionedCache(32)
        self._keys: VersionedCache[Mapping[str, ActKeys]] = VersionedCache(1)
        self._out = LeftOut()
        self._held: Any = local()  # the transaction of each thread that reads

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the library, and is read in one
        transaction."""
        if getattr(self._held, "connection", None) is not None:
            yield
            return
        with translated_errors(self._file), self._engine.connect() as connection:
            self._held.connection, self._held.version = connection, None
            try:
                yield
            finally:
                self._held.connection = None

    @contextmanager
    def _reading(self, *, tolerant: bool = False) -> Iterator[Connection]:
        """One transaction that reads. A ``tolerant`` one reads text that is not UTF-8 any more."""
        with self.one_state(), translated_errors(self._file):
            connection: Connection = self._held.connection
            raw: Any = connection.connection.dbapi_connection
            before = raw.text_factory
            raw.text_factory = decoded if tolerant else str
            try:
                yield connection
            finally:
                raw.text_factory = before

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that reads, for collections and judgements."""
        with self._reading(tolerant=True) as connection:
            yield connection

    # -- damage ------------------------------------------------------------------------------

    @property
    def left_out(self) -> tuple[str, ...]:
        """Sentences on what is damaged and was left out so far."""
        return self._out.sentences

    @property
    def damaged(self) -> tuple[str, ...]:
        """The ids of the documents that are left out."""
        return self._out.documents

    def set_damaged_aside(self) -> bool:
        """Verify all documents and addresses, and leave out those that are damaged from now on.
        True when there are more of them than before."""
        with self._reading(tolerant=True) as connection:
            return self._out.find(connection)

    def _version(self, connection: Connection) -> int:
        """The version that caches are valid for. It also grows when something is left out or taken
        back."""
        if self._held.version is None:
            self._held.version = key_values.version(connection)
        version: int = self._held.version
        if self._out.is_outdated(version):
            with self._reading(tolerant=True) as other:
                self._out.drop_mended(other, version)
        return version + _LEFT_OUT * self._out.changes

    def _sound(self, chosen: Filter | None) -> Filter:
        return replace(chosen or Filter(), without=self._out.documents)

    def _cached(
        self, cache: VersionedCache[Value], key: str, make: Callable[[Connection], Value]
    ) -> Value:
        """The result of ``make`` for the present state of the library, cached."""
        with self._reading() as connection:
            return cache.of(self._version(connection), key, lambda: make(connection))

    # -- documents ---------------------------------------------------------------------------

    def documents(self) -> tuple[DocumentSummary, ...]:
        """All documents, by id, without their texts. Damaged ones are left out."""
        with self._reading(tolerant=True) as connection:
            version = self._version(connection)
            return self._summaries.of(version, "", lambda: self._summarised(connection))

    def summaries(self) -> Mapping[str, DocumentSummary]:
        """The same by id."""
        listed = self.documents()
        if self._indexed[0] is not listed:
            self._indexed = (listed, {s.doc_id: s for s in listed})
        return self._indexed[1]

    def _summarised(self, connection: Connection) -> tuple[DocumentSummary, ...]:
        found = []
        for summary in rows.summaries(connection):
            if isinstance(summary, str):
                self._out.add(summary, OF_A_DOCUMENT["documents"])
            elif summary.doc_id not in self._out.documents:
                found.append(summary)
        return tuple(found)

    def document(self, doc_id: str) -> Document:
        """A document as it was published. Raises ``UnknownDocument``, naming near ids, and
        ``DocumentDamaged``."""
        return self._cached(self._documents, doc_id, lambda c: self._present(doc_id, c))

    def verify_document(self, doc_id: str) -> None:
        """Read the text, pages and sections of a document, once until the library changes, and
        compare their checksums. Raises ``DocumentDamaged`` where they are not as written."""
        self._cached(self._verified, doc_id, lambda c: rows.verify(c, doc_id))

    def text(self, doc_id: str) -> str:
        """The canonical text of a document. Raises ``UnknownDocument``."""
        with self._reading() as connection:
            return self._text(connection, self._version(connection), doc_id)

    def _present(self, doc_id: str, connection: Connection) -> Document:
        found = rows.document(connection, doc_id)
        if found is None:
            raise self._unknown(connection, doc_id)
        return found

    def _text(self, connection: Connection, version: int, doc_id: str) -> str:
        def make() -> str:
            found = rows.text(connection, doc_id)
            if found is None:
                raise self._unknown(connection, doc_id)
            return found

        return self._texts.of(version, doc_id, make)

    def _unknown(self, connection: Connection, doc_id: str) -> UnknownDocument:
        ids = list(connection.execute(select(documents.c.doc_id)).scalars())
        near = get_close_matches(doc_id, ids, n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else "; `kb docs` lists them"
        return UnknownDocument(f"There is no document {doc_id!r} in the library{hint}")

    def sources(self) -> dict[str, SourceState]:
        """Every file that was looked at, by its path."""
        with self._reading(tolerant=True) as connection:
            found = connection.execute(select(sources).where(is_sound("sources"))).all()
        states = (SourceState(**{**r._mapping, "path": original_path(r.path)}) for r in found)
        return {state.path: state for state in states}

    def outdated(self, among: Collection[str] | None = None) -> tuple[str, ...]:
        """Sentences about the documents, of those ``among`` where given, whose file was changed and
        cannot be read as it is now."""
        with self._reading(tolerant=True) as connection:
            found = connection.execute(
                select(sources.c.doc_id, sources.c.reason).where(
                    sources.c.status == OUTDATED, sources.c.doc_id.is_not(None)
                )
            ).all()
        return tuple(
            f"{doc_id} has the text that its file had before. The file was changed since and "
            f"cannot be read ({reason}). `kb remove {doc_id}` removes the text."
            for doc_id, reason in sorted(found)
            if among is None or doc_id in among
        )

    # -- passages ----------------------------------------------------------------------------

    def passages(self, doc_id: str) -> tuple[StoredPassage, ...]:
        """The passages of one document, in order."""
        return self._stored(passages.c.doc_id == doc_id)

    def passages_by_id(self, ids: Collection[str]) -> dict[str, StoredPassage]:
        """The passages with these ids; ids that are not in the library are left out."""
        listed = list(ids)
        batches = [
            passages.c.passage_id.in_(listed[i : i + 500]) for i in range(0, len(listed), 500)
        ]
        return {p.passage_id: p for p in self._stored(*batches)}

    def lengths(self, ids: Collection[str]) -> dict[str, int]:
        """The lengths of passages, in characters. Ids that are not in the library are left out."""
        with self._at() as snapshot:
            number, length = snapshot.table.number, snapshot.table.lengths
            return {i: int(length[number[i]]) for i in ids if i in number}

    def shingles(self, ids: Sequence[str]) -> list[npt.NDArray[np.uint32]]:
        """The word 5-grams of passages (``kb.text.shingles``), in ascending order. None for ids
        that are not in the library."""
        with self._at() as snapshot:
            return rows.shingles(snapshot.connection, snapshot.table, ids)

    def passages_in(self, doc_id: str, span: Span) -> tuple[StoredPassage, ...]:
        """The passages of a document that overlap ``span``, in order."""
        overlapping = (passages.c.start < span.end) & (passages.c.end > span.start)
        return self._stored((passages.c.doc_id == doc_id) & overlapping)

    def passage_table(self) -> PassageTable:
        """All passages in arrays; kept until the library changes."""
        with self._at() as snapshot:
            return snapshot.table

    def passage_ids(self) -> dict[str, str]:
        """Every passage's id, with the id of its document."""
        with self._reading() as connection:
            found = connection.execute(select(passages.c.passage_id, passages.c.doc_id))
            return {r[0]: r[1] for r in found}

    def _stored(self, *batches: ColumnElement[bool]) -> tuple[StoredPassage, ...]:
        with self._reading() as connection:
            self._version(connection)
            sound = passages.c.doc_id.not_in(self._out.documents)
            return tuple(
                passage for where in batches for passage in rows.stored(connection, where & sound)
            )

    @contextmanager
    def _at(self) -> Iterator[Snapshot]:
        """One state of the library, to search in."""
        with self._reading() as connection:
            version = self._version(connection)
            yield Snapshot(connection, version, self._table(connection, version))

    def _table(self, connection: Connection, version: int) -> PassageTable:
        out = self._out.documents
        return self._passages.of(version, "", lambda: passage_table.load(connection, out))

    # -- finding -----------------------------------------------------------------------------

    def lexical(
        self, query: LexicalQuery, chosen: Filter | None = None, limit: int = 200
    ) -> list[tuple[str, float]]:
        """Passage ids by words, with BM25 scores (higher is better), best first."""
        match = lexical_index.match_of(query)
        if match is None:
            return []
        with self._at() as snapshot:
            allowed = self._selected(snapshot, chosen or Filter())
            return self._words.search(snapshot, match, allowed, limit)

    def coverage(self, groups: Iterable[Sequence[str]], ids: Collection[str]) -> dict[str, float]:
        """How much of a query passages have: the share of ``groups`` (``LexicalQuery.any_of``) of
        which they or their headers have an alternative, 0 to 1, rare groups counting more. Ids that
        are not in the library are left out."""
        asked = (lexical_index.match_of(LexicalQuery((tuple(g),))) for g in groups)
        with self._at() as snapshot:
            shares = self._words.coverage(snapshot, filter(None, asked))
            number = snapshot.table.number
            return {i: float(shares[number[i]]) for i in ids if i in number}

    def allowed(
        self, chosen: Filter, phrases: Sequence[str] = (), excluded: Sequence[str] = ()
    ) -> PassageSet:
        """The ids of the passages that match a filter, have all ``phrases`` word for word, and none
        that is ``excluded``."""
        with self._at() as snapshot:
            mask = self._selected(snapshot, chosen)
            if phrases:
                mask = mask & self._holding(snapshot, phrases)
            for phrase in excluded:
                mask = mask & ~self._holding(snapshot, [phrase])
            return PassageSet(snapshot.table, mask)

    def _selected(self, snapshot: Snapshot, chosen: Filter) -> Mask:
        """True for the passages that match a filter; both runs of a search ask for it."""

        def select_all() -> Mask:
            return facets.selected(snapshot.connection, snapshot.table, chosen)

        return self._masks.of(snapshot.version, repr(chosen), select_all)

    def _holding(self, snapshot: Snapshot, phrases: Sequence[str]) -> Mask:
        """True for the passages that have all ``phrases``; for none where these have no word."""
        match = lexical_index.match_of(LexicalQuery(phrases=tuple(phrases)))
        if match is None:
            return snapshot.table.having(())
        return self._words.holding(snapshot, match)

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """How many passages have each word, or a word of the same stem in either language."""
        with self._reading() as connection:
            return lexical_index.frequencies(connection, words)

    def has_word(self, word: str, stem: str | None = None) -> bool:
        """True when a passage has the folded ``word``, or it or its header a word of that stem."""
        with self._reading() as connection:
            return vocabulary.has_word(connection, word, stem)

    def words_beginning(self, start: str) -> dict[str, int]:
        """The folded words of all passages that begin with ``start``, and how many passages have
        each; kept until the library changes."""
        return self._cached(self._vocabulary, start, lambda c: vocabulary.words_beginning(c, start))

    def word_counts(self, words: Collection[str]) -> dict[str, int]:
        """How many passages have each of these folded words; words of none are left out."""
        with self._reading() as connection:
            return vocabulary.word_counts(connection, words)

    def mentions(self, phrase: str, chosen: Filter | None = None) -> int:
        """How many passages have ``phrase`` word for word; letter case and accents do not count."""
        return len(self.allowed(chosen or Filter(), [phrase]))

    def select(self, chosen: Filter, among: Collection[str] | None = None) -> set[str]:
        """The ids of the passages that match a filter, of all or ``among`` some."""
        allowed = self.allowed(chosen)
        return {i for i in (allowed if among is None else among) if i in allowed}

    def facets(self, chosen: Filter) -> Facets:
        """Counts over the passages that match a filter: their documents by kind, year, publisher
        and language, and the passages of each document."""
        with self._reading() as connection:
            return facets.facets(connection, self._sound(chosen))

    def addresses(
        self, units: Collection[str] = (), doc_ids: Collection[str] | None = None
    ) -> tuple[AddressRow, ...]:
        """Addressed sections: every statutory section, and all parts of those in ``units``; of all
        documents or of some."""
        with self._reading() as connection:
            folded = [u.casefold() for u in units]
            verify = self._out.addresses_are_damaged
            found = rows.addressed(connection, folded, doc_ids, verify=verify)
            return tuple(row for row in found if row.doc_id not in self._out.documents)

    def act_keys(self) -> Mapping[str, ActKeys]:
        """The names of each document, and of the laws of its sections; kept until the library
        changes."""
        return self._cached(
            self._keys, "", lambda c: document_names.act_keys(c, self._out.documents)
        )

    def statute_pages(self) -> Mapping[str, tuple[tuple[str, Span], ...]]:
        """By document the pages of the Statutes at Large, each by its label and its first span."""
        with self._reading() as connection:
            return document_names.statute_pages(connection, self._out.documents)

    def sections_at(self, doc_id: str, indexes: Collection[int]) -> dict[int | None, AddressRow]:
        """The addressed sections of a document with these places in ``Document.sections``."""
        with self._reading() as connection:
            verify = self._out.addresses_are_damaged
            found = rows.addressed_at(connection, doc_id, list(indexes), verify=verify)
            return {row.section_index: row for row in found}

    def named_parts(self, keys: Collection[str]) -> tuple[AddressRow, ...]:
        """The addressed parts of laws with these numbers in lower case, or with these keys of
        ``kb.statutes.named_parts``."""
        with self._reading() as connection:
            verify = self._out.addresses_are_damaged
            found = rows.named(connection, list(keys), verify=verify)
            return tuple(row for row in found if row.doc_id not in self._out.documents)

    # -- vectors -----------------------------------------------------------------------------

    def encoder_key(self) -> str | None:
        """Which encoder the vectors in the library are from; ``None`` when there are none."""
        with self._reading() as connection:
            return vectors.encoder_of(connection)

    def has_vectors(self, doc_id: str, encoder_key: str) -> bool:
        """True when that encoder has encoded the document; it need not be the library's yet."""
        with self._reading() as connection:
            return vectors.has(connection, doc_id, encoder_key)

    def vector_table(self) -> VectorTable:
        """Every answering passage's vector; kept until the library changes."""
        return self._cached(self._tables, "", self._vector_table)

    def _vector_table(self, connection: Connection) -> VectorTable:
        passages = self._table(connection, self._version(connection))
        table, damaged = vectors.table(connection, passages)
        for doc_id in damaged:
            self._out.add_vectors(doc_id)
        return table

    def known_vectors(
        self, encoder_key: str, text_hashes: Collection[str]
    ) -> dict[str, FloatArray]:
        """The vectors of texts with these hashes, made by that encoder."""
        with self._reading() as connection:
            return vectors.by_text_hash(connection, encoder_key, text_hashes)

    def vectors_of(self, doc_id: str) -> tuple[tuple[str, ...], FloatArray]:
        """Passage ids and vectors of one document, in order."""
        with self._reading() as connection:
            return vectors.of_document(connection, doc_id)

    def version(self) -> int:
        """A number that grows with every change of the library."""
        with self._reading() as connection:
            return self._version(connection)

    def stored_version(self) -> int:
        """The version in the library's file, whatever this process left out of the library."""
        with self._reading() as connection:
            return key_values.version(connection)

    def setting(self, key: str) -> str | None:
        """A value kept in the library under ``key``."""
        with self._reading() as connection:
            return key_values.get(connection, key)
