"""The lock file: which document was fetched from where, with its hash and the server's marks."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """One fetched file. ``etag`` and ``modified`` are the server's marks of the version."""

    id: str
    url: str
    file: str
    sha256: str
    size: int
    etag: str | None = None
    modified: str | None = None


class LockFile:
    """``lock.json`` in the folder of fetched files; written atomically after each change. One that
    is damaged counts as empty: the files are compared by their hashes again."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock.json"
        self.entries: dict[str, FetchedFile] = {}
        with suppress(OSError, ValueError, TypeError, AttributeError):
            data = json.loads(self._path.read_text(encoding="utf-8"))
            self.entries = {k: FetchedFile(**v) for k, v in data.items()}

    def record(self, fetched: FetchedFile) -> None:
        """Record ``fetched`` in place of the document's earlier entry."""
        self.entries[fetched.id] = fetched
        data = {k: asdict(v) for k, v in sorted(self.entries.items())}
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")
        os.replace(part, self._path)
