"""Topics as JSON lines, the form in which gold is given by verbatim quotes.

One object a line. ``id`` and one of ``question`` and ``query`` are needed; ``language``, ``type``,
``tags``, ``answerable``, ``gold`` (a list of ``file`` and ``quote``), ``gold_need`` (``any``,
``all`` or ``all-docs``) and ``must_contain`` (regular expressions) are optional. Other keys are
left unread.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic import model_validator as checked

from kb.errors import EvaluationError
from kb.evaluation.text_files import first_fault, numbered
from kb.evaluation.topics import Asked, GoldQuote, Need, Topic

_LONGEST_PATTERN = 500  # characters


def _pattern(written: str) -> str:
    if len(written) > _LONGEST_PATTERN:
        raise ValueError(f"a pattern has more than {_LONGEST_PATTERN} characters")
    try:
        re.compile(written)
    except re.error as error:
        raise ValueError(f"{written!r} is not a regular expression: {error}") from error
    return written


Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class _Gold(BaseModel):
    model_config = ConfigDict(frozen=True)

    file: Filled
    quote: Filled


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: Filled
    question: Filled | None = None
    query: Filled | None = None
    language: str = ""
    type: str = ""
    tags: tuple[str, ...] = ()
    answerable: bool | None = None
    gold: tuple[_Gold, ...] = ()
    gold_need: Need = Need.ANY
    must_contain: tuple[Pattern, ...] = ()

    @checked(mode="after")
    def _one_text(self) -> _Line:
        if (self.question is None) == (self.query is None):
            raise ValueError("give one of question and query")
        return self


def read_lines(text: str, name: str = "the file") -> tuple[Topic, ...]:
    """The topics of a text in this form. Raises ``EvaluationError`` naming the line."""
    topics: dict[str, Topic] = {}
    for number, line in numbered(text.split("\n")):
        topic = _topic(line, f"{name}, line {number}")
        if topic.id in topics:
            raise EvaluationError(f"{name}, line {number}: the id {topic.id!r} is given twice.")
        topics[topic.id] = topic
    return tuple(topics.values())


def _topic(line: str, where: str) -> Topic:
    try:
        row = _Line.model_validate_json(line)
    except ValidationError as error:
        raise EvaluationError(f"{where}: {first_fault(error)}.") from error
    answerable = row.answerable
    if row.question is not None and answerable is None:
        answerable = bool(row.gold or row.must_contain) or None
    return Topic(
        id=row.id,
        text=row.question or row.query or "",
        asked=Asked.QUERY if row.question is None else Asked.QUESTION,
        language=row.language,
        type=row.type,
        tags=row.tags,
        answerable=answerable,
        gold=tuple(GoldQuote(g.file, g.quote) for g in row.gold),
        need=row.gold_need,
        must_contain=row.must_contain,
    )
