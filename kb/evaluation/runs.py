"""Runs: what a system found and answered for each topic, kept as JSON lines.

The first line may be ``{"name": …}``. Every other line is one topic: its ``id``; ``hits``, best
first, each with ``doc_id``, ``start`` and ``end`` in the document's text and, if wanted, ``score``
and ``copies``; and, where the topic was asked as a question, the ``answer``. Runs of other systems
are scored in the same way when they are written like this.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Protocol, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.dataclasses import dataclass as validated

from kb.errors import EvaluationError
from kb.evaluation.text_files import first_fault, lines_of

_FORM = ConfigDict(extra="forbid")
Offset = Annotated[int, Field(ge=0)]  # in characters, over a document's text


class _HasSpan(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Placed = TypeVar("Placed", bound=_HasSpan)


def _ending_after_start(placed: Placed) -> Placed:
    if placed.end < placed.start:
        raise ValueError(f"it ends before it starts: {placed.start}, {placed.end}")
    return placed


@validated(frozen=True, config=_FORM)
class FoundSpan:
    """A hit: the characters ``[start, end)`` of a document's text. ``copies`` are documents that
    hold the same text."""

    doc_id: str
    start: Offset
    end: Offset
    score: float = 0.0
    copies: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _forward(self) -> FoundSpan:
        return _ending_after_start(self)


@validated(frozen=True, config=_FORM)
class Quotation:
    """A sentence of an answer, where it is in its document, and its citation in words."""

    doc_id: str
    start: Offset
    end: Offset
    text: str
    citation: str = ""

    @model_validator(mode="after")
    def _forward(self) -> Quotation:
        return _ending_after_start(self)


@validated(frozen=True, config=_FORM)
class GivenAnswer:
    """An answer, or a refusal with its reason."""

    answered: bool
    reason: str = ""
    quotations: tuple[Quotation, ...] = ()


@validated(frozen=True, config=_FORM)
class RunRow:
    """What was found and answered for one topic. ``seconds`` is the time of search and answer."""

    id: str
    hits: tuple[FoundSpan, ...] = ()
    answer: GivenAnswer | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Run:
    """The rows of one system; ``name`` is shown in tables."""

    name: str
    rows: tuple[RunRow, ...]

    @cached_property
    def by_id(self) -> dict[str, RunRow]:
        """The row of each topic."""
        return {row.id: row for row in self.rows}


_ROW: TypeAdapter[RunRow] = TypeAdapter(RunRow)


def as_text(run: Run) -> str:
    """The run as JSON lines."""
    head = json.dumps({"name": run.name}, ensure_ascii=False)
    rows = (_ROW.dump_json(row, exclude_defaults=True).decode() for row in run.rows)
    return "\n".join((head, *rows)) + "\n"


def save(run: Run, path: Path) -> None:
    """Write the run to a file. Raises ``EvaluationError`` where it cannot be written."""
    try:
        path.write_text(as_text(run), encoding="utf-8")
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror or error}.") from error


def load(path: Path) -> Run:
    """The run of a file. Raises ``EvaluationError`` naming the line that is wrong."""
    name = path.stem
    rows: dict[str, RunRow] = {}
    for number, line in lines_of(path):
        where = f"{path.name}, line {number}"
        try:
            entry = json.loads(line)
            if number == 1 and isinstance(entry, dict) and set(entry) == {"name"}:
                name = str(entry["name"])
                continue
            row = _ROW.validate_json(line)
        except (ValidationError, ValueError) as error:
            raise EvaluationError(f"{where}: {_what(error)}.") from error
        if row.id in rows:
            raise EvaluationError(f"{where}: the id {row.id!r} is given twice.")
        rows[row.id] = row
    return Run(name, tuple(rows.values()))


def _what(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return f"this is not JSON: {error}"
    return first_fault(error)
