"""The report of an ingestion: the outcome of each file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

# "moved": the bytes of a document under another path. "missing": a document whose file is gone; it
# stays in the library until it is removed or pruned.
# "overwritten": a document whose file, at ``path``, now holds another document; it stays too.
IngestStatus = Literal[
    "added",
    "updated",
    "unchanged",
    "moved",
    "skipped",
    "failed",
    "missing",
    "overwritten",
    "removed",
]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file: what was done with it, and ``reason`` where that needs an explanation."""

    path: str
    status: IngestStatus
    doc_id: str | None = None
    reason: str | None = None
    pages: int = 0
    passages: int = 0

    def as_json(self) -> dict[str, Any]:
        """The outcome as ``kb ingest --json`` prints it."""
        return {
            "path": self.path,
            "doc_id": self.doc_id,
            "status": self.status,
            "reason": self.reason,
            "pages": self.pages,
            "passages": self.passages,
        }


@dataclass(frozen=True, slots=True)
class IngestReport:
    """All files of one run, in the order they were found. ``elapsed_s`` is in seconds."""

    outcomes: tuple[FileOutcome, ...]
    elapsed_s: float

    def with_status(self, status: IngestStatus) -> tuple[FileOutcome, ...]:
        """The outcomes with that status, in order."""
        return tuple(o for o in self.outcomes if o.status == status)

    @property
    def failed(self) -> bool:
        """True when a file could not be read through a fault of the file or the reader."""
        return any(o.status == "failed" for o in self.outcomes)

    def as_json(self) -> dict[str, Any]:
        """The report as ``kb ingest --json`` prints it."""
        return {
            "documents": [o.as_json() for o in self.outcomes],
            "elapsed_s": round(self.elapsed_s, 2),
        }
