"""A file as its folder has it now: whether it is gone, and whether it still has known bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.read.source import file_sha256

if TYPE_CHECKING:
    from kb.store import SourceState


@dataclass(frozen=True, slots=True)
class File:
    """A file with what its folder states: size (bytes), modification time, and its ``stamp``.

    The stamp is the inode and the time of the last change of any kind, which no program sets back:
    it tells a rewritten file whose size and modification time are as before.
    """

    path: Path
    size: int
    mtime_ns: int
    stamp: str

    @classmethod
    def at(cls, path: Path) -> File:
        """The file at ``path`` as it is now. Raises ``OSError``."""
        stat = path.stat()
        return cls(path, stat.st_size, stat.st_mtime_ns, _stamp(stat))

    def is_as(self, state: SourceState) -> bool:
        """True while nothing has touched the file since ``state``, so that its hash is known."""
        then = (state.size, state.mtime_ns, state.stamp)
        return bool(state.sha256) and (self.size, self.mtime_ns, self.stamp) == then


def is_gone(path: Path) -> bool:
    """True when nothing is at ``path``. A path that one may not look at is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def still_holds(state: SourceState, file: File, hashes: Mapping[str, str]) -> bool:
    """True while the file of ``state`` exists beside ``file`` with the bytes it had. ``hashes``
    are those of the files of this run, by path."""
    if state.path in hashes:
        return hashes[state.path] == state.sha256
    there = Path(state.path)
    try:
        if state.path.casefold() == str(file.path).casefold() and there.samefile(file.path):
            return False  # the same file, where letter case does not count in names
    except OSError:
        return False
    return is_unaltered(state)


def is_unaltered(state: SourceState) -> bool:
    """True while the file of ``state`` exists with the bytes it had."""
    there = Path(state.path)
    try:
        now = File.at(there)
        if now.size != state.size:
            return False
        return now.is_as(state) or file_sha256(there) == state.sha256
    except OSError:
        return False


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_ctime_ns}/{stat.st_ino}"
