"""Adding up what FTS5 says of each word gives what FTS5 says of all of them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import product
from math import log

import pytest

from kb.store import FILE, Filter, LexicalQuery, Library
from kb.store.lexical_index import match_of

WORDS = "border customs firearms tracing treaty agency report funds court police lamp lamps".split()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    from tests.kb.store.writing import publish

    library = Library.open(tmp_path_factory.mktemp("words"))
    for number in range(6):
        publish(library, number, number)
    yield library
    library.close()


def by_fts5(library: Library, query: LexicalQuery) -> list[tuple[str, float]]:
    """The same search as one FTS5 query."""
    match = match_of(query)
    assert match is not None
    asked = f"({' OR '.join(match.scoring)})"
    if match.required:
        groups = " AND ".join(f"({' OR '.join(group)})" for group in match.required)
        asked = f"({groups}) AND {asked}"
    if match.banned:
        asked = f"({asked}) NOT ({' OR '.join(match.banned)})"
    raw = sqlite3.connect(library.home / FILE)
    found = raw.execute(
        "SELECT passage_id, -bm25(passage_index, 0.0, 1.0, 0.35) AS score"
        " FROM passage_index JOIN passages ON passages.row = passage_index.rowid"
        " WHERE passage_index MATCH ? ORDER BY score DESC, passage_id",
        (asked,),
    ).fetchall()
    raw.close()
    return found


_GROUPS = ((), (("lamps",),), (("border", "police station"), ("Firearms",), ("treaty agency",)))
_PHRASES = ((), ("lamp",), ("customs", "court"))
_EXCLUDED = ((), ("tracing",), ("funds", "agency"))
_MUST = ((), (("report", "treaties"),))


@pytest.mark.parametrize(("groups", "phrases", "excluded", "must"),
                         list(product(_GROUPS, _PHRASES, _EXCLUDED, _MUST)))  # fmt: skip
def test_scores_and_order_are_those_of_one_fts5_query(
    filled: Library,
    groups: tuple[tuple[str, ...], ...],
    phrases: tuple[str, ...],
    excluded: tuple[str, ...],
    must: tuple[tuple[str, ...], ...],
) -> None:
    query = LexicalQuery(groups, phrases, excluded, must)
    if not (groups or phrases or must):
        assert filled.lexical(query) == []
        return
    expected = by_fts5(filled, query)
    assert filled.lexical(query, limit=1000) == expected
    assert filled.lexical(query, limit=7) == expected[:7]


def test_a_filter_takes_from_the_same_ranking(filled: Library) -> None:
    query = LexicalQuery((("border",), ("police",)))
    chosen = Filter(doc_ids=("doc-1", "doc-4"))
    inside = filled.select(chosen)
    everything = by_fts5(filled, query)
    assert filled.lexical(query, chosen, 5) == [p for p in everything if p[0] in inside][:5]


def test_kept_scores_are_dropped_when_the_library_changes(filled: Library) -> None:
    from tests.kb.store.writing import publish

    some = random.Random(1)
    for number in (1, 6):
        publish(filled, number, 50 + number)
        query = LexicalQuery(tuple((word,) for word in some.sample(WORDS, 3)))
        assert filled.lexical(query, limit=1000) == by_fts5(filled, query)


@pytest.mark.parametrize(
    ("groups", "why"),
    [
        ((("treaties",),), "one word, in any form"),
        ((("court",), ("treaty",)), "two words"),
        ((("border", "police station"), ("Firearms",)), "a word or another name for it"),
        ((("treaty",), ("zzz",)), "a word that no passage has, which weighs most"),
    ],
)
def test_coverage_is_the_weighted_share_of_the_groups_that_a_passage_has(
    filled: Library, groups: tuple[tuple[str, ...], ...], why: str
) -> None:
    ids = filled.passage_table().ids
    having = [{i for i, _ in filled.lexical(LexicalQuery((g,)), limit=10_000)} for g in groups]
    weights = [log((len(ids) + 1) / (len(h) + 1)) for h in having]
    expected = {
        i: sum(w for w, h in zip(weights, having, strict=True) if i in h) / sum(weights)
        for i in ids
    }
    assert filled.coverage(groups, ids) == pytest.approx(expected), why
    assert len(set(expected.values())) > 1


def test_a_query_without_words_is_covered_by_nothing(filled: Library) -> None:
    first = filled.passage_table().ids[0]
    assert filled.coverage((), [first, "unknown"]) == {first: 0.0}


def test_lengths_are_those_of_the_texts(filled: Library) -> None:
    some = filled.passage_table().ids[::5]
    texts = filled.passages_by_id(some)
    assert filled.lengths([*some, "unknown"]) == {i: len(texts[i].text) for i in some}
