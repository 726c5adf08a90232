"""Published documents are read back equal, whatever they contain."""

from __future__ import annotations

import json
import string
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import LibraryError
from kb.models import Document, Kind, LeftOut, Metadata, Page, Passage, Role, Section, passage_id
from kb.span import Span
from kb.store import Library
from kb.store.serialization import pack_layout, unpack_layout
from kb.text.stems import folded, words

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
MAYBE = st.none() | WORDS
NAMES = st.lists(WORDS, max_size=3).map(tuple)
METADATA = st.builds(
    Metadata,
    title=WORDS,
    kind=st.sampled_from(Kind),
    publisher=MAYBE,
    authors=NAMES,
    date=st.none() | st.dates().map(str),
    language=st.sampled_from([None, "en", "es"]),
    number=MAYBE,
    url=MAYBE,
    rights=MAYBE,
    names=NAMES,
    fiscal_year=st.none() | st.integers(1900, 2100),
    enacted=MAYBE,
    topics=NAMES,
    guessed=NAMES,
)


def spans(length: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    within = spans(len(text))
    page = st.builds(
        Page, st.integers(0, 2000), MAYBE, MAYBE, st.lists(within, max_size=2).map(tuple),
        st.booleans(),
    )  # fmt: skip
    section = st.builds(
        Section, within, NAMES, st.integers(1, 9), WORDS, MAYBE, MAYBE, st.sampled_from(Role),
        st.booleans(),
    )  # fmt: skip
    return Document(
        doc_id=draw(st.text(string.ascii_lowercase + string.digits + "-", min_size=1)),
        sha256=draw(st.text("0123456789abcdef", min_size=64, max_size=64)),
        text=text,
        metadata=draw(METADATA),
        pages=tuple(draw(st.lists(page, max_size=3))),
        sections=tuple(draw(st.lists(section, max_size=3))),
        left_out=tuple(
            draw(st.lists(st.builds(LeftOut, within, WORDS, st.booleans()), max_size=3))
        ),
        warnings=draw(NAMES),
        format=draw(st.sampled_from(["pdf", "uslm", "text"])),
        generation=draw(WORDS),
    )


@st.composite
def chunked(draw: st.DrawFn) -> tuple[Document, tuple[Passage, ...]]:
    document = draw(documents())
    cuts = sorted(draw(st.sets(st.integers(1, len(document.text)), max_size=4)))
    found = [Span(a, b) for a, b in zip([0, *cuts], cuts, strict=False)]
    pieces = tuple(
        Passage(document.doc_id, i, span, draw(WORDS), None, draw(st.sampled_from(Role)))
        for i, span in enumerate(found)
    )
    return document, pieces


@pytest.fixture(scope="module")
def shared_library() -> Library:  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        opened = Library.open(Path(folder))
        yield opened  # type: ignore[misc]
        opened.close()


@settings(max_examples=60, deadline=None)
@given(st.lists(chunked(), min_size=1, max_size=3))
def test_documents_and_passages_come_back_equal(
    shared_library: Library, given_: list[tuple[Document, tuple[Passage, ...]]]
) -> None:
    for summary in shared_library.documents():
        shared_library.remove(summary.doc_id)  # left by an example that failed
    last = {document.doc_id: (document, pieces) for document, pieces in given_}
    for document, pieces in given_:
        vectors = np.ones((len(pieces), 4), np.float32)
        shared_library.publish(document, pieces, vectors, "fake")
    assert shared_library.check(None).findings == ()
    for doc_id, (document, pieces) in last.items():
        assert shared_library.document(doc_id) == document
        stored = shared_library.passages(doc_id)
        assert [p.text for p in stored] == [p.span.of(document.text) for p in pieces]
        assert [p.passage_id for p in stored] == [passage_id(document, p) for p in pieces]
        assert [(p.span, p.header, p.role) for p in stored] == [
            (p.span, p.header, p.role) for p in pieces
        ]
    for doc_id in last:
        shared_library.remove(doc_id)
    assert shared_library.documents() == ()
    assert shared_library.check(None).findings == ()


def test_the_source_map_of_an_older_library_is_ignored() -> None:
    document = Document("d", "0" * 64, "some text", Metadata("T"), (Page(0, "i"),))
    layout = json.loads(zlib.decompress(pack_layout(document)))
    older = zlib.compress(json.dumps({**layout, "map": [[0, 4, 2, 6]]}).encode())
    assert unpack_layout(older) == unpack_layout(pack_layout(document))


@given(st.text(), st.text())
def test_folding_twice_changes_nothing(one: str, two: str) -> None:
    assert folded(folded(one)) == folded(one)
    for word in words(f"{one} {two}"):
        assert " " not in word
        assert words(word) == [word]


WHOLE = Document("d", "0" * 64, "some text", Metadata("T"))
REFUSED = [
    (WHOLE, [Passage("other", 0, Span(0, 4), "")], 1, "numbered as passage 0 of other"),
    (WHOLE, [Passage("d", 1, Span(0, 4), "")], 1, "numbered as passage 1"),
    (WHOLE, [Passage("d", 0, Span(0, 400), "")], 1, "not inside its 9 characters"),
    (WHOLE, [Passage("d", 0, Span(4, 4), "")], 1, "not inside its"),
    (WHOLE, [Passage("d", 0, Span(0, 4), "")], 2, "1 passages, but vectors of shape"),
    (Document("d", "0" * 64, "half \ud800 a pair", Metadata("T")),
     [Passage("d", 0, Span(0, 4), "")], 1, "half a surrogate pair"),
    (Document("d", "0" * 64, "text", Metadata("T\udfff")),
     [Passage("d", 0, Span(0, 4), "")], 1, "half a surrogate pair"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "pieces", "rows", "message"), REFUSED, ids=lambda x: str(x)[:20]
)
def test_mismatched_passages_are_refused_and_leave_no_trace(
    library: Library, document: Document, pieces: list[Passage], rows: int, message: str
) -> None:
    with pytest.raises(LibraryError, match=message):
        library.publish(document, pieces, np.ones((rows, 4), np.float32), "fake")
    assert library.documents() == ()
    assert library.version() == Library.open(library.home).version()
    assert library.check(None).clean
