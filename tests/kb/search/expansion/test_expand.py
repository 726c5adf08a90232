"""A query is expanded by names and translations, with a notice for the reader."""

from __future__ import annotations

import pytest

from kb.search.expansion import Expansion, Glossary, SpanishLexicon, Term, expand
from kb.search.expansion.word_lists import glossary
from kb.search.query import parse

LEXICON = SpanishLexicon(
    {
        "medida": "measure;step",
        "recomendar": "recommend",
        "informe": "report",
        "contra": "against",
        "tráfico de armas": "arms trafficking;gun trafficking",
        "hacia": "toward",
        "méxico": "Mexico",
        "qué": "what",
        "según": "according to",
        "sancionar": "sanction",
    }
)
GLOSSARY = Glossary(
    [
        Term("ftx", "FTX", "Fictional Tracing Exchange", "Bolsa Ficticia de Rastreo"),
        Term("marina", "SEMX", "Example Navy", "Secretaría Ejemplo", ("Marina",)),
        Term("cu", "CU", "Example Union"),
        Term("unit", "Example Unit", "Example Unit (Mexico)", "Unidad Ejemplo"),
    ]
)


def widened(text: str) -> Expansion:
    return expand(parse(text), LEXICON, GLOSSARY)


def test_a_spanish_question_becomes_english_words() -> None:
    made = widened("¿Qué medidas recomienda el informe contra el tráfico de armas hacia México?")
    assert made.groups == (
        ("medidas", "measure", "step"),
        ("tráfico de armas", "arms trafficking", "gun trafficking"),
        ("México",),
    )
    assert made.about_documents == (("recomienda", "recommend"), ("informe", "report"))
    assert made.dense_text == (
        "what measure recommend report against arms trafficking toward Mexico"
    )
    assert made.notices == (
        "Spanish words searched in English too: medidas → measure, step; "
        "tráfico de armas → arms trafficking, gun trafficking",
    )


@pytest.mark.parametrize(
    ("text", "embedded", "why"),
    [
        ("medida México", "measure Mexico", "no small word, and Spanish"),
        ("medida lamps", "medida lamps", "a word that is not Spanish"),
        ("the medida", "the medida", "an English small word"),
    ],
)
def test_a_few_words_without_stop_words_may_be_spanish(text: str, embedded: str, why: str) -> None:
    assert expand(parse(text), LEXICON, GLOSSARY).dense_text == embedded, why


def test_an_acronym_is_spelt_out_in_both_languages_and_shown() -> None:
    made = widened("What did FTX find?")
    names = ("Fictional Tracing Exchange", "Bolsa Ficticia de Rastreo")
    assert made.groups == (("FTX", *names), ("find",))
    assert made.notices == ("FTX → Fictional Tracing Exchange, Bolsa Ficticia de Rastreo",)
    assert made.dense_text == "What did FTX find?"


@pytest.mark.parametrize(
    ("text", "term", "why"),
    [
        ("unidad ejemplo", True, "Spanish name, lower case"),
        ("example units", True, "plural"),
        ("ftx", True, "acronym in lower case"),
        ("la Marina", True, "capitalised alias as written"),
        ("marina", False, "a capitalised alias in lower case is an ordinary word"),
        ("cu", False, "two letters in lower case are none either"),
        ("CU", True, "two capitals"),
    ],
)
def test_a_glossary_name_is_found_only_as_it_is_written(text: str, term: bool, why: str) -> None:
    assert any("→" in s for s in widened(text).notices) is term, why


def test_names_of_terms_have_no_brackets() -> None:
    assert widened("Unidad Ejemplo").groups == (("Unidad Ejemplo", "Example Unit"),)


def test_unknown_spanish_words_are_guessed_names_and_numbers_kept() -> None:
    made = widened("¿Qué dice sobre la militarización de Jalisco en 2024 según ABC?")
    assert made.groups == (
        ("militarización", "militarization"),
        ("Jalisco",),
        ("2024",),
        ("ABC",),
    )


def test_exact_phrases_are_not_expanded() -> None:
    made = widened('FTX "tráfico de armas" medidas hacia el informe')
    assert [g[0] for g in made.groups] == ["FTX", "medidas"]
    assert "arms trafficking" in made.dense_text


def test_a_query_without_known_words_is_not_expanded() -> None:
    assert widened("") == Expansion((), "")
    assert widened("of the and") == Expansion((), "of the and")


def test_words_about_documents_are_weak() -> None:
    made = widened("What does the brief say about rifles?")
    assert made.groups == (("rifles",),)
    assert [g[0] for g in made.about_documents] == ["brief", "say"]


def test_the_glossary_of_the_corpus_is_matched_by_every_name() -> None:
    found = glossary().match(["foreign", "terrorist", "organization"], 0)
    assert found is not None
    assert (found[0].term, found[1]) == ("FTO", 3)
