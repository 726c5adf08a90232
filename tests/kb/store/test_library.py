"""The library returns what was published, and nothing of what was replaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kb.errors import GenerationMismatch, LibraryBusy, LibraryError, UnknownDocument
from kb.models import Document, Kind, LeftOut, Metadata, Page, Passage, Role, Section
from kb.span import Span
from kb.store import FILE, Filter, LexicalQuery, Library, SourceState

WHOLE = Document(
    doc_id="whole",
    sha256="a" * 64,
    text="Título.\n\nBody text of it.",
    metadata=Metadata(
        "Título", Kind.BRIEF, "Instituto", ("A. Autora",), "2024-05", "es", "N-1", "https://x.test",
        "open", ("T",), 2024, "2024-01-02", ("armas",), ("kind",),
    ),
    pages=(
        Page(0, "i", "1", (Span(0, 7), Span(9, 12)), True),
        Page(1, None, None, (Span(12, 25),)),
    ),
    sections=(
        Section(Span(0, 25), ("Título",), 1, "Título"),
        Section(Span(9, 25), ("Título", "(a)"), 2, "", "a", "P.L. 1-1, § 2(a)", Role.NOTE, True),
    ),
    left_out=(LeftOut(Span(0, 7), "running header", False),),
    warnings=("page 2 has no text layer",),
    format="pdf",
    generation="read-1",
)  # fmt: skip
PIECES = (Passage("whole", 0, Span(0, 25), "header", 0),)
ONE = np.eye(1, 8, dtype=np.float32)


def test_a_document_comes_back_as_it_was_published(library: Library) -> None:
    library.publish(WHOLE, PIECES, ONE, "fake")
    assert library.document("whole") == WHOLE


def test_a_document_is_there_after_reopening(library: Library) -> None:
    library.publish(WHOLE, PIECES, ONE, "fake")
    assert Library.open(library.home, create=False).document("whole") == WHOLE


def test_publishing_again_replaces_and_counts_once(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("d", "old words here")
    publish("d", "new words here", "and more")
    assert [p.text for p in library.passages("d")] == ["new words here", "and more"]
    assert library.mentions("old words") == 0
    assert library.check(None).clean


def test_replaces_removes_another_document_in_the_same_transaction(library: Library) -> None:
    library.publish(WHOLE, PIECES, ONE, "fake")
    renamed = Document("new", WHOLE.sha256, WHOLE.text, WHOLE.metadata)
    library.publish(renamed, [Passage("new", 0, Span(0, 7), "h")], ONE, "fake", replaces="whole")
    assert [d.doc_id for d in library.documents()] == ["new"]


def test_removing_leaves_nothing_behind(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("d", "some words here")
    library.remove("d")
    assert library.documents() == ()
    assert library.mentions("words") == 0
    assert library.vector_table().ids == ()
    assert library.check(None).clean


def test_an_unknown_document_is_reported_with_similar_ids(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("gao-21-322", "text")
    with pytest.raises(UnknownDocument, match="did you mean gao-21-322"):
        library.document("gao-21-323")


def test_vectors_of_two_encoders_are_never_mixed(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("d", "text")
    with pytest.raises(GenerationMismatch, match="kb rebuild"):
        library.publish(WHOLE, PIECES, ONE, "another")


def test_a_second_writer_sees_who_is_writing(library: Library) -> None:
    with library.writer(), pytest.raises(LibraryBusy, match="process"):
        _write_elsewhere(library.home)


def _write_elsewhere(home: Path) -> None:
    with Library.open(home).writer():
        raise AssertionError("two writers at once")


def test_a_file_that_is_not_a_library_is_refused_and_kept(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match="is damaged or is not a library"):
        Library.open(tmp_path)
    assert file.read_bytes().startswith(b"not a database")


def test_opening_without_create_needs_a_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="kb ingest"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_the_vector_table_follows_the_library(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("a", "one", "three")
    assert library.vector_table().matrix.shape == (2, 8)
    publish("b", "five5")
    table = library.vector_table()
    assert table.doc_ids == ("a", "a", "b")
    assert table.matrix[2].argmax() == 5


def test_vectors_of_known_texts_are_found_by_hash(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("a", "one", "three")
    piece = library.passages("a")[1]
    known = library.known_vectors("fake", {piece.text_hash, "f" * 64})
    assert list(known) == [piece.text_hash]
    assert known[piece.text_hash].argmax() == 5
    assert library.known_vectors("another", {piece.text_hash}) == {}


def test_the_states_of_files_are_stored(library: Library) -> None:
    state = SourceState("/x/a.pdf", 3, 4, "b" * 64, None, "g", "skipped", "scanned", "key")
    library.note_source(state)
    assert library.sources() == {"/x/a.pdf": state}


def test_filters_narrow_and_facets_count(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("a", "guns", kind=Kind.BRIEF, date="2019-02", publisher="Quincy")
    publish("b", "guns", "other guns", date="2022", publisher="GAO", language="es")
    cases = [
        (Filter(kinds=("brief",)), {"a"}),
        (Filter(years=(2020, None)), {"b"}),
        (Filter(years=(None, 2020)), {"a"}),
        (Filter(publishers=("gao",)), {"b"}),
        (Filter(languages=("es",)), {"b"}),
        (Filter(doc_ids=("a",)), {"a"}),
        (Filter(sections=("§ 2",)), {"b"}),
        (Filter(sections=("PART 2",)), {"b"}),
    ]
    for chosen, expected in cases:
        hits = library.lexical(LexicalQuery((("guns",),)), chosen)
        found = library.passages_by_id([i for i, _ in hits]).values()
        assert {p.doc_id for p in found} == expected, chosen
        assert {i for i, _ in hits} == library.select(chosen), chosen
    assert library.facets(Filter()).kinds == {"brief": 1, "report": 1}
    assert library.facets(Filter(languages=("es",))).years == {"2022": 1}
    assert library.facets(Filter()).documents == {"b": 2, "a": 1}
    assert library.facets(Filter(sections=("§ 2",))).documents == {"b": 1}


SECTIONS = [
    ("§ 1", {0}, "a number is whole"),
    ("§1", {0}, "with or without the space"),
    ("§ 13", {2}, "and no beginning of another"),
    ("200–1, § 131", {1}, "dashes are alike"),
    ("Fundi", {1}, "a word may be begun"),
    ("unding", set(), "but not in its middle"),
    ("mérida plan", {2}, "accents aside"),
    ("%", set(), "no wildcard"),
    ("[", set(), "no pattern"),
]


@pytest.mark.parametrize(("section", "expected", "why"), SECTIONS, ids=[row[2] for row in SECTIONS])
def test_section_filters_match_addresses_and_headings(
    library: Library, section: str, expected: set[int], why: str
) -> None:
    text = "one two six"
    places = [("P.L. 200-1, § 1(a)", "Reports"), ("P.L. 200-1, § 131", "Funding"),
              ("P.L. 200-1, § 13", "Plan Merida Plan")]  # fmt: skip
    at = [Span(0, 3), Span(4, 7), Span(8, 11)]
    sections = [
        Section(span, (heading,), 1, heading, address=address)
        for span, (address, heading) in zip(at, places, strict=True)
    ]
    document = Document("d", "0", text, Metadata("T"), sections=tuple(sections))
    pieces = [Passage("d", i, span, "", i) for i, span in enumerate(at)]
    library.publish(document, pieces, np.ones((3, 4), np.float32), "fake")
    found = library.passages_by_id(library.select(Filter(sections=(section,))))
    assert {p.ordinal for p in found.values()} == expected, why


def test_a_changed_title_is_seen_at_once(library: Library) -> None:
    library.publish(WHOLE, PIECES, ONE, "fake")
    reader = Library.open(library.home)
    assert reader.document("whole").metadata.title == "Título"
    renamed = replace(WHOLE, metadata=Metadata("New title"))
    library.publish(renamed, PIECES, ONE, "fake")
    assert reader.document("whole") == renamed
    assert reader.documents()[0].metadata.title == "New title"


def test_addresses_give_sections_and_the_parts_of_named_ones(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("a", "one", "two")
    assert [a.address for a in library.addresses()] == ["P.L. 200-1, § 1", "P.L. 200-1, § 2"]
