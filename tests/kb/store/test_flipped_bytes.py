"""One byte of a library's file is changed: the check reports it, or nothing is lost by it."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from kb.collect import Collections
from kb.errors import LibraryError
from kb.evidence.judgement import Judgement
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.models import Document, Kind, Metadata, Page, Passage, Section
from kb.span import Span
from kb.store import FILE, LexicalQuery, Library, SourceState
from kb.store.retry_on_change import retry_on_change

WORDS = "border customs firearms tracing treaty agency report funds court police yard lamp".split()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with documents, a collection and judgements, closed."""
    home = tmp_path_factory.mktemp("whole") / "home"
    some = random.Random(3)
    library = Library.open(home)
    for number in range(5):
        parts = [" ".join(some.choices(WORDS, k=60)) + f" {number}{i}" for i in range(8)]
        _publish(library, f"doc-{number}", parts)
    collections = Collections(library)
    made = collections.create("What was collected")
    for number in range(5):
        collections.add(made.collection_id, f"doc-{number}", Span(0, 40), f"A note on {number}")
    store = EvidenceStore(library)
    for number in range(5):
        store.judge(
            Judgement(
                f"rec-{number}", f"link-{number}", "A. Judge", f"doc-{number}", "0" * 64,
                Span(0, 40), "the quote", Relation.SUPPORTS, LinkStatus.CONFIRMED, "2026-01-01",
                "a note of the judge",
            )
        )  # fmt: skip
    assert library.check(None).findings == ()
    library.close()
    return home


def _publish(library: Library, doc_id: str, parts: list[str]) -> None:
    text, pieces, sections, at = "\n\n".join(parts), [], [], 0
    for i, part in enumerate(parts):
        span = Span(at, at + len(part))
        sections.append(
            Section(span, (f"Part {i}",), 1, f"Part {i}", str(i), f"P.L. 200-1, § {i}", atomic=True)
        )
        pieces.append(Passage(doc_id, i, span, f"header of {doc_id}", i))
        at = span.end + 2
    pages = (Page(0, "i", "1", (Span(0, len(text)),)),)
    document = Document(
        doc_id, doc_id.ljust(64, "0"), text, Metadata(f"On {doc_id}", Kind.REPORT, language="en"),
        pages=pages, sections=tuple(sections),
    )  # fmt: skip
    vectors = np.random.default_rng(1).normal(size=(len(parts), 24)).astype(np.float32)
    state = SourceState(f"/{doc_id}.txt", 1, 1, "0", doc_id, "g", "added", None, "k")
    library.publish(document, pieces, vectors, "fake", state)


def contents(home: Path) -> object:
    """Everything in the library that people put there or read, as SQLite gives it."""
    connection = sqlite3.connect(home / FILE)
    tables = "documents passages addresses vectors sources collections clippings judgements".split()
    rows = {t: sorted(connection.execute(f"SELECT * FROM {t}"), key=repr) for t in tables}
    words = {
        w: connection.execute(
            "SELECT rowid, bm25(passage_index) FROM passage_index WHERE passage_index MATCH ?"
            " ORDER BY rowid",
            (w,),
        ).fetchall()
        for w in WORDS
    }
    connection.close()
    return rows, words


def places(file: Path, count: int, seed: int) -> Iterator[tuple[int, int]]:
    """Places in a file, each with what its byte is combined with."""
    chance = random.Random(seed)
    for _ in range(count):
        yield chance.randrange(file.stat().st_size), chance.choice([1, 2, 4, 8, 16, 32, 64, 128])


def use(home: Path) -> None:
    """What a person does with a library. Only errors of ours may end it."""
    try:
        library = Library.open(home)
    except LibraryError:
        return
    try:
        for act in (
            library.documents,
            lambda: retry_on_change(library, lambda: _read(library)),
            lambda: _notes(library),
            library.repair,
            library.rebuild_lexical,
            lambda: retry_on_change(library, lambda: _read(library)),
            lambda: library.remove("doc-2"),
            lambda: _publish(library, "doc-3", ["A new text of the document."]),
            lambda: library.check(None),
        ):
            try:
                act()
            except LibraryError:
                continue
    finally:
        library.close()


def _read(library: Library) -> None:
    found = library.lexical(LexicalQuery(tuple((w,) for w in WORDS)))
    library.passages_by_id([i for i, _ in found])
    for summary in library.documents():
        library.document(summary.doc_id)
    assert library.vector_table().matrix.ndim == 2
    library.addresses()
    library.sources()
    library.encoder_key()


def _notes(library: Library) -> None:
    collections = Collections(library)
    for collection in collections.all():
        collections.clippings(collection.collection_id)
    EvidenceStore(library).judgements()


@pytest.mark.case("S4")
@pytest.mark.parametrize(
    ("count", "seed"), [(30, 1), *(pytest.param(100, n, marks=pytest.mark.full) for n in (2, 3))]
)
def test_a_changed_byte_is_reported_or_harmless(
    whole: Path, tmp_path: Path, count: int, seed: int
) -> None:
    before = contents(whole)
    missed, reported = [], 0
    for number, (place, bit) in enumerate(places(whole / FILE, count, seed)):
        home = Path(shutil.copytree(whole, tmp_path / str(number)))
        content = bytearray((home / FILE).read_bytes())
        content[place] ^= bit
        (home / FILE).write_bytes(content)
        try:
            library = Library.open(home)
            clean = library.check(None).clean
            library.close()
        except LibraryError:
            clean = False
        reported += not clean
        if clean and contents(home) != before:
            missed.append((place, bit))
        use(home)
        shutil.rmtree(home)
    assert missed == []
    assert reported, "some places of the file matter"
