"""What is known of a job: long work that goes on outside the page that started it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["ingest", "fetch", "rebuild", "remove", "link", "check"]
Status = Literal["waiting", "running", "finished", "failed", "cancelled"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one file or document: ``status`` as ingestion or fetching names it, ``path``
    the file where one remains."""

    name: str
    status: str
    reason: str | None = None
    doc_id: str | None = None
    path: str | None = None
    passages: int = 0

    @property
    def unsuccessful(self) -> bool:
        """True when it gave no document."""
        return self.status in ("failed", "skipped", "blocked")


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it was when it was looked at. ``started`` and ``ended`` are seconds since 1970.

    ``done`` of ``total`` files or parts are finished; of the one named ``doing``, ``part`` of
    ``parts`` pages are read.
    """

    id: str
    kind: Kind
    arguments: Mapping[str, Any]
    status: Status = "waiting"
    doing: str = ""
    part: int = 0
    parts: int = 0
    done: int = 0
    total: int = 0
    results: tuple[Result, ...] = ()
    notes: tuple[str, ...] = ()
    pid: int | None = None
    started: float = 0.0
    ended: float | None = None
    cancelling: bool = field(default=False, compare=False)

    @property
    def active(self) -> bool:
        """True while it waits or runs."""
        return self.status in ("waiting", "running")

    def as_json(self) -> dict[str, Any]:
        """The job as its state file keeps it."""
        told = asdict(self)
        del told["cancelling"]
        return told

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Job:
        """The job a state file tells of. Raises ``TypeError``, ``KeyError`` or ``ValueError``
        for what is none."""
        if told["kind"] not in KINDS or told["status"] not in get_args(Status):
            raise ValueError(f"expected a job's state, found {told['kind']!r}")
        results = tuple(Result(**r) for r in told["results"])
        return cls(**{**told, "results": results, "notes": tuple(told["notes"])})
