"""Two versions of one document are both shown, and each says that there is another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.answer import answer
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.store import Library

pytestmark = pytest.mark.case("02")

RIFLES = (
    "# Quarterly Bulletin on Seizures\n\nIn the quarter the patrol seized {} rifles at the two "
    "bridges, and the court {} that they be destroyed.\n"
)


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    for name, figure, verb in (("q1", "412", "ordered"), ("q2", "57", "did not order")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bulletin.md").write_text(RIFLES.format(figure, verb))
    library = Library.open(tmp_path / "home")
    encoder = FakeEncoder()
    run(library, [tmp_path / "q1", tmp_path / "q2"], encoder=encoder, jobs=1)
    return Searcher(library, encoder)


def test_both_versions_are_hits(searcher: Searcher) -> None:
    hits = searcher.search("rifles seized at the bridges").hits
    assert {("412" in h.text, "57" in h.text) for h in hits} == {(True, False), (False, True)}
    assert all(len(h.versions) == 1 and h.copies == () for h in hits)
    assert hits[0].version_note == f"2 versions; this one is of {hits[0].doc_id}"


def test_an_answer_quotes_both_versions(searcher: Searcher) -> None:
    given = answer("How many rifles did the patrol seize at the two bridges?", searcher)
    quoted = " ".join(s.text for s in given.sentences)
    assert "412" in quoted
    assert "57" in quoted


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("How many rifles did the patrol seize at the two bridges?", ("412", "57")),
        ("How many boats did the navy stop off the cape?", ("31", "64")),
    ],
)
def test_texts_with_one_title_and_other_figures_are_both_quoted(
    tmp_path: Path, case_path: Callable[[str], Path], question: str, figures: tuple[str, str]
) -> None:
    library = Library.open(tmp_path / "home")
    encoder = FakeEncoder()
    run(library, [case_path("02-same-title-fold")], encoder=encoder, jobs=1)
    given = answer(question, Searcher(library, encoder))
    quoted = " ".join(sentence.text for sentence in given.sentences)
    assert all(f"{figure} " in quoted for figure in figures)
