"""A new library, built from the digests alone, answers in the first minute and says from what."""

from __future__ import annotations

import pytest

from kb.answer import answer
from kb.models import Kind
from kb.search.engine import Searcher
from kb.settings import model_cache
from kb.store import Library
from ui.cli.first_run import build_when_empty


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    home = tmp_path_factory.mktemp("first")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_MODEL_CACHE", str(model_cache()))
        patch.setenv("KB_HOME", str(home))
        build_when_empty()
    return Searcher(Library.open(home))


def test_the_first_years_money_from_a_digest_with_its_source(searcher: Searcher) -> None:
    question = "How much did Congress appropriate for the first year of the Mérida Initiative?"
    given = answer(question, searcher)
    assert given.answered, given.reason
    first = given.sentences[0]
    assert first.kind is Kind.DIGEST
    assert "$352 million" in first.text
    assert "[pl-110-252" in first.text


def test_the_same_in_spanish(searcher: Searcher) -> None:
    given = answer(
        "¿Cuánto dinero asignó el Congreso el primer año de la Iniciativa Mérida?", searcher
    )
    assert given.answered, given.reason
    assert any("352" in s.text for s in given.sentences)


def test_every_document_of_a_new_library_is_a_digest(searcher: Searcher) -> None:
    documents = searcher.library.documents()
    assert len(documents) >= 25
    assert {d.metadata.kind for d in documents} == {Kind.DIGEST}
    assert {d.metadata.language for d in documents} == {"en", "es"}
