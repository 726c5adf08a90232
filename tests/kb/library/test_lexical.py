"""Words are found whatever their case, accents, plural or language; nothing typed is syntax."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.library import LexicalQuery, Library

TEXTS = {
    "merida": "The Mérida Initiative paid for train-and-equip programmes.",
    "money": "Congress gave $3.6 billion; 3,000 guns were traced under Pub. L. 118–31.",
    "spanish": "Las investigaciones sobre tráficos de armas continúan.",
}

FOUND = [
    (("merida",), "merida", "without the accent"),
    (("MÉRIDA",), "merida", "in capitals"),
    (("initiatives",), "merida", "another form of the word"),
    (("train and equip",), "merida", "hyphens part words"),
    (("3000",), "money", "thousands without their comma"),
    (("118-31",), "money", "a hyphen for a dash"),
    (("investigación",), "spanish", "Spanish singular"),
    (("trafico",), "spanish", "Spanish without accent"),
]


@pytest.fixture
def filled(library: Library, publish) -> Library:  # type: ignore[no-untyped-def]
    for name, text in TEXTS.items():
        publish(name, text, language="es" if name == "spanish" else "en")
    return library


def found(library: Library, query: LexicalQuery) -> list[str]:
    ids = [i for i, _ in library.lexical(query)]
    passages = library.passages_by_id(ids)
    return [passages[i].doc_id for i in ids]


@pytest.mark.parametrize(("group", "expected", "why"), FOUND, ids=[row[2] for row in FOUND])
def test_found(filled: Library, group: tuple[str, ...], expected: str, why: str) -> None:
    assert found(filled, LexicalQuery((group,))) == [expected], why


PHRASES = [
    ("mérida initiative", ["merida"]),
    ("initiative mérida", []),
    ("train-and-equip programmes", ["merida"]),
    ("$3.6 billion", ["money"]),
    ("$3.7 billion", []),
    ("pub l 118-31", ["money"]),
    ("investigación sobre", []),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_must_stand_word_for_word(
    filled: Library, phrase: str, expected: list[str]
) -> None:
    assert found(filled, LexicalQuery(phrases=(phrase,))) == expected


def test_words_beside_a_phrase_add_to_the_score_and_find_nothing_alone(filled: Library) -> None:
    query = LexicalQuery((("armas",),), phrases=("mérida",))
    assert found(filled, query) == ["merida"]


def test_an_excluded_word_excludes(filled: Library) -> None:
    query = LexicalQuery((("merida",), ("billion",)), excluded=("traced",))
    assert found(filled, query) == ["merida"]


def test_more_of_the_words_score_higher(filled: Library) -> None:
    query = LexicalQuery((("congress",), ("guns",), ("initiative",)))
    assert found(filled, query)[0] == "money"


def test_scores_are_higher_for_better_and_repeat(filled: Library) -> None:
    query = LexicalQuery((("congress",), ("initiative",), ("armas",)))
    hits = filled.lexical(query)
    assert [s for _, s in hits] == sorted((s for _, s in hits), reverse=True)
    assert filled.lexical(query) == hits


def test_frequencies_count_passages_by_stem(filled: Library) -> None:
    assert filled.frequencies(["investigaciones", "gun", "cannabis"]) == {
        "investigaciones": 1,
        "gun": 1,
        "cannabis": 0,
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40), st.text(max_size=20))
def test_nothing_a_person_types_is_syntax(filled: Library, words: str, phrase: str) -> None:
    filled.lexical(LexicalQuery(((words, phrase),), phrases=(phrase,), excluded=(words,)))


def test_the_index_made_anew_finds_the_same(filled: Library) -> None:
    query = LexicalQuery((("congress",), ("initiative",)))
    before = filled.lexical(query)
    filled.rebuild_lexical()
    assert filled.lexical(query) == before
    assert filled.check(None).clean
