"""The catalogue, timeline and glossary of ``corpus/``, checked when they are first loaded."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kb.corpus.schema import Entry, Event, GlossaryTerm
from kb.errors import CorpusError
from kb.resources import CORPUS, problems, read_yaml

M = TypeVar("M", bound=BaseModel)


@lru_cache(maxsize=4)
def catalogue(path: Path = CORPUS / "catalogue.yaml") -> dict[str, Entry]:
    """The catalogue by id. Raises ``CorpusError`` naming the entry and field that is wrong."""
    return _by_id(records(path, "documents", Entry), path)


@lru_cache(maxsize=4)
def timeline(path: Path = CORPUS / "timeline.yaml") -> tuple[Event, ...]:
    """The events, earliest first."""
    events = _by_id(records(path, "events", Event), path)
    return tuple(sorted(events.values(), key=lambda e: (e.date, e.id)))


@lru_cache(maxsize=4)
def glossary(path: Path = CORPUS / "glossary.yaml") -> tuple[GlossaryTerm, ...]:
    """The terms, in alphabetical order."""
    terms = _by_id(records(path, "terms", GlossaryTerm), path)
    return tuple(sorted(terms.values(), key=lambda t: t.term.casefold()))


def records(path: Path, name: str, model: type[M]) -> list[M]:
    """The entries listed under ``name`` in a file, each checked. Raises ``CorpusError``."""
    data = read_yaml(path)
    entries = data.get(name) if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise CorpusError(f"{path.name} has no list under the key “{name}”")
    return [_record(entry, path, model) for entry in entries]


def _record(entry: Any, path: Path, model: type[M]) -> M:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        name = entry.get("id", "an entry without id") if isinstance(entry, dict) else repr(entry)
        raise CorpusError(f"{path.name}, {name}: {problems(error)}") from error


def _by_id(entries: list[M], path: Path) -> dict[str, M]:
    found: dict[str, M] = {}
    for record in entries:
        name = str(getattr(record, "id"))  # noqa: B009  not every model of M declares it
        if name in found:
            raise CorpusError(f"{path.name}: the id {name} is there twice")
        found[name] = record
    return found
