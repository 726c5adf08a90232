"""The schema of the data files under ``corpus/``; pydantic checks it when they are loaded."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from kb.models import Kind

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Url = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]
Government = Literal["us", "mexico"]
Side = Literal["us", "mexico", "both", "neither"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rights(_Record):
    """Who may do what with the text; ``redistribute`` is ``None`` where it is not known."""

    status: str
    note: str | None = None
    redistribute: bool | None = None


class Download(_Record):
    """A place to download the document from; ``status`` says whether the URL was seen, follows a
    pattern, or is recalled."""

    url: Url
    format: Literal["pdf", "html", "xml", "json"]
    status: str | None


class Verification(_Record):
    """How an entry was verified: ``seen`` in a stored page or snapshot, or ``recalled`` from
    memory."""

    status: Literal["seen", "recalled"]
    where: tuple[str, ...] = ()
    what_was_seen: str | None = None


class Entry(_Record):
    """One document of the catalogue. ``form`` is what the document calls itself, ``kind`` its kind
    in a library. ``downloads`` are tried in order, the official source first."""

    id: Slug
    title: str
    title_status: Literal["exact", "descriptive"]
    publisher: str
    authors: tuple[str, ...]
    date: Date | None
    number: str | None
    kind: Kind
    form: str
    language: Literal["en", "es"]
    rights: Rights
    url: Url | None
    url_status: str | None
    downloads: tuple[Download, ...]
    formats: tuple[str, ...]
    topics: tuple[str, ...]
    sections: tuple[str, ...]
    identifiers: dict[str, Any]
    note: str | None
    group: str
    verification: Verification


class Event(_Record):
    """One event of the timeline. ``sources`` are ids of the catalogue. ``governments`` are those
    that acted, through any branch or agency: both where they acted together or by agreement, none
    where neither acted."""

    id: Slug
    date: Date
    title: str
    text: str
    figures: dict[str, Any]
    governments: tuple[Government, ...]
    topics: tuple[str, ...]
    sources: tuple[Slug, ...] = Field(min_length=0)
    verification: str
    seen_at: tuple[str, ...]

    @field_validator("governments")
    @classmethod
    def _no_government_twice(cls, value: tuple[Government, ...]) -> tuple[Government, ...]:
        if len(set(value)) < len(value):
            raise ValueError(f"a government is listed twice: {', '.join(value)}")
        return value

    @property
    def side(self) -> Side:
        """Which government acted: one, both or neither."""
        if len(self.governments) == 2:
            return "both"
        return self.governments[0] if self.governments else "neither"


class GlossaryTerm(_Record):
    """One term, with its names in both languages."""

    id: Slug
    term: str
    expansion_en: str | None
    expansion_es: str | None
    expansion_es_status: str | None
    aliases: tuple[str, ...]
    definition: str
    kind: str
    sources: tuple[Slug, ...]
    verification: str
    seen_at: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the term, each once."""
        every = (self.term, self.expansion_en, self.expansion_es, *self.aliases)
        return tuple(dict.fromkeys(n for n in every if n))
