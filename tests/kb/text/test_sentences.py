"""Sentences end where a reader would say they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.sentences import sentences

TABLE = [
    ("One here. Two here.", ["One here.", "Two here."], "the plain case"),
    ("The U.S. Army trained them. It left.", ["The U.S. Army trained them.", "It left."], "U.S."),
    (
        "Aid went to the U.S. However, it fell.",
        ["Aid went to the U.S.", "However, it fell."],
        "opener",
    ),
    (
        "See Sec. 1406 of Pub. L. 110-252.",
        ["See Sec. 1406 of Pub. L. 110-252."],
        "statute citation",
    ),
    ("It cost $3.6 billion. Why?", ["It cost $3.6 billion.", "Why?"], "decimal"),
    ("He said “it failed.” She left.", ["He said “it failed.”", "She left."], "closing quote"),
    ("Dr. Pérez habló. ¿Cuándo? En 2019.", ["Dr. Pérez habló.", "¿Cuándo?", "En 2019."], "Spanish"),
    (
        "El Sr. López viajó a EE.UU. Según él, sí.",
        ["El Sr. López viajó a EE.UU.", "Según él, sí."],
        "EE.UU.",
    ),
    (
        "(a) In General.—The Secretary shall act.",
        ["(a) In General.—The Secretary shall act."],
        "run-in heading",
    ),
    ("1. Fund audits.\n2. Trace arms.", ["1. Fund audits.", "2. Trace arms."], "numbered lines"),
    ("H.R. 6736 was filed. S. 3508 too.", ["H.R. 6736 was filed.", "S. 3508 too."], "bill numbers"),
    (
        "Tariffs of 20 percent. 3,000 guns.",
        ["Tariffs of 20 percent.", "3,000 guns."],
        "digit opens",
    ),
    (
        "Under P.L. 110-252 and E.O. 14157 it ran.",
        ["Under P.L. 110-252 and E.O. 14157 it ran."],
        "numbers of laws",
    ),
    ("no capital. after a stop", ["no capital. after a stop"], "lower case does not open"),
    ("", [], "nothing"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TABLE, ids=[row[2] for row in TABLE])
def test_boundaries(text: str, expected: list[str], why: str) -> None:
    assert [s.of(text) for s in sentences(text)] == expected, why


@given(st.text(alphabet="Aab .!?\n“”(1U.S", max_size=120))
def test_sentences_are_ordered_and_hold_every_visible_character(text: str) -> None:
    spans = sentences(text)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
