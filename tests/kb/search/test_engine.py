"""Search finds by words, address and phrase, shows a text once, and repeats exactly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.errors import QueryError
from kb.index import health
from kb.index.chroma import ChromaIndex
from kb.index.kept_index import FOLDER
from kb.search.engine import Searcher
from kb.settings import settings
from kb.store import Library

LAW = """Public Law 118–31

An Act To authorize a test for fiscal year 2024, and for other purposes.

Be it enacted by the Senate and House of Representatives of the United States of America,

SEC. 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.— This Act may be cited as the “National Defense Authorization Act for Fiscal Year 2024”.
    (b) Table of Contents.— The table of contents is as follows:
    Sec. 1. Short title; table of contents.
    Sec. 1311. Determination on lamps.

SEC. 1311. DETERMINATION ON LAMPS.

    (a) Determination.— The Librarian shall determine whether lamps were shipped by the ministry.
    (b) Report.— The Librarian shall report on the shipping of lamps.
"""
BRIEF = """# Fewer Lamps, More Light

## Discussion

The brief's authors hold that lamps alone do not light a town, and that audits of lamps failed.

## Conclusion and recommendations

Congress should fund audits of every lamp that is shipped across the border.
"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("search")
    docs = base / "docs"
    docs.mkdir()
    (docs / "law24.txt").write_text(LAW)
    other = LAW.replace("118–31", "116–92").replace("2024", "2020").replace("ministry", "port")
    (docs / "law20.txt").write_text(other)
    (docs / "brief.md").write_text(BRIEF)
    (docs / "brief-copy.txt").write_text(BRIEF.replace("#", "").replace("  ", " "))
    library = Library.open(base / "home")
    run(library, [docs], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


def sections(searcher: Searcher, query: str) -> list[str | None]:
    return [h.section for h in searcher.search(query).hits]


def test_an_address_gives_its_section_first_and_of_that_year(searcher: Searcher) -> None:
    found = sections(searcher, "section 1311 of the FY2024 NDAA")
    assert found[0] is not None
    assert found[0].startswith("P.L. 118-31, § 1311")
    found = sections(searcher, "Pub. L. 116–92 sec. 1311")
    assert found[0] is not None
    assert found[0].startswith("P.L. 116-92, § 1311")


def test_tables_of_contents_are_not_found(searcher: Searcher) -> None:
    texts = [h.text for h in searcher.search("determination on lamps").hits]
    assert not any(t.startswith("Sec. 1311. Determination") for t in texts)


def test_two_years_of_one_provision_are_both_shown(searcher: Searcher) -> None:
    found = searcher.search("Librarian shall report on the shipping of lamps").hits
    assert {"pl-118-31", "pl-116-92"} <= {h.doc_id for h in found}


def test_copies_of_a_text_are_one_hit_that_names_them(searcher: Searcher) -> None:
    found = searcher.search("fund audits of every lamp").hits
    briefs = [h for h in found if "audits of every lamp" in h.text]
    assert len(briefs) == 1
    assert len(briefs[0].copies) == 1


def test_every_hit_has_the_phrase_and_matches_the_filter(searcher: Searcher) -> None:
    assert {h.doc_id for h in searcher.search('"shipped by the port"').hits} == {"pl-116-92"}
    kinds = {h.metadata.kind.value for h in searcher.search("lamps kind:statute").hits}
    assert kinds == {"statute"}
    years = searcher.search("lamps year:1990").hits
    assert years == ()


def test_an_excluded_word_excludes_in_every_mode(searcher: Searcher) -> None:
    for mode in ("hybrid", "lexical", "dense"):
        assert not any(
            "ministry" in h.text for h in searcher.search("lamps -ministry", mode=mode).hits
        )


def test_a_misspelt_filter_gets_a_message(searcher: Searcher) -> None:
    with pytest.raises(QueryError, match="kind"):
        searcher.search("lamps knd:statute")


def test_a_section_that_is_not_in_the_library_gives_a_notice(searcher: Searcher) -> None:
    notices = searcher.search("section 1131 of the FY2024 NDAA").notices
    assert any("no section 1131" in n and "1311" in n for n in notices)


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_the_same_query_gives_the_same_hits(searcher: Searcher, mode: str) -> None:
    first = [h.as_json() for h in searcher.search("audits of lamps", mode=mode).hits]
    again = Searcher(Library.open(searcher.library.home), FakeEncoder())
    assert [h.as_json() for h in again.search("audits of lamps", mode=mode).hits] == first
    assert first


def test_the_text_of_every_hit_is_its_span(searcher: Searcher) -> None:
    for hit in searcher.search("lamps", limit=50).hits:
        assert hit.span.of(searcher.library.document(hit.doc_id).text) == hit.text


def test_an_empty_library_finds_nothing_and_does_not_fail(tmp_path: Path) -> None:
    empty = Searcher(Library.open(tmp_path), FakeEncoder())
    assert empty.search("lamps").hits == ()


def test_a_document_that_is_not_listed_any_more_is_left_out(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = searcher.library
    brief = next(d.doc_id for d in library.documents() if d.metadata.title.startswith("Fewer"))
    whole = {h.doc_id for h in searcher.search("audits of lamps").hits}
    assert brief in whole
    listed = tuple(d for d in library.documents() if d.doc_id != brief)
    monkeypatch.setattr(library, "documents", lambda: listed)
    left = {h.doc_id for h in searcher.search("audits of lamps").hits}
    assert left
    assert brief not in left


@pytest.mark.parametrize(("line", "answers"), [("0", "Chroma"), ("100000", "exact")])
def test_the_line_decides_whether_chroma_answers(
    searcher: Searcher, line: str, answers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, question = searcher.library, "who repaired the ministry's roof"
    last = searcher.search(question, 50, mode="dense").hits[-1].passage_id
    index = ChromaIndex(library.home / FOLDER, FakeEncoder().identity.key)
    index.upsert([last], FakeEncoder().encode_query([question]), ["any"])  # in Chroma alone
    index.close()
    monkeypatch.setattr(health, "check_health", health._examine)  # not in a child: it is quicker
    monkeypatch.setenv("KB_INDEX__EXACT_UP_TO", line)
    settings.cache_clear()
    try:
        for mode in ("dense", "hybrid"):
            found = Searcher(library, FakeEncoder()).search(question, 50, mode=mode)
            first = min(found.hits, key=lambda hit: hit.why.dense or 1_000)
            assert (first.passage_id == last) == (answers == "Chroma")
            assert found.notices == searcher.search(question, mode=mode).notices
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_missing_vector_index_is_passed_over_with_a_notice(
    searcher: Searcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shutil.copytree(searcher.library.home, tmp_path / "home")
    shutil.rmtree(home / FOLDER)
    monkeypatch.setenv("KB_INDEX__EXACT_UP_TO", "0")
    settings.cache_clear()
    try:
        found = Searcher(Library.open(home), FakeEncoder()).search("audits of lamps")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert [h.as_json() for h in found.hits] == [
        h.as_json() for h in searcher.search("audits of lamps").hits
    ]
    assert any("its folder is missing" in n and "`kb rebuild`" in n for n in found.notices)
