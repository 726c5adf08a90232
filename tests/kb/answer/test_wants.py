"""The kind of answer a question wants is told from its words, in both languages."""

from __future__ import annotations

import pytest

from kb.answer.wants import Want, defines, gives, recommends, thing_measured, wanted

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
    ("How much may be transferred to the office?", Want.MONEY),
    ("How much milk did the towns buy?", Want.QUANTITY),
    ("¿Cuánto fentanilo se decomisó?", Want.QUANTITY),
    ("How much did thefts fall?", Want.SHARE),
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
    ("Fifteen percent of the funds is held.", Want.SHARE, True),
    ("It was signed on September 30, 1988.", Want.COUNT, False),
    ("Section 12 allows $6,050,000 in 2031.", Want.COUNT, False),
    ("The towns bought 20,000 tons.", Want.QUANTITY, True),
]


@pytest.mark.parametrize(("text", "want", "expected"), GIVEN)
def test_gives(text: str, want: Want, expected: bool) -> None:
    assert gives(text, want) is expected


MEASURED = [
    ("How many claims did the fund pay?", ("claims",)),
    ("How many US troops are there?", ("US", "troops")),
    ("¿Cuántos jueces tiene la corte?", ("jueces",)),
    ("How many people died?", ()),
    ("What share of the money was held?", ()),
]


@pytest.mark.parametrize(("question", "expected"), MEASURED)
def test_what_is_counted(question: str, expected: tuple[str, ...]) -> None:
    assert thing_measured(question) == expected


SAYING = [
    ("Total lamps (TL), a common measure of light, is small.", False),
    ("Lamp share is the part of lamps that shine.", True),
    ("The lamp share fell.", False),
    ("Whether the lamp share is still used was not said.", False),
    ("The lamp share has three parts.", True),
    ("Two ministers announced the lamp share in May.", True),
    ("The lamp share replaced the lamp count.", True),
]


@pytest.mark.parametrize(("text", "expected"), SAYING)
def test_defines(text: str, expected: bool) -> None:
    assert defines(text, "What is lamp share under the Lamp Act?") is expected


def test_recommends() -> None:
    assert recommends("The Secretary should buy lamps.", "What did auditors recommend?")
    assert not recommends("Auditors counted lamps.", "¿Qué recomendaron los auditores?")
    assert recommends("Auditors counted lamps.", "What did auditors count?")
