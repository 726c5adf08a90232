"""The model of how likely a passage is to be evidence."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.likelihood import MODEL, Traits, likelihood

SHARE = st.floats(0, 1)
TRAITS = st.builds(
    Traits,
    **dict.fromkeys(("bearing", "point", "covered", "found", "behind"), SHARE),
    **dict.fromkeys(("deed", "misses", "digest", "talk"), st.booleans()),
    words=st.integers(0, 500),
)


def test_every_trait_has_its_weight() -> None:
    assert {f.name for f in fields(Traits)} == set(MODEL.weights)


@given(TRAITS)
def test_it_is_a_probability(traits: Traits) -> None:
    assert 0 < likelihood(traits) < 1


@pytest.mark.parametrize("name", ["bearing", "point", "covered", "found"])
@given(traits=TRAITS, more=SHARE)
def test_more_of_what_speaks_for_it_makes_it_likelier(
    name: str, traits: Traits, more: float
) -> None:
    higher = replace(traits, **{name: max(more, getattr(traits, name))})
    assert likelihood(higher) >= likelihood(traits)


@given(TRAITS)
def test_naming_the_deed_speaks_for_it_and_missing_the_country_against(traits: Traits) -> None:
    assert likelihood(replace(traits, deed=True)) >= likelihood(replace(traits, deed=False))
    assert likelihood(replace(traits, misses=True)) <= likelihood(replace(traits, misses=False))


def test_what_says_little_is_unlikely_and_what_says_all_is_likely() -> None:
    nothing = Traits(0, 0, 0, 0, 1, False, True, False, False, 40)
    everything = Traits(1, 1, 1, 1, 0, True, False, False, False, 40)
    assert likelihood(nothing) < 0.01
    assert likelihood(everything) > 0.95
