"""The type of answer to a question is found from its words, in both languages."""

from __future__ import annotations

import pytest

from kb.answer.answer_type import answer_type_of, asks_findings, asks_opinion, gives
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
    ("Which law pays for lamps?", AnswerType.LAW),
    ("¿Qué ley paga las lámparas?", AnswerType.LAW),
    ("Who signed the pact?", AnswerType.PERSON),
    ("¿Quién firmó el pacto?", AnswerType.PERSON),
    ("Which three countries signed?", AnswerType.NAMES),
    ("What prison term does it set?", AnswerType.DURATION),
    ("number of agents in the north", AnswerType.COUNT),
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
    ("The Lamp Act pays for it.", AnswerType.LAW, True),
    ("They act at night.", AnswerType.LAW, False),
    ("It was signed by Ana Torres.", AnswerType.PERSON, True),
    ("It was signed by two ministers.", AnswerType.PERSON, False),
    ("The parties are Peru and Chile.", AnswerType.NAMES, True),
    ("The parties are small states.", AnswerType.NAMES, False),
]


@pytest.mark.parametrize(("text", "answer_type", "expected"), GIVEN)
def test_a_sentence_gives_an_answer_of_a_type(
    text: str, answer_type: AnswerType, expected: bool
) -> None:
    assert gives(text, answer_type) is expected


OPINIONS = [
    ("Who is the best president of Mexico?", True),
    ("¿Quién es el peor presidente?", True),
    ("Is the minister of lamps corrupt?", True),
    ("¿Es corrupto el ministro?", True),
    ("What do you think of the pact?", True),
    ("Is the border open at night?", False),
    ("What is the best recipe for tamales?", False),
    ("Which corrupt officials did the law name?", False),
    ("Who was president in 2020?", False),
]


@pytest.mark.parametrize(("question", "expected"), OPINIONS)
def test_a_question_for_a_judgement_of_people_asks_an_opinion(
    question: str, expected: bool
) -> None:
    assert asks_opinion(question) is expected


FINDINGS = [
    ("What did the section 1311 strategy report conclude?", True),
    ("What did the inspector general find?", True),
    ("¿Qué dice el informe de la CIA?", True),
    ("What must the report include?", False),
    ("When is the report due?", False),
]


@pytest.mark.parametrize(("question", "expected"), FINDINGS)
def test_a_question_about_what_a_report_found_is_known(question: str, expected: bool) -> None:
    assert asks_findings(question) is expected
