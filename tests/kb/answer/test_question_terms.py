"""The terms of a question, and their weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.answer.question_terms import question_terms
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.store import Library

NOTE = "# Lamps\n\nThe ministry paid for lamps.\n\n## Ports\n\nLamps were lit in the port.\n"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("asked")
    docs: Path = base / "docs"
    docs.mkdir()
    for number in range(6):
        (docs / f"note{number}.md").write_text(NOTE.replace("Lamps", f"Lamps {number}", 1))
    library = Library.open(base / "home")
    run(library, [docs], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


def weights(searcher: Searcher, question: str) -> dict[str, float]:
    return {t.name: t.weight for t in question_terms(searcher.find(question), searcher.library)}


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("tell me who paid for the lamps please", {"paid", "lamps"}),
        ("Dime quién pagó las lámparas, por favor", {"pagó", "lámparas"}),
        ("How much money was paid for lamps?", {"paid", "lamps"}),
        ("say", {"say"}),
    ],
)
def test_words_of_asking_are_not_terms(searcher: Searcher, question: str, terms: set[str]) -> None:
    assert set(weights(searcher, question)) == terms


def test_an_unknown_spanish_word_weighs_no_more_than_the_others(searcher: Searcher) -> None:
    found = weights(searcher, "¿quién pagó las lámparas del puerto zarandeado?")
    others = [w for name, w in found.items() if name != "zarandeado"]
    assert found["zarandeado"] == pytest.approx(sum(others) / len(others))


def test_an_unknown_english_word_or_a_name_keeps_its_weight(searcher: Searcher) -> None:
    english = weights(searcher, "who paid for the lamps of the zarandor?")
    assert english["zarandor"] > english["lamps"]
    spanish = weights(searcher, "¿quién pagó las lámparas de Zarandor?")
    assert spanish["Zarandor"] > spanish["lámparas"]
