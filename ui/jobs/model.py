"""A job: long work that continues outside the page that started it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["ingest", "fetch", "rebuild", "remove", "link", "check"]
Status = Literal["waiting", "running", "finished", "failed", "cancelled"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one file or document: ``status`` as ingestion or fetching names it, ``path``
    the file where it still exists."""

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
    """The state of a job at one moment. ``started`` and ``ended`` are seconds since 1970.

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
        state = asdict(self)
        del state["cancelling"]
        return state

    @classmethod
    def of_json(cls, state: Mapping[str, Any]) -> Job:
        """The job of a state file. Raises ``TypeError``, ``KeyError`` or ``ValueError`` when the
        content is not the state of a job."""
        if state["kind"] not in KINDS or state["status"] not in get_args(Status):
            raise ValueError(
                f"no job has the kind {state['kind']!r} and status {state['status']!r}"
            )
        results = tuple(Result(**r) for r in state["results"])
        return cls(**{**state, "results": results, "notes": tuple(state["notes"])})
