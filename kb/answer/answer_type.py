"""What type of answer a question asks for, and whether a sentence gives one.

Rule-based answer typing for English and Spanish, after the question taxonomies of Li and Roth
(2002, "Learning Question Classifiers"). Only the types whose absence shows in the words of a
sentence (an amount of money, a share, a count, a date, an identifier, a duration) decide anything.
A question of any other type asks for ``AnswerType.TEXT``, which every sentence gives. The patterns
are in ``corpus/lexicons/answer_types.yaml``.
"""

from __future__ import annotations

from kb.answer.answer_patterns import answer_patterns
from kb.answer.figures import counts_only
from kb.answer.model import AnswerType

_FIGURES = (AnswerType.MONEY, AnswerType.SHARE, AnswerType.COUNT)


def answer_type_of(question: str) -> AnswerType:
    """The type of answer ``question`` asks for. The first rule that matches decides."""
    for rule in answer_patterns().questions:
        if rule.pattern.search(question):
            return rule.type
    return AnswerType.TEXT


def gives(text: str, answer_type: AnswerType) -> bool:
    """True when ``text`` holds something of that type."""
    if answer_type is AnswerType.QUANTITY:
        return any(gives(text, figure) for figure in _FIGURES)
    if answer_type is AnswerType.COUNT:
        text = counts_only(text)
    pattern = answer_patterns().given.get(answer_type)
    return pattern is None or bool(pattern.search(text))
