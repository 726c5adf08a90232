"""Everyday words are searched as official texts have them, and irregular verbs in all forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import CorpusError
from kb.search.expansion import (
    EverydayWords,
    Glossary,
    SpanishLexicon,
    Term,
    expand,
    load_everyday_words,
)
from kb.search.expansion.irregular_verbs import irregular_forms
from kb.search.query import parse

LEXICON = SpanishLexicon({"robar": "steal", "méxico": "Mexico", "por": "by", "quién": "who"})
GLOSSARY = Glossary([Term("gun", "Gun Act", "Example Gun Act")])
WORDS = EverydayWords(
    {"gun": ("firearm",), "gun dealer": ("licensed dealer",), "cut off": ("withhold",)}
)
FILE = Path(__file__).parents[4] / "corpus" / "lexicons" / "everyday_words.tsv"


def groups(text: str) -> tuple[tuple[str, ...], ...]:
    return expand(parse(text), LEXICON, GLOSSARY, WORDS).groups


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Is a gun traced?", (("gun", "firearm"), ("traced",)), "one word"),
        ("guns fined", (("guns", "firearm"), ("fined",)), "its plural"),
        (
            "a gun dealer",
            (("gun", "licensed dealer", "firearm"), ("dealer", "licensed dealer")),
            "a phrase widens each of its words, which are looked for too",
        ),
        ("aid cut off", (("aid",), ("cut", "withhold", "withheld")), "a small word inside"),
        ("Rose sold", (("Rose",), ("sold", "sell")), "a capitalised word may be a name"),
        ("the Gun Act", (("Gun Act", "Example Gun Act"),), "a term keeps its name"),
        ("funds stolen", (("funds",), ("stolen", "steal", "stole")), "an irregular verb"),
        ("¿quién robó en México?", (("robó", "steal", "stole", "stolen"), ("México",)), "Spanish"),
    ],
)
def test_everyday_words_widen_the_groups(
    text: str, expected: tuple[tuple[str, ...], ...], why: str
) -> None:
    assert groups(text) == expected, why


def test_what_is_searched_for_an_everyday_word_is_shown() -> None:
    made = expand(parse("who sold the gun"), LEXICON, GLOSSARY, WORDS)
    assert made.notices == ("Also searched: firearm",)
    assert made.dense_text == "who sold the gun"


def test_quoted_words_are_not_expanded() -> None:
    made = expand(parse('"gun dealers" sold lamps'), LEXICON, GLOSSARY, WORDS)
    assert made.groups == (("sold", "sell"), ("lamps",))
    assert made.notices == ()


def test_without_everyday_words_nothing_is_expanded() -> None:
    assert expand(parse("gun stolen"), LEXICON, GLOSSARY).groups == (("gun",), ("stolen",))


def test_contractions_are_stop_words() -> None:
    assert groups("Why can't, won't, didn’t the gun, it's what we've got") == (("gun", "firearm"),)


def test_an_irregular_verb_has_its_other_forms() -> None:
    assert irregular_forms(["Spent", "lamp"]) == ("spend",)
    assert irregular_forms(["withhold"]) == ("withheld",)
    assert irregular_forms([]) == ()


def test_the_shipped_table_is_clean() -> None:
    lines = [x for x in FILE.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    words = [line.split("\t")[0] for line in lines]
    assert len(words) == len(set(words)) == len(load_everyday_words(FILE)) > 50
    assert words == sorted(words, key=str.casefold)
    for line in lines:
        word, official = line.split("\t")
        assert 1 <= len(word.split()) <= 3, line
        assert word not in official.split(";"), line


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("cop police\n")
    with pytest.raises(CorpusError, match=r"words\.tsv, line 1 is not"):
        load_everyday_words(path)
    with pytest.raises(CorpusError, match="cannot be read"):
        load_everyday_words(tmp_path / "none.tsv")
