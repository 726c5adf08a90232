"""Questions for an opinion are told from questions about facts."""

from __future__ import annotations

import pytest

from kb.answer.abstention_checks import opinion

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
    assert (opinion(question, "en") is not None) is expected


def test_the_reason_is_in_the_language_of_the_question() -> None:
    assert "opinión" in (opinion("¿Es corrupto el ministro?", "es") or "")
