"""Spanish words are found in any form; a lexicon file that is wrong says where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import CorpusError
from kb.search.expansion import SpanishLexicon, load_spanish_lexicon

LEXICON = SpanishLexicon(
    {
        "recomendar": "recommend",
        "medida": "measure",
        "medir": "measure;gauge",
        "caso": "case",
        "casa": "house",
        "arma": "weapon;gun",
        "armar": "arm",
        "luz": "light",
        "buscar": "seek",
        "destino": "destination",
        "destinar": "earmark",
        "combatir": "fight",
        "costoso": "costly",
        "investigador": "researcher",
        "dormir": "sleep",
        "pedir": "ask",
        "exigir": "demand",
        "alcanzar": "reach",
        "fortalecer": "strengthen",
        "que": "that",
        "qué": "what",
        "lavado de dinero": "money laundering",
        "agente extranjero": "foreign agent",
        "dinero": "money",
        "tráfico": "trafficking",
        "tráfico de armas": "arms trafficking",
        "traficante de armas": "arms trafficker",
    }
)

FORMS = [
    ("medidas", "measure", "plural"),
    ("casos", "case", "the nearer of two with one stem"),
    ("casas", "house", "the nearer of two with one stem"),
    ("armas", "weapon", "a noun before a verb of the same stem"),
    ("luces", "light", "z and c"),
    ("costosas", "costly", "feminine plural"),
    ("investigadoras", "researcher", "feminine of -or"),
    ("recomienda", "recommend", "e becomes ie"),
    ("recomendarían", "recommend", "conditional"),
    ("recomendaria", "recommend", "accent left out"),
    ("duermen", "sleep", "o becomes ue"),
    ("pidieron", "ask", "e becomes i"),
    ("exijan", "demand", "g and j"),
    ("busque", "seek", "c and qu"),
    ("alcance", "reach", "z and c in a verb"),
    ("fortalezcan", "strengthen", "c and zc"),
    ("combatirlo", "fight", "pronoun on an infinitive"),
    ("destinó", "earmark", "the accent makes it a verb"),
    ("destino", "destination", "and its lack a noun"),
    ("Qué", "what", "accent and capital"),
    ("que", "that", "no accent"),
]


@pytest.mark.parametrize(("form", "english", "why"), FORMS)
def test_spanish_forms_are_found_by_their_lemma(form: str, english: str, why: str) -> None:
    assert LEXICON.word(form)[:1] == (english,), why


def test_unknown_words_stay_unknown() -> None:
    assert LEXICON.word("zapatista") == ()
    assert LEXICON.word("x") == ()


def test_an_abbreviation_is_no_form_without_its_ending() -> None:
    lexicon = SpanishLexicon({"seco": "dry", "bueno": "good"})
    assert lexicon.word("sec") == lexicon.word("secs") == (), "sec. 4401 is a section"
    assert lexicon.word("secas") == ("dry",)
    assert lexicon.word("buen") == ("good",)


@pytest.mark.parametrize(
    ("text", "size", "english"),
    [
        ("lavado de dinero en bancos", 3, "money laundering"),
        ("agentes extranjeros", 2, "foreign agent"),
        ("tráfico de armas", 3, "arms trafficking"),
        ("traficantes de armas", 3, "arms trafficker"),
        ("dinero de agentes", 0, None),
    ],
)
def test_phrases_in_any_form(text: str, size: int, english: str | None) -> None:
    found, alternatives = LEXICON.phrase(text.split(), 0)
    assert found == size
    assert alternatives[:1] == ((english,) if english else ())


@given(st.text(max_size=20))
def test_any_text_can_be_looked_up(word: str) -> None:
    assert isinstance(LEXICON.word(word), tuple)
    if word.split():
        LEXICON.phrase(word.split(), 0)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.tsv"
    file.write_text("# comment\ncasa\thouse\ncaso case\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 3"):
        load_spanish_lexicon(file)
    with pytest.raises(CorpusError, match="cannot be read"):
        load_spanish_lexicon(tmp_path / "absent.tsv")


@pytest.mark.parametrize(
    ("form", "english", "why"),
    [
        ("Guardia", ("guard",), "an entry"),
        ("Guardias", ("guard",), "its plural"),
        ("Mérida", (), "a name that shares the stem of meramente"),
        ("Zapata", (), "no shoe in another gender"),
        ("Peña", (), "an ñ is no n"),
    ],
)
def test_a_capitalised_word_is_translated_only_as_an_entry(
    form: str, english: tuple[str, ...], why: str
) -> None:
    lexicon = SpanishLexicon(
        {"guardia": "guard", "meramente": "merely", "zapato": "shoe", "pena": "penalty"}
    )
    assert lexicon.name(form) == english, why


def test_acronyms_are_names_and_other_words_in_capitals_are_not_translated() -> None:
    lexicon = SpanishLexicon({"onu": "United Nations;UN", "ee.uu": "United States", "pan": "bread"})
    assert lexicon.acronym("ONU") == ("United Nations", "UN")
    assert lexicon.acronym("EE.UU") == ("United States",)
    assert lexicon.acronym("PAN") == ()
    assert lexicon.acronym("SRE") == ()
