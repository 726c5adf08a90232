"""Topics: questions and queries with what is known about their right passages and answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Need(StrEnum):
    """How many of a topic's gold quotes must be found."""

    ANY = "any"  # one of them: they say the same
    ALL = "all"  # each of them
    ALL_DOCS = "all-docs"  # one in each file that is named


class Asked(StrEnum):
    """Whether a topic is a question, which is also answered, or a query of keywords."""

    QUESTION = "question"
    QUERY = "query"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words that a right passage holds, verbatim, and the file that they are in: the end of its
    path, such as ``statutes/PLAW-115publ232.txt``."""

    file: str
    quote: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A question or query.

    ``gold`` judges by spans. ``relevance`` judges whole documents by grade, as TREC and BEIR do; a
    topic has one of the two. ``must_contain`` are regular expressions that a right answer matches.
    ``answerable`` is ``None`` where it is not known.
    """

    id: str
    text: str
    asked: Asked = Asked.QUERY
    language: str = ""
    type: str = ""
    tags: tuple[str, ...] = ()
    answerable: bool | None = None
    gold: tuple[GoldQuote, ...] = ()
    need: Need = Need.ANY
    must_contain: tuple[str, ...] = ()
    relevance: Mapping[str, int] = field(default_factory=dict)

    @property
    def has_judgements(self) -> bool:
        """True where something is known to be relevant."""
        return bool(self.gold) or any(grade > 0 for grade in self.relevance.values())

    def groups(self) -> Iterator[tuple[str, str]]:
        """The groups that the topic counts in, as (kind of group, name)."""
        plural = "questions" if self.asked is Asked.QUESTION else "queries"
        yield "language", f"{plural}, {self.language or 'language not given'}"
        if self.type:
            yield "type", self.type
        for tag in self.tags:
            yield "tag", tag
