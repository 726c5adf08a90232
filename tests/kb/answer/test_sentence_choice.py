"""What counts in the ranking of sentences and in the probability of an answer, one step at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.answer.answer import Reading, read_for
from kb.answer.fitted_models import models_for
from kb.answer.likelihood import answer_features
from kb.answer.quote_sentences import choose_sentences
from kb.answer.sentence_ranking import ranked
from kb.encode.fake import FakeEncoder
from kb.encode.minilm import MINILM
from kb.search.engine import Searcher
from kb.settings import settings
from kb.store import Library

NOTE = """# Lamps

## Money

The ministry paid $5 million for lamps in Zarand in 2031. Lamps were lit in the port of Zarand.

## Ships

The harbour office counted nine ships and painted them green.
"""


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base: Path = tmp_path_factory.mktemp("choice")
    (base / "note.md").write_text(NOTE)
    library = Library.open(base / "home")
    run(library, [base / "note.md"], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


def read(searcher: Searcher, question: str) -> Reading:
    found = read_for(searcher.find(question), searcher, settings().answer)
    assert isinstance(found, Reading)
    return found


def features(searcher: Searcher, question: str) -> dict[str, float]:
    """The features of the answer by the models that need no vectors."""
    reading = read(searcher, question)
    best = ranked(reading.sentences, models_for(None).sentence)
    chosen = choose_sentences(best, reading.asked, settings().answer)
    return answer_features(reading.asked, reading.passages, best, chosen)


def test_the_sentence_that_gives_the_type_asked_for_is_first(searcher: Searcher) -> None:
    reading = read(searcher, "How much was paid for lamps in Zarand?")
    best = ranked(reading.sentences, models_for(None).sentence)
    assert "$5 million" in best[0].text
    assert best[0].features["gives_type"] == 1


def test_headings_are_never_ranked(searcher: Searcher) -> None:
    texts = {s.text for s in read(searcher, "What is said about money and ships?").sentences}
    assert texts
    assert texts.isdisjoint({"Lamps", "Money", "Ships"})


PAIRS = [  # a question that the note answers, the same with one thing changed, and what sees it
    ("Who paid for lamps in Zarand?", "Who paid for lamps in Belgrad?", "lacks_name"),
    ("What was paid in 2031 for lamps?", "What was paid in 2017 for lamps?", "missing_year"),
    ("How many ships were painted green?", "How many percent of ships were green?", "no_type"),
    ("Who paid for lamps?", "Who embroidered lamps?", "missing"),
]


@pytest.mark.parametrize(("near", "far", "feature"), PAIRS)
def test_a_near_miss_is_seen(searcher: Searcher, near: str, far: str, feature: str) -> None:
    assert features(searcher, far)[feature] > features(searcher, near)[feature]


def test_a_sentence_of_another_year_is_seen(searcher: Searcher) -> None:
    def of_other_year(question: str) -> bool:
        found = read(searcher, question).sentences
        return any(s.features["other_year"] for s in found if "$5 million" in s.text)

    assert of_other_year("What was paid in 2017 for lamps?")
    assert not of_other_year("What was paid in 2031 for lamps?")


def test_every_feature_has_a_weight_and_every_weight_a_feature(searcher: Searcher) -> None:
    models = models_for(MINILM.identity.key)
    sentence = read(searcher, "Who paid for lamps?").sentences[0]
    assert set(models.sentence.coefficients) == set(sentence.features)
    assert set(models.answer.coefficients) == set(features(searcher, "Who paid for lamps?"))
