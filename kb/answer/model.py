"""Answers: verified sentences, or a refusal and its reason; and the types of answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from kb.models import Kind, Page
from kb.search.hits import Correction, pages_json
from kb.span import Span


class AnswerType(Enum):
    """A type of answer; ``in_words`` is how a refusal names it."""

    MONEY = "money"
    SHARE = "share"
    COUNT = "count"
    QUANTITY = "quantity"
    DATE = "date"
    IDENTIFIER = "identifier"
    DURATION = "duration"
    TEXT = "text"

    @property
    def in_words(self) -> str:
        """The words by which a refusal names this type of answer."""
        return _IN_WORDS[self]


_IN_WORDS = {
    AnswerType.MONEY: "an amount of money",
    AnswerType.SHARE: "a percentage or share",
    AnswerType.COUNT: "a number",
    AnswerType.QUANTITY: "a figure",
    AnswerType.DATE: "a date",
    AnswerType.IDENTIFIER: "a number or section that identifies it",
    AnswerType.DURATION: "a length of time",
    AnswerType.TEXT: "an answer",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence quoted word for word, with a verified citation. ``speaker`` is who says it in a
    transcript."""

    text: str
    doc_id: str
    span: Span
    section: str | None
    pages: tuple[Page, ...]
    citation: str
    score: float = 0.0
    kind: Kind = Kind.OTHER
    speaker: str | None = None

    @property
    def start(self) -> int:
        """Where the sentence starts in the document's text."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the sentence ends in the document's text (excluded)."""
        return self.span.end

    def as_json(self) -> dict[str, Any]:
        """The sentence as ``kb ask --json`` prints it."""
        return {
            "text": self.text,
            "doc_id": self.doc_id,
            "start": self.start,
            "end": self.end,
            "section": self.section,
            "pages": pages_json(self.pages),
            "citation": self.citation,
            "kind": self.kind.value,
            "speaker": self.speaker,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. ``reason`` says what is missing where it is refused;
    ``corrections`` are its misspelt words, with the words that were searched for them."""

    question: str
    answered: bool
    reason: str | None
    sentences: tuple[Sentence, ...]
    notices: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer as ``kb ask --json`` prints it."""
        return {
            "question": self.question,
            "answered": self.answered,
            "reason": self.reason,
            "sentences": [s.as_json() for s in self.sentences],
            "notices": list(self.notices),
            "corrections": [c.as_json() for c in self.corrections],
        }
