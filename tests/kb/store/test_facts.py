"""What search needs of passages is what the documents say, and is made again where it is missing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cite import pin
from kb.models import Document, Kind, Metadata, Page, Passage, Role, Section, pages_of
from kb.search.hit_builder import pin_of
from kb.span import Span
from kb.statutes.resolve import keys_of
from kb.store import FILE, Library, facts_build
from kb.store.facts import Places, pack_place, unpack_place

TEXT = "Lamps were bought for the border and nobody counted them. " * 4
_SPANS = st.tuples(st.integers(0, 200), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))
_SECTIONS = st.builds(
    lambda span, level, number, role: Section(
        span, ("Part", number), level, "", number, f"§ {number}", role
    ),
    _SPANS, st.integers(1, 3), st.sampled_from("abc"), st.sampled_from([Role.BODY, Role.FOOTNOTE]),
)  # fmt: skip


@given(
    st.lists(_SECTIONS, max_size=8),
    st.lists(st.lists(_SPANS, min_size=1, max_size=2), max_size=4),
    _SPANS,
)
def test_a_place_is_that_of_the_pin_cite(
    sections: list[Section], pages: list[list[Span]], span: Span
) -> None:
    made = tuple(Page(i, str(i), None, tuple(spans)) for i, spans in enumerate(pages))
    document = Document("d", "0" * 64, TEXT, Metadata("D"), made, tuple(sections))
    place = unpack_place(pack_place(Places(document).of(span)))
    cite = pin(document, span)
    assert place.pages == pages_of(document, span)
    assert (place.address, place.path, place.footnote) == (cite.address, cite.path, cite.footnote)


@pytest.fixture
def filled(library: Library, publish) -> Library:  # type: ignore[no-untyped-def]
    publish("lamps", "The lamps were bought by rail.", "NAVY | 3 | 9", "They were not counted.")
    publish("rifles", "The rifles were traced to a dealer in Arizona.")
    return library


def test_the_pin_cite_of_a_stored_passage_is_that_of_its_document(filled: Library) -> None:
    for passage in filled.passages("lamps"):
        assert pin_of(passage, filled.summaries()["lamps"]) == pin(
            filled.document("lamps"), passage.span
        )


def _everything(library: Library) -> object:
    table = library.passage_table()
    return (
        [library.passages(d.doc_id) for d in library.documents()],
        (
            table.ids,
            table.doc_ids,
            table.rows.tolist(),
            table.prose.tolist(),
            table.lengths.tolist(),
        ),
        [s.tolist() for s in library.shingles(table.ids)],
        library.act_keys(),
        library.statute_pages(),
    )


DAMAGE = [
    ("DELETE FROM passage_facts", "facts of passages are missing"),
    ("DELETE FROM document_facts", "facts of documents are missing"),
    ("UPDATE passage_facts SET text = x'ff' || substr(text, 2)", "a text is damaged"),
    ("UPDATE passage_facts SET place = '[]'", "a place is damaged"),
    ("UPDATE document_facts SET prose = x'010101'", "a mark is damaged"),
    ("UPDATE document_facts SET names = '{}'", "names are damaged"),
]


@pytest.mark.parametrize("statement", [d[0] for d in DAMAGE], ids=[d[1] for d in DAMAGE])
def test_facts_that_are_missing_or_damaged_are_worked_out_again(
    filled: Library, statement: str
) -> None:
    before = _everything(filled)
    assert filled.passage_table().prose.tolist() == [True, False, False, True]
    with sqlite3.connect(filled.home / FILE) as raw:
        raw.execute(statement)
    raw.close()
    again = Library.open(filled.home)
    assert _everything(again) == before
    (finding,) = again.check(None).findings
    assert finding.what == "what search needs differs from the documents"
    again.rebuild_facts()
    assert again.check(None).findings == ()
    assert _everything(again) == before
    again.close()


def test_the_names_and_pages_of_a_law_are_kept(library: Library) -> None:
    text = "SEC. 1. LAMPS. The Secretary shall buy lamps."
    span = Span(0, len(text))
    pages = (Page(0, "139 Stat. 410", None, (span,)), Page(1, "2", None, (span,)))
    sections = (Section(span, ("Sec. 1",), 1, "Lamps", "1", "P.L. 200-1, § 1", atomic=True),)
    law = Document("law", "1" * 64, text, Metadata("Lamps Act", Kind.STATUTE, number="S. 5"),
                   pages, sections)  # fmt: skip
    passages = [Passage("law", 0, span, "", 0)]
    library.publish(law, passages, np.ones((1, 8), np.float32), "fake")
    assert library.act_keys() == {"law": keys_of(law.metadata, frozenset({"200-1"}))}
    assert library.statute_pages() == {"law": (("139 Stat. 410", span),)}


def test_an_interrupted_preparation_goes_on_where_it_was(
    filled: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = _everything(filled)
    filled.keep_setting("facts", "facts of an older program")
    filled.close()
    fill = facts_build._fill
    done: list[str] = []

    def once(connection: object, doc_id: str) -> None:
        if done:
            raise KeyboardInterrupt
        fill(connection, doc_id)  # type: ignore[arg-type]
        done.append(doc_id)

    monkeypatch.setattr(facts_build, "_fill", once)
    with pytest.raises(KeyboardInterrupt):
        Library.open(filled.home)
    monkeypatch.setattr(facts_build, "_fill", lambda c, d: (fill(c, d), done.append(d)))
    caplog.clear()
    again = Library.open(filled.home)
    assert done == ["lamps", "rifles"]
    assert "Preparing 1 documents" in caplog.text
    assert _everything(again) == before
    assert again.check(None).findings == ()
    again.close()


def test_facts_go_with_their_document(filled: Library) -> None:
    filled.remove("lamps")
    raw = sqlite3.connect(filled.home / FILE)
    for table in ("passage_facts", "document_facts"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    raw.close()


def test_one_state_is_read_while_another_process_writes(filled: Library, tmp_path: Path) -> None:
    other = Library.open(filled.home)
    with filled.one_state():
        assert len(filled.documents()) == 2
        other.remove("lamps")
        assert len(filled.documents()) == 2
        assert len(filled.passages("lamps")) == 3
    assert len(filled.documents()) == 1
    other.close()
