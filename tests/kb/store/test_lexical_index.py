"""Words are found in any case, accent, number and language; no query is read as syntax."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.models import Document, Metadata, Passage, Role
from kb.span import Span
from kb.store import Filter, LexicalQuery, Library

TEXTS = {
    "merida": "The Mérida Initiative paid for train-and-equip programmes.",
    "money": "Congress gave $3.6 billion; 3,000 guns were traced under Pub. L. 118–31.",
    "points": "The U.S.-Mexico dialogue met under H.R. 6736; rifles of .50 caliber, note 12.4.",
    "names": "Bernardo O’Higgins saw Côte d'Ivoire; l’harmonie doesn't matter, ella'll say.",
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
    (("US-Mexico dialogues",), "points", "initials without their points, the last word stemmed"),
    (("HR 6736",), "points", "a bill's number without points"),
    (("3.6",), "money", "a decimal number"),
    (("programme", "train and equip"), "merida", "one alternative of several"),
    (("Higgins",), "names", "what follows an apostrophe"),
    (("O'Higgins",), "names", "the whole word"),
    (("Ivoire",), "names", "what follows an article"),
    (("harmonie",), "names", "the same after a typographic apostrophe"),
    (("doesn't",), "names", "an ending is no word"),
    (("header",), None, "the context header is searched, too"),
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
def test_a_word_is_found_in_any_form_and_language(
    filled: Library, group: tuple[str, ...], expected: str | None, why: str
) -> None:
    wanted = {expected} if expected else set(TEXTS)
    assert set(found(filled, LexicalQuery((group,)))) == wanted, why


PHRASES = [
    ("mérida initiative", ["merida"]),
    ("initiative mérida", []),
    ("train-and-equip programmes", ["merida"]),
    ("$3.6 billion", ["money"]),
    ("$3.7 billion", []),
    ("6 billion", []),
    ("U.S.-Mexico", ["points"]),
    ("us mexico", ["points"]),
    (".50-caliber", ["points"]),
    ("note 12", ["points"]),
    ("H. R. 6736", []),
    ("pub l 118-31", ["money"]),
    ("investigación sobre", []),
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_phrase_is_found_word_for_word(filled: Library, phrase: str, expected: list[str]) -> None:
    assert found(filled, LexicalQuery(phrases=(phrase,))) == expected


def test_words_with_a_phrase_only_add_to_the_score(filled: Library) -> None:
    query = LexicalQuery((("armas",),), phrases=("mérida",))
    assert found(filled, query) == ["merida"]


def test_an_excluded_word_excludes(filled: Library) -> None:
    query = LexicalQuery((("merida",), ("billion",)), excluded=("traced",))
    assert found(filled, query) == ["merida"]


def test_more_of_the_words_score_higher(filled: Library) -> None:
    query = LexicalQuery((("congress",), ("guns",), ("initiative",)))
    assert found(filled, query)[0] == "money"


def test_better_matches_score_higher_and_scores_repeat(filled: Library) -> None:
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
def test_no_query_is_read_as_fts5_syntax(filled: Library, words: str, phrase: str) -> None:
    filled.lexical(LexicalQuery(((words, phrase),), phrases=(phrase,), excluded=(words,)))


def test_a_rebuilt_index_finds_the_same(filled: Library) -> None:
    query = LexicalQuery((("congress",), ("initiative",)))
    before = filled.lexical(query)
    filled.rebuild_lexical()
    assert filled.lexical(query) == before
    assert filled.check(None).clean


def test_must_words_are_required_in_any_form(filled: Library) -> None:
    query = LexicalQuery((("mexico",), ("traced",)), must=(("gun", "rifle"), ("dialogues",)))
    assert found(filled, query) == ["points"]


def test_phrases_alone_are_ranked(library: Library, publish) -> None:  # type: ignore[no-untyped-def]
    publish("long", "border force " + "and other words " * 30)
    publish("short", "border force, border force")
    assert found(library, LexicalQuery(phrases=("border force",))) == ["short", "long"]


def test_tables_of_contents_are_found_only_where_their_role_is_given(library: Library) -> None:
    text = "Funds for ports"
    roles = (Role.CONTENTS, Role.FRONT, Role.BODY)
    for role in roles:
        pieces = [Passage(role.value, 0, Span(0, len(text)), "", None, role)]
        document = Document(role.value, role.value, text, Metadata("T"))
        library.publish(document, pieces, np.ones((1, 4), np.float32), "fake")
    query = LexicalQuery((("funds",),))
    assert found(library, query) == ["body"]
    assert len(library.lexical(query, Filter(roles=roles))) == 3
    assert library.mentions("funds for ports") == 1


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Many passages of few words, so that many score alike."""
    library = Library.open(tmp_path_factory.mktemp("crowd"))
    some = random.Random(1)
    for number in range(6):
        parts = [" ".join(some.choices("abcdefgh", k=some.randint(1, 6))) for _ in range(80)]
        starts = [sum(len(p) + 2 for p in parts[:i]) for i in range(len(parts))]
        roles = [some.choice([Role.BODY, Role.BODY, Role.CONTENTS]) for _ in parts]
        pieces = [
            Passage(f"d{number}", i, Span(at, at + len(part)), "", None, role)
            for i, (at, part, role) in enumerate(zip(starts, parts, roles, strict=True))
        ]
        text = "\n\n".join(parts)
        document = Document(f"d{number}", str(number), text, Metadata("T"))
        library.publish(document, pieces, np.ones((80, 4), np.float32), "fake")
    return library


@settings(deadline=None)
@given(st.sets(st.sampled_from("abcdefgh"), min_size=1), st.integers(1, 60))
def test_the_best_rows_are_those_of_the_full_search(
    crowd: Library, letters: set[str], limit: int
) -> None:
    query = LexicalQuery(tuple((letter,) for letter in sorted(letters)))
    every = crowd.lexical(query, Filter(), 10_000)
    assert crowd.lexical(query, Filter(), limit) == every[:limit]
    assert every == sorted(every, key=lambda hit: (-hit[1], hit[0]))
    # A filter that lets everything through takes the other way to the same hits.
    assert crowd.lexical(query, Filter(doc_ids=ALL), limit) == every[:limit]


ALL = tuple(f"d{number}" for number in range(6))


def test_no_phrase_runs_into_what_follows_an_apostrophe(filled: Library) -> None:
    assert found(filled, LexicalQuery(phrases=("Higgins",))) == ["names"]
    assert found(filled, LexicalQuery(phrases=("bernardo o'higgins saw",))) == ["names"]
    assert found(filled, LexicalQuery(phrases=("say higgins",))) == []
    assert found(filled, LexicalQuery(phrases=("higgins ivoire",))) == []
    assert found(filled, LexicalQuery((("ll",),))) == []
    assert filled.frequencies(["Higgins"]) == {"Higgins": 1}
