"""Collections lose no clipping, and cite only clippings that verify."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ingest.pipeline import run
from kb.collect import Clipping, Collections
from kb.collect.export import as_bibtex, as_csl, as_ris, markdown
from kb.encode.fake import FakeEncoder
from kb.errors import QueryError, UnknownDocument
from kb.span import Span
from kb.store import Library

NOTE = """# Lamps in Mexico

The office counted 48 lamps in 2021. It counted 52 lamps in 2022.

A **bold** <b>claim</b> with [a link](javascript:alert(1)) stands here for the exports.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``docs/`` and the library made of it in ``home/``; each test has a copy."""
    base = tmp_path_factory.mktemp("built")
    (base / "docs").mkdir()
    (base / "docs/lamps.md").write_text(NOTE)
    opened = Library.open(base / "home")
    run(opened, [base / "docs"], jobs=1, encoder=FakeEncoder())
    opened.close()
    return base


@pytest.fixture
def library(built: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(built / "home", tmp_path / "home")
    opened = Library.open(tmp_path / "home")
    yield opened
    opened.close()
    (built / "docs/lamps.md").write_text(NOTE)


@pytest.fixture
def kept(library: Library) -> Collections:
    ids = (f"id{n}" for n in itertools.count())
    return Collections(library, new_id=lambda: next(ids), clock=lambda: 1.0)


def _doc(library: Library) -> str:
    return library.documents()[0].doc_id


def _span(library: Library, words: str) -> Span:
    at = library.text(_doc(library)).index(words)
    return Span(at, at + len(words))


def _two(library: Library, kept: Collections) -> tuple[Clipping, ...]:
    into = kept.default().collection_id
    for words in ("The office counted 48 lamps in 2021.", "It counted 52 lamps in 2022."):
        kept.add(into, _doc(library), _span(library, words))
    return kept.clippings(into)


def test_a_clipping_has_the_documents_words_and_a_verified_citation(
    library: Library, kept: Collections
) -> None:
    first, second = _two(library, kept)
    assert first.quote == "The office counted 48 lamps in 2021."
    assert first.citation is not None
    assert "Lamps in Mexico" in first.citation
    assert not second.problem


def test_the_same_span_twice_is_one_clipping(library: Library, kept: Collections) -> None:
    into = kept.default().collection_id
    span = _span(library, "It counted 52 lamps in 2022.")
    assert kept.add(into, _doc(library), span) == kept.add(into, _doc(library), span)
    assert len(kept.clippings(into)) == 1


@pytest.mark.parametrize(
    ("by", "order"),
    [(1, [1, 0]), (-1, [0, 1]), (9, [1, 0])],
    ids=["one down", "up from the top stays", "further than there is room"],
)
def test_clippings_can_be_moved(
    library: Library, kept: Collections, by: int, order: list[int]
) -> None:
    before = [c.clipping_id for c in _two(library, kept)]
    kept.move(before[0], by)
    after = [c.clipping_id for c in kept.clippings(kept.default().collection_id)]
    assert after == [before[i] for i in order]


def test_a_removed_clipping_comes_back_in_its_place(library: Library, kept: Collections) -> None:
    first, _ = _two(library, kept)
    kept.note(first.clipping_id, "for the memo")
    removed = kept.remove(first.clipping_id)
    assert removed is not None
    assert len(kept.clippings(first.collection_id)) == 1
    kept.restore(removed)
    again = kept.clippings(first.collection_id)[0]
    assert (again.clipping_id, again.note) == (first.clipping_id, "for the memo")


def test_a_clipping_is_found_again_when_its_document_was_changed(
    library: Library, kept: Collections, built: Path
) -> None:
    _two(library, kept)
    file = built / "docs/lamps.md"
    file.write_text(NOTE.replace("# Lamps in Mexico", "# Lamps in Mexico\n\nA preface of words."))
    run(library, [built / "docs"], jobs=1, encoder=FakeEncoder())
    found = kept.clippings(kept.default().collection_id)
    assert [c.moved for c in found] == [True, True]
    assert all(c.citation for c in found)


def test_a_clipping_whose_words_are_gone_is_kept_and_not_cited(
    library: Library, kept: Collections, built: Path
) -> None:
    _two(library, kept)
    (built / "docs/lamps.md").write_text(NOTE.replace("48 lamps", "49 lamps"))
    run(library, [built / "docs"], jobs=1, encoder=FakeEncoder())
    first, second = kept.clippings(kept.default().collection_id)
    assert first.citation is None
    assert "are not in" in first.problem
    assert second.citation is not None
    text = markdown("Memo", (first, second))
    assert "48 lamps" not in text
    assert "Not verified" in text


def test_a_clipping_of_a_removed_document_says_so(library: Library, kept: Collections) -> None:
    _two(library, kept)
    library.remove(_doc(library))
    found = kept.clippings(kept.default().collection_id)
    assert [c.problem.endswith("not in the library any more") for c in found] == [True, True]


@pytest.mark.parametrize(
    ("span", "why"),
    [(Span(0, 10**9), "past the end"), (Span(3, 3), "empty")],
    ids=["past the end", "empty"],
)
def test_a_span_outside_the_text_is_refused(
    library: Library, kept: Collections, span: Span, why: str
) -> None:
    with pytest.raises(QueryError, match="not inside the"):
        kept.add(kept.default().collection_id, _doc(library), span)


def test_unknown_documents_collections_and_names_are_refused(
    library: Library, kept: Collections
) -> None:
    into = kept.default().collection_id
    with pytest.raises(UnknownDocument):
        kept.add(into, "nothing", Span(0, 4))
    with pytest.raises(QueryError, match="collection"):
        kept.add("nothing", _doc(library), Span(0, 4))
    with pytest.raises(QueryError, match="name"):
        kept.create("   ")
    with pytest.raises(QueryError, match="collection"):
        kept.rename("nothing", "Memo")


def test_a_clipping_is_not_restored_into_a_deleted_collection(
    library: Library, kept: Collections
) -> None:
    first, _ = _two(library, kept)
    removed = kept.remove(first.clipping_id)
    kept.delete(first.collection_id)
    assert removed is not None
    with pytest.raises(QueryError, match="deleted"):
        kept.restore(removed)


def test_the_collection_used_last_is_the_one_that_is_offered(library: Library) -> None:
    clock = itertools.count()
    kept = Collections(library, clock=lambda: float(next(clock)))
    _, second, third = (kept.create(name) for name in "abc")
    assert kept.default().collection_id == third.collection_id
    span = _span(library, "It counted 52 lamps in 2022.")
    kept.add(second.collection_id, _doc(library), span)
    assert kept.default().collection_id == second.collection_id
    assert kept.has(second.collection_id, _doc(library), span)
    assert not kept.has(third.collection_id, _doc(library), span)


def test_collecting_does_not_wait_for_ingestion_or_change_documents(
    library: Library, kept: Collections
) -> None:
    before = library.version()
    with library.writer():
        _two(library, kept)
    assert library.version() == before


def test_deleting_a_collection_deletes_its_clippings(library: Library, kept: Collections) -> None:
    _two(library, kept)
    made = kept.create("Second")
    kept.delete(kept.all()[0].collection_id)
    assert [c.collection_id for c in kept.all()] == [made.collection_id]


def test_exports_cite_each_clipping_and_escape_its_text(
    library: Library, kept: Collections
) -> None:
    into = kept.default().collection_id
    text = library.text(_doc(library))
    at = text.index("A bold") if "A bold" in text else text.index("claim")
    kept.add(into, _doc(library), Span(at, len(text.rstrip())))
    _two(library, kept)
    found = kept.clippings(into)
    shown = markdown("Me <b>mo</b>", found)
    assert shown.count("[^1]: ") == shown.count("[^3]: ") == 1
    assert "<b>" not in shown
    html = MarkdownIt().render(shown)
    assert "<a " not in html
    assert "<strong>" not in html


def test_a_reference_manager_gets_one_item_per_document(
    library: Library, kept: Collections
) -> None:
    first, _ = _two(library, kept)
    kept.note(first.clipping_id, "for part 2")
    found = kept.clippings(first.collection_id)
    (item,) = json.loads(as_csl(found))
    assert "locator" not in item
    noted = item["note"].split("\n")
    assert [n.startswith("“") for n in noted] == [True, True]
    assert noted[0].startswith("“The office counted 48 lamps in 2021.” (")
    assert noted[0].endswith("Note: for part 2")
    lines = as_ris(found).split("\r\n")
    assert [line for line in lines if line.startswith("N1")] == [f"N1  - {n}" for n in noted]
    assert lines[0].startswith("TY  - ")
    assert lines[-3:] == ["ER  - ", "", ""]
    entry = as_bibtex(found)
    assert entry.count("@") == entry.count("note = {") == 1
    assert entry.endswith("}\n}\n")
