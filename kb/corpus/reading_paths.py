"""Reading paths for newcomers: steps that lead to events, digests and terms of the corpus."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kb.corpus.load import records
from kb.resources import CORPUS


class Step(BaseModel):
    """One step: why to read it, and the id of one event, digest or term."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str = Field(min_length=15, max_length=160)
    event: str | None = None
    digest: str | None = None
    term: str | None = None

    @model_validator(mode="after")
    def _leads_to_one_record(self) -> Step:
        if sum(x is not None for x in (self.event, self.digest, self.term)) != 1:
            raise ValueError("a step leads to one of `event`, `digest` and `term`")
        return self


class ReadingPath(BaseModel):
    """A path: what it is about and its steps in order."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]+$")
    title: str
    about: str
    steps: tuple[Step, ...] = Field(min_length=3)


@lru_cache(maxsize=2)
def reading_paths(path: Path = CORPUS / "reading_paths.yaml") -> tuple[ReadingPath, ...]:
    """The paths, in the order of the file. Raises ``CorpusError``."""
    return tuple(records(path, "paths", ReadingPath))
