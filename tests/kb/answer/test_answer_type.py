"""The type of answer to a question is found from its words, in both languages."""

from __future__ import annotations

import pytest

from kb.answer.answer_type import answer_type_of, gives
from kb.answer.definitions import defines, recommends
from kb.answer.figures import measured_object
from kb.answer.model import AnswerType

QUESTIONS = [
    ("How much did Congress appropriate in 2010?", AnswerType.MONEY),
    ("How much funding went to training?", AnswerType.MONEY),
    ("¿Cuánto dinero recibió la fiscalía?", AnswerType.MONEY),
    ("What percentage of rifles was traced?", AnswerType.SHARE),
    ("What share of seizures came by sea?", AnswerType.SHARE),
    ("¿Qué porcentaje de las armas se rastreó?", AnswerType.SHARE),
    ("How many agents were trained?", AnswerType.COUNT),
    ("¿Cuántas armas se decomisaron?", AnswerType.COUNT),
    ("When was the office created?", AnswerType.DATE),
    ("¿Cuándo entró en vigor la reforma?", AnswerType.DATE),
    ("¿Desde cuándo existe la unidad?", AnswerType.DATE),
    ("What is the bill number of the act?", AnswerType.IDENTIFIER),
    ("How long does the authority last?", AnswerType.DURATION),
    ("How much may be transferred to the office?", AnswerType.MONEY),
    ("How much milk did the towns buy?", AnswerType.QUANTITY),
    ("¿Cuánto fentanilo se decomisó?", AnswerType.QUANTITY),
    ("How much did thefts fall?", AnswerType.SHARE),
    ("Why did the programme fail?", AnswerType.TEXT),
    ("What happens when labs are raided?", AnswerType.TEXT),
    ("¿Por qué fracasó el programa?", AnswerType.TEXT),
]


@pytest.mark.parametrize(("question", "answer_type"), QUESTIONS)
def test_the_words_of_a_question_give_the_type_of_its_answer(
    question: str, answer_type: AnswerType
) -> None:
    assert answer_type_of(question) is answer_type


GIVEN = [
    ("It cost $3.5 billion.", AnswerType.MONEY, True),
    ("Costó 48 millones de dólares.", AnswerType.MONEY, True),
    ("It trained 48 officers.", AnswerType.MONEY, False),
    ("Some 68 percent were traced.", AnswerType.SHARE, True),
    ("Most were traced.", AnswerType.SHARE, False),
    ("Nine states took part.", AnswerType.COUNT, True),
    ("The states took part.", AnswerType.COUNT, False),
    ("On 4 March 2019 it began.", AnswerType.DATE, True),
    ("Not later than 90 days after enactment.", AnswerType.DATE, True),
    ("It began early.", AnswerType.DATE, False),
    ("The bill is H.R. 1234.", AnswerType.IDENTIFIER, True),
    ("The bill was filed.", AnswerType.IDENTIFIER, False),
    ("The authority lasts five years.", AnswerType.DURATION, True),
    ("Anything at all.", AnswerType.TEXT, True),
    ("Fifteen percent of the funds is held.", AnswerType.SHARE, True),
    ("It was signed on September 30, 1988.", AnswerType.COUNT, False),
    ("Section 12 allows $6,050,000 in 2031.", AnswerType.COUNT, False),
    ("The towns bought 20,000 tons.", AnswerType.QUANTITY, True),
]


@pytest.mark.parametrize(("text", "answer_type", "expected"), GIVEN)
def test_a_sentence_gives_an_answer_of_a_type(
    text: str, answer_type: AnswerType, expected: bool
) -> None:
    assert gives(text, answer_type) is expected


MEASURED = [
    ("How many claims did the fund pay?", ("claims",)),
    ("How many US troops are there?", ("US", "troops")),
    ("¿Cuántos jueces tiene la corte?", ("jueces",)),
    ("How many people died?", ()),
    ("What share of the money was held?", ()),
]


@pytest.mark.parametrize(("question", "expected"), MEASURED)
def test_the_object_of_a_measure_is_found(question: str, expected: tuple[str, ...]) -> None:
    assert measured_object(question) == expected


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
def test_a_sentence_that_only_mentions_a_term_does_not_define_it(text: str, expected: bool) -> None:
    assert defines(text, "What is lamp share under the Lamp Act?", 6) is expected


def test_a_question_for_recommendations_needs_a_recommending_sentence() -> None:
    assert recommends("The Secretary should buy lamps.", "What did auditors recommend?")
    assert not recommends("Auditors counted lamps.", "¿Qué recomendaron los auditores?")
    assert recommends("Auditors counted lamps.", "What did auditors count?")
