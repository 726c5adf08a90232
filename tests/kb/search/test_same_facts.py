"""Texts that differ in a number, a name, a date or a negation are never taken for one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.same_facts import agree

BASE = (
    "In the quarter the patrol seized 412 rifles at the two bridges of Laredo, and the court did "
    "not order on 3 March that they be destroyed by Secretary Torres."
)


@pytest.mark.parametrize(
    ("old", "new", "same", "why"),
    [
        ("412", "57", False, "another figure"),
        ("two bridges", "three bridges", False, "another number in words"),
        ("did not order", "did order", False, "a negation is gone"),
        ("Torres", "Ruiz", False, "another name"),
        ("3 March", "3 May", False, "another date"),
        ("412 rifles", "412 rifles and 9 pistols", False, "one more figure"),
        ("412", "-412", False, "a sign"),
        ("Torres", "TORRES", True, "letter case"),
        ("destroyed", "de-stroyed", True, "a hyphen at a line's end"),
        ("destroyed by", "destroyed, by", True, "punctuation"),
        (
            "seized",
            "confiscated",
            True,
            "a word that changes no fact; the share of 5-grams decides",
        ),
    ],
)
def test_what_makes_two_texts_differ(old: str, new: str, same: bool, why: str) -> None:
    changed = BASE.replace(old, new)
    assert changed != BASE
    assert agree(BASE, changed) is same, why
    assert agree(changed, BASE) is same, why


def test_spanish_negation_and_numbers() -> None:
    text = "La comisión recomienda que la fiscalía investigue treinta y dos casos cada año."
    assert not agree(text, text.replace("recomienda", "no recomienda"))
    assert not agree(text, text.replace("treinta", "cuarenta"))
    assert agree(text, text.replace("comisión", "comision"))


def test_a_figure_at_the_very_start_counts() -> None:
    assert not agree(
        "Some 412 rifles were seized at the bridge", "Some 57 rifles were seized at the bridge"
    )
    assert not agree(
        "rifles were seized at the bridge in 2023", "rifles were seized at the bridge in 2024"
    )


def test_thousands_are_one_figure_however_they_are_set() -> None:
    assert agree(
        "They paid $1,407 for each of the new lamps", "They paid $1407 for each of the new lamps"
    )


_WORDS = st.lists(
    st.sampled_from("alpha beta gamma 12 Ruiz not of the".split()), min_size=8, max_size=30
)


@given(_WORDS, _WORDS, _WORDS)
def test_a_passage_cut_elsewhere_agrees_with_its_original(
    before: list[str], shared: list[str], after: list[str]
) -> None:
    marked = [f"{w}{i}" if w.isalpha() else w for i, w in enumerate(shared)]
    whole = " ".join([*before, *marked, *after])
    assert agree(whole, " ".join(marked))
    assert agree(whole, whole.upper())


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("2.5 percent", "25 percent", "a decimal point is no separator of lines"),
        ("3/4", "34", "nor is a stroke"),
        ("twenty-five", "twenty-six", "a number in two words"),
        ("two-thirds", "one-third", "a fraction in words"),
        ("doscientos", "trescientos", "Spanish hundreds"),
        ("$5", "€5", "another currency"),
        ("lawful", "unlawful", "a prefix that negates"),
        ("citizen", "non-citizen", "the same with a hyphen"),
        ("(a)", "(b)", "another subsection"),
        ("the US", "the WHO", "bodies whose names are small words"),
        ("500 tonnes", "500 pounds", "another unit"),
        ("lunes", "martes", "another day"),
    ],
)
def test_other_facts_in_one_sentence(one: str, other: str, why: str) -> None:
    frame = "The new report on the old programme says that it was {} for all who took part in it"
    assert not agree(frame.format(one), frame.format(other)), why
    assert agree(frame.format(one), frame.format(one).upper())


def test_a_beginning_that_turns_a_whole_sentence_round_counts() -> None:
    said = "the programme paid for lamps in each of the four depots"
    assert agree(said, f"It is not true that {said}")
    assert not agree(said, f"It is not true that {said}", whole=True)


FRAME = (
    "The report of the programme says that in this year {} than in the years that went before it"
)
SPANISH = "El informe del programa dice que en este año {} de lo que se esperaba en la región"


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("1,407 lamps broke", "1407 lamps broke", True, "a comma"),
        ("1 407 lamps broke", "1,407 lamps broke", True, "a space"),
        ("1.407 lamps broke", "1407 lamps broke", False, "a decimal in English"),
        ("thefts increased more", "thefts decreased more", False, "opposites"),
        ("thefts rose further", "thefts fell further", False, "irregular opposites"),
        ("there were more thefts", "there were fewer thefts", False, "more and fewer"),
        ("thefts were reported", "robberies were reported", True, "other words"),
    ],
)
def test_settings_of_numbers_agree_and_opposites_do_not(
    one: str, other: str, same: bool, why: str
) -> None:
    assert agree(FRAME.format(one), FRAME.format(other)) is same, why


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("hubo 1.407 robos", "hubo 1407 robos", True, "thousands in Spanish"),
        ("hubo 8,4 robos", "hubo 8.4 robos", True, "decimals in Spanish"),
        ("hubo 1.407 robos", "hubo 1.408 robos", False, "another number"),
        ("el robo aumentó más", "el robo disminuyó más", False, "opposites"),
        ("el robo subió mucho", "el robo bajó mucho", False, "other opposites"),
    ],
)
def test_spanish_numbers_and_opposites(one: str, other: str, same: bool, why: str) -> None:
    assert agree(SPANISH.format(one), SPANISH.format(other)) is same, why
