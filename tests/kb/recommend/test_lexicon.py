"""Patterns are made of the word lists under ``corpus/lexicons/``."""

from __future__ import annotations

from typing import Any

import pytest

from kb.errors import CorpusError
from kb.recommend import lexicon
from kb.recommend.lexicon import Pattern, load_patterns, regex
from kb.resources import LEXICONS, LexiconModel, read_yaml

FORMS = [
    (r"\bshould\b", r"\bshould\b", "text"),
    (["arms", "guns?"], "arms|guns?", "a list of alternatives"),
    ({"regex": r"\b{words}\b", "words": ["a", "b"]}, r"\b(?:a|b)\b", "its own word list"),
    ({"any": ["a", "b"], "ignore_case": True}, "(?i)a|b", "letter case does not count"),
    ("it is {good}", "it is (?:right|wise)", "a fragment of the file"),
    ("one\n  |two", "one|two", "line breaks do not count"),
    (r"\d{2,4}", r"\d{2,4}", "a quantifier is no reference"),
]


@pytest.mark.parametrize(("written", "expected", "why"), FORMS)
def test_the_forms_of_a_pattern(written: Any, expected: str, why: str) -> None:
    assert regex(written, {"good": "(?:right|wise)"}) == expected, why


class _One(LexiconModel):
    one: Pattern


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"part": {"one": "{nowhere}"}}, "there is no fragment {nowhere}"),
        ({"part": {"one": "(open"}}, "one"),
        ({"part": {"one": "a", "two": "b"}}, "two"),
        ({"part": {"one": ["a", {"(": "b"}]}}, "quotation marks"),
        ({}, "one: Field required"),
    ],
)
def test_a_mistake_is_reported_with_the_file_and_the_entry(
    entries: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicon, "_read", lambda name: entries)
    with pytest.raises(CorpusError, match=r"words\.yaml") as error:
        load_patterns("words", _One, "part")
    assert message in str(error.value)


PARTS = {
    "recommendation_sentences": (
        "sentences claims tables clauses series lists action agents restatements"
    ),
    "polarity": "english spanish clauses",
    "false_positives": "reported filters",
    "mandates": "duties addressee officers deliverable due_dates enactment sense",
    "auditor_recommendations": "fragments numbered unnumbered",
    "recommendation_cues": "english spanish",
}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_of_a_file_has_a_module_that_loads_it(name: str) -> None:
    assert set(read_yaml(LEXICONS / f"{name}.yaml")) == set(PARTS[name].split())
