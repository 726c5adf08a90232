"""The outcome of fetching one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FetchStatus = Literal["fetched", "unchanged", "changed upstream", "blocked", "failed"]


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """``path`` is where the file is now. ``reason`` says why there is none, and what to do."""

    id: str
    status: FetchStatus
    reason: str | None = None
    path: str | None = None
    url: str | None = None
    sha256: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The outcome as ``kb corpus fetch --json`` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}
