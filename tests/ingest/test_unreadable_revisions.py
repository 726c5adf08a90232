"""A file that was changed to what cannot be read keeps its earlier text, and everything says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.check import check
from ingest.pipeline import run
from ingest.report import FileOutcome
from kb.answer.answer import answer
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.store import Library

RULE = "Rule on cement\n\nThe rule allows 500 tonnes of cement for the yard at Nogales each year.\n"
REVISIONS = [(b"", "empty"), (b" \n\n", "no text")]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "docs" / "rule.txt"
    path.parent.mkdir()
    path.write_text(RULE)
    return path


@pytest.fixture
def library(tmp_path: Path, file: Path) -> Library:
    library = Library.open(tmp_path / "home")
    ingest(library, file)
    return library


def ingest(library: Library, path: Path, *, prune: bool = False) -> FileOutcome:
    report = run(library, [path.parent], encoder=FakeEncoder(), jobs=1, prune=prune)
    return next(o for o in report.outcomes if o.path == str(path))


@pytest.mark.parametrize(("revision", "why"), REVISIONS, ids=[why for _, why in REVISIONS])
def test_the_earlier_text_stays_and_is_named_everywhere(
    library: Library, file: Path, revision: bytes, why: str
) -> None:
    (doc_id,) = (d.doc_id for d in library.documents())
    (file.parent / "other.txt").write_text("Memo on timber\n\nThe memo counts ninety beams.\n")
    file.write_bytes(revision)
    promise = "`kb ingest` reads it again, or says why it cannot."
    assert any(promise in note for note in check(library, deep=True).notes)
    for prune in (False, True):
        outcome = ingest(library, file, prune=prune)
        assert outcome.status == "skipped"
        assert why in (outcome.reason or "")
        assert (
            f"the text that the file had before, as {doc_id}. `kb remove {doc_id}` removes it"
            in (outcome.reason or "")
        )
    searcher = Searcher(library, FakeEncoder())
    (found,) = (n for n in searcher.search("cement").notices if "had before" in n)
    assert why in found
    others = searcher.search("timber", limit=1, mode="lexical").notices
    assert not any("had before" in n for n in others)
    assert found in answer("How many tonnes of cement does the rule allow?", searcher).notices
    assert found in check(library, deep=True).notes
    assert library.outdated() == (found,)
    assert not any("reads it again" in note for note in check(library, deep=True).notes)


@pytest.mark.parametrize("text", [RULE, RULE.replace("500", "400")])
def test_a_readable_revision_ends_it(library: Library, file: Path, text: str) -> None:
    file.write_bytes(b"")
    ingest(library, file)
    file.write_text(text)
    assert ingest(library, file).status == ("unchanged" if text == RULE else "updated")
    assert library.outdated() == ()
    assert library.document(library.documents()[0].doc_id).text.strip() == text.strip()


def test_a_copy_of_the_file_as_it_was_takes_the_document_over(library: Library, file: Path) -> None:
    (file.parent / "copy.txt").write_text(RULE)
    ingest(library, file)
    file.write_bytes(b"")
    assert "had before" not in (ingest(library, file).reason or "")
    assert library.outdated() == ()
    assert [d.doc_id for d in library.documents()]
