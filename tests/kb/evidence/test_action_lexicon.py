"""A recommendation is about its first action; a text names an action by any word for its kind."""

from __future__ import annotations

import pytest

from kb.evidence.action_lexicon import (
    action_patterns,
    actions_named_by,
    is_degree,
    leading_actions,
)
from kb.evidence.object_lexicon import object_patterns
from kb.text.stems import folded


@pytest.mark.parametrize(
    ("action", "instruments", "kinds", "why"),
    [
        ("boost funding for the bureau", (), {"fund"}, "boosting says how much"),
        ("increase money of civilian departments", (), {"fund"}, "money of somebody"),
        ("inspect cargo bound for the border", (), {"inspect"}, "the verb"),
        ("more prosecutions of straw buyers", (), {"prosecute"}, "a noun of the action"),
        ("strengthen prosecutors", (), set(), "who does it is not the action"),
        ("strengthen the Strike Force", ("Strike Force",), set(), "a name is no action"),
        ("aim joint investigations at offenders", (), {"investigate"}, "joint says how"),
        ("revoke the designation of groups", (), {"sanction", "designate"}, "what is ended"),
        ("write a strategy against smuggling", (), {"plan"}, "nothing else is named"),
        ("give up the strategy of high-value targets", (), {"capture"}, "a strategy of that"),
        ("give training improved evaluation", (), {"evaluate"}, "the evaluation of training"),
        ("audit money and evaluate its outcomes", (), {"evaluate", "oversee"}, "an audit is both"),
        ("deepen diplomacy by targeted sanctions", (), {"negotiate"}, "clauses say by what"),
        ("look for lamps", (), set(), "no known action"),
        ("aumentar el presupuesto de la unidad", (), {"fund"}, "Spanish"),
        ("reforzar la vigilancia", (), set(), "not known in Spanish"),
    ],
)
def test_a_recommendation_is_about_its_first_action(
    action: str, instruments: tuple[str, ...], kinds: set[str], why: str
) -> None:
    assert {k.name for k in leading_actions(action, instruments)} == kinds, why


@pytest.mark.parametrize(
    ("kind", "text", "named", "why"),
    [
        ("fund", "Congress appropriated $5 million.", True, "a verb"),
        ("fund", "the appropriate congressional committees", False, "not appropriated"),
        ("fund", "the financing of terrorism", False, "a crime, not a budget"),
        ("fund", "$3.5 million for clinics", True, "a sum for something"),
        ("fund", "a loss of $3.5 million", False, "a sum that nobody gives"),
        ("inspect", "Non-intrusive inspection equipment", True, "hyphens aside"),
        ("investigate", "Expand the number of investigators.", False, "those who do it"),
        ("prosecute", "The prosecutor's office is large.", False, "those who do it"),
        ("supply", "the supply chain of chemicals", False, "a chain supplies nobody"),
        ("cooperate", "The Committee on Armed Services", False, "a committee of Congress"),
        ("train", "Capacitación de policías", True, "Spanish, with its accent"),
        ("share", "our shared border", False, "a border is not exchanged"),
        ("share", "information that was shared with Mexico", True, "that is"),
        ("plan", "the Bicentennial Framework", False, "a framework of that name is no plan"),
    ],
)
def test_a_text_names_an_action_by_the_words_for_its_kind(
    kind: str, text: str, named: bool, why: str
) -> None:
    assert bool(action_patterns()[kind].search(folded(text))) is named, why


def test_a_word_of_degree_is_no_action() -> None:
    assert is_degree("strengthening")
    assert not is_degree("fund")
    assert {k.name for k in actions_named_by("evaluated")} == {"evaluate"}
    assert actions_named_by("lamps") == ()


@pytest.mark.parametrize(
    ("word", "text", "met", "why"),
    [
        ("guns", "1,500 firearms were seized", True, "the same kind"),
        ("guns", "drugs were seized", False, "another kind"),
        ("cash", "the proceeds of trafficking", True, "criminal money"),
        ("journalists", "periodistas amenazados", True, "Spanish"),
        ("soldiers", "the Mexican army", True, "an army has soldiers"),
        ("rifles", "1,500 guns were seized", False, "a member is not met by the whole kind"),
        ("prosecutors", "the fiscal year", False, "an English word that looks Spanish"),
        ("prosecutors", "la fiscalía del estado", True, "the Spanish word"),
    ],
)
def test_a_text_names_an_object_by_the_words_for_its_kind(
    word: str, text: str, met: bool, why: str
) -> None:
    assert any(k.search(folded(text)) for k in object_patterns(word)) is met, why


def test_words_of_no_kind_have_no_pattern() -> None:
    assert object_patterns("lamps") == ()
    assert object_patterns("gunship") == ()


def test_no_pattern_matches_the_empty_text() -> None:
    """A pattern that matched the empty text would match every text."""
    kinds = [
        k for word in ("guns", "aid", "missing", "cash", "courts") for k in object_patterns(word)
    ]
    assert len(kinds) == 5
    assert [p for p in (*action_patterns().values(), *kinds) if p.search("")] == []
