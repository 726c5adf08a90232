"""Folders and files that only their owner may read: 0700 and 0600; their sizes; their way to the
disk.

Modes are set when something is made, and never afterwards: a folder that its owner has opened to
others stays open.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder, with those above it that are missing, for its owner alone. A folder that is
    there keeps its mode."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        try:
            each.mkdir(mode=0o700)
        except FileExistsError:
            continue  # another process has made it
        each.chmod(0o700)  # whatever the umask takes away


def private(path: str, flags: int) -> int:
    """An opener for ``open``: a file that it makes is for its owner alone."""
    return os.open(path, flags, 0o600)


def like_library(folder: Path, library: Path) -> None:
    """Give everything in ``folder`` the mode of the library's file: who may read the library may
    read what is made from it, and nobody else."""
    mode = library.stat().st_mode & 0o666
    search = (mode & 0o444) >> 2  # who may read a folder may also enter it
    for place, _, names in os.walk(folder):
        os.chmod(place, mode | search)
        for name in names:
            os.chmod(os.path.join(place, name), mode)


def file_sizes(folder: Path) -> Iterator[int]:
    """The bytes of each file below a folder; one that goes meanwhile is left out."""
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                yield os.lstat(os.path.join(place, name)).st_size


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power failure, where the system can do that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
