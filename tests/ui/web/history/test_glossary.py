"""The glossary: terms are found by any name in either language, whatever the accents."""

from __future__ import annotations

import pytest

from kb.corpus.load import glossary
from kb.corpus.schema import GlossaryTerm
from ui.web.history.address import HistoryAddress
from ui.web.history.glossary import entry, matching

EVIL = '<img src=x onerror="x">'
PLACE = HistoryAddress("glossary", {})


@pytest.mark.parametrize(
    ("asked", "first", "why"),
    [
        ("Mérida", "Mérida Initiative", "accented"),
        ("merida", "Mérida Initiative", "without the accent"),
        ("INICIATIVA MERIDA", "Mérida Initiative", "the Spanish name, in capitals"),
        ("fincen", "FinCEN", "an acronym"),
        ("red de control de delitos financieros", "FinCEN", "a Spanish expansion"),
        ("foreign terrorist organization", "FTO", "an English expansion"),
        ("fusil barrett", ".50 caliber", "an alias"),
        ("t-mec", "USMCA", "an alias with a hyphen"),
        ("lavado de dinero", "primary money laundering concern", "the beginning of words"),
    ],
)
def test_a_term_is_found(asked: str, first: str, why: str) -> None:
    found = [t.term for t in matching(glossary(), asked)]
    assert found[0] == first, (why, found)


def test_the_name_itself_comes_before_names_and_meanings_with_the_word() -> None:
    terms = {t.id: t for t in (
        _term("meant", "Zeta", definition="It has to do with lamps."),
        _term("named", "Lamp act"),
        _term("called", "Lamp"),
    )}  # fmt: skip
    assert [t.id for t in matching(list(terms.values()), "lamp")] == ["called", "named", "meant"]


def test_all_words_must_hold_and_nothing_matches_within_a_word() -> None:
    terms = [_term("a", "Lamp act"), _term("b", "Trust")]
    assert matching(terms, "lamp law") == []
    assert matching(terms, "us") == []


def test_no_words_leave_all_and_a_kind_narrows() -> None:
    assert matching(glossary(), "  ") == list(glossary())
    assert {t.kind for t in matching(glossary(), "", "law")} == {"law"}


def test_an_entry_says_names_kind_sources_and_what_is_ours() -> None:
    uif = next(t for t in glossary() if t.id == "fincen")
    shown = entry(uif, {}, PLACE)
    assert "Financial Crimes Enforcement Network" in shown
    assert '<dd lang="es">Red de Control de Delitos Financieros' in shown
    assert "our translation" in shown
    assert "organization" in shown
    assert "not in the library" in shown
    assert 'href="/history?view=glossary&amp;term=fincen"' in shown


def test_a_term_without_a_source_says_so() -> None:
    assert "No source" in entry(_term("a", "A"), {}, PLACE)


def test_nothing_is_unescaped() -> None:
    term = _term("a", EVIL, EVIL, aliases=(EVIL,), kind=EVIL, seen_at=(EVIL,))
    assert "<img" not in entry(term, {}, PLACE)


def _term(
    term_id: str, term: str, definition: str = "A meaning.", **fields: object
) -> GlossaryTerm:
    return GlossaryTerm.model_validate({
        "id": term_id, "term": term, "expansion_en": None, "expansion_es": None,
        "expansion_es_status": None, "aliases": (), "definition": definition, "kind": "law",
        "sources": (), "verification": "seen", "seen_at": (), **fields,
    })  # fmt: skip
