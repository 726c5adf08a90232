"""The kind of answer a question wants is told from its words, in both languages."""

from __future__ import annotations

import pytest

from kb.answer.wants import Want, gives, wanted

QUESTIONS = [
    ("How much did Congress appropriate in 2010?", Want.MONEY),
    ("How much funding went to training?", Want.MONEY),
    ("¿Cuánto dinero recibió la fiscalía?", Want.MONEY),
    ("What percentage of rifles was traced?", Want.SHARE),
    ("What share of seizures came by sea?", Want.SHARE),
    ("¿Qué porcentaje de las armas se rastreó?", Want.SHARE),
    ("How many agents were trained?", Want.COUNT),
    ("¿Cuántas armas se decomisaron?", Want.COUNT),
    ("When was the office created?", Want.DATE),
    ("¿Cuándo entró en vigor la reforma?", Want.DATE),
    ("¿Desde cuándo existe la unidad?", Want.DATE),
    ("What is the bill number of the act?", Want.IDENTIFIER),
    ("How long does the authority last?", Want.DURATION),
    ("Why did the programme fail?", Want.TEXT),
    ("What happens when labs are raided?", Want.TEXT),
    ("¿Por qué fracasó el programa?", Want.TEXT),
]


@pytest.mark.parametrize(("question", "want"), QUESTIONS)
def test_wanted(question: str, want: Want) -> None:
    assert wanted(question) is want


GIVEN = [
    ("It cost $3.5 billion.", Want.MONEY, True),
    ("Costó 48 millones de dólares.", Want.MONEY, True),
    ("It trained 48 officers.", Want.MONEY, False),
    ("Some 68 percent were traced.", Want.SHARE, True),
    ("Most were traced.", Want.SHARE, False),
    ("Nine states took part.", Want.COUNT, True),
    ("The states took part.", Want.COUNT, False),
    ("On 4 March 2019 it began.", Want.DATE, True),
    ("Not later than 90 days after enactment.", Want.DATE, True),
    ("It began early.", Want.DATE, False),
    ("The bill is H.R. 1234.", Want.IDENTIFIER, True),
    ("The bill was filed.", Want.IDENTIFIER, False),
    ("The authority lasts five years.", Want.DURATION, True),
    ("Anything at all.", Want.TEXT, True),
]


@pytest.mark.parametrize(("text", "want", "expected"), GIVEN)
def test_gives(text: str, want: Want, expected: bool) -> None:
    assert gives(text, want) is expected
