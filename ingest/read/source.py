"""The input of every reader: the bytes of a file, its name and its hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb.models import Document, Skipped
from kb.plain_files import plain_file

ReadResult = Document | Skipped
PartProgress = Callable[[int, int], None]  # pages or parts done, of how many
SourceLine = tuple[str, int]  # a line and its offset in the source text
Reader = Callable[["Source", PartProgress], ReadResult]


def no_progress(done: int, total: int) -> None:
    """Ignores progress."""


def file_sha256(path: Path) -> str:
    """The SHA-256 of the file at ``path``, in hexadecimal digits. Raises ``OSError``."""
    with open(path, "rb", opener=plain_file) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """One file's bytes. ``path`` is for messages and for guessing names, never for writing."""

    path: Path
    data: bytes
    sha256: str

    @classmethod
    def load(cls, path: Path) -> Source:
        """Read ``path`` whole. The caller has checked its size. Raises ``OSError``."""
        with open(path, "rb", opener=plain_file) as file:
            data = file.read()
        return cls(path, data, hashlib.sha256(data).hexdigest())

    @classmethod
    def of(cls, data: bytes, name: str = "memory") -> Source:
        """A source made in memory, for tests and for texts without a file."""
        return cls(Path(name), data, hashlib.sha256(data).hexdigest())
