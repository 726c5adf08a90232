"""Turns the errors of the database and of the disk into the project's errors."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kb.errors import LibraryBusy, LibraryDamaged, LibraryError
from kb.settings import settings

_ROOM = 64 * 1024  # bytes: with less than this, SQLite fails in ways that do not name the disk


@contextmanager
def translated_errors(file: Path) -> Iterator[None]:
    """Raise ``LibraryBusy``, ``LibraryDamaged`` or ``LibraryError`` in place of an error of the
    database or the disk, and ``KeyboardInterrupt`` for a Ctrl-C that SQLite hides."""
    try:
        yield
    except DBAPIError as error:
        if "user-defined function raised" in str(error.orig):
            # Our functions raise nothing themselves: a Ctrl-C came while one of them ran.
            raise KeyboardInterrupt from error
        raise library_error(file, error) from error
    except OSError as error:
        raise disk_error(file, error) from error


def damaged(file: Path, reason: str) -> str:
    """The message for a file that cannot be used as a library."""
    return (
        f"{file} is damaged or is not a library: {reason}. Restore it with `kb restore BACKUP`. "
        "Without a backup, move it to another folder and ingest the documents again."
    )


def disk_error(file: Path, error: OSError) -> LibraryError:
    """An error of the operating system as a message that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT) or is_full(file.parent):
        return LibraryError(disk_full(file))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LibraryError(may_not_write(file.parent))
    return LibraryError(f"{error.filename or file} cannot be used: {error.strerror or error}.")


def is_full(folder: Path) -> bool:
    """True when the disk of ``folder`` has no room to write."""
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def may_not_write(folder: Path) -> str:
    """The message for a library that may only be read."""
    return (
        f"The library in {folder} may only be read: you have no permission to write to the folder "
        "or its files. Searching and reading work. To change it, ask its owner, or set KB_HOME to "
        "a folder of your own."
    )


def disk_full(file: Path) -> str:
    """The message for a disk without room."""
    return (
        f"The disk is full, and {file} cannot be written. Free some space and run the command "
        "again. Nothing that was reported as done is lost."
    )


def library_error(file: Path, error: DBAPIError) -> LibraryError:
    """The error as a message that says what to do."""
    reason = str(error.orig)
    if "locked" in reason or "busy" in reason:
        return LibraryBusy(
            f"{file} is in use by another process: it was not free within "
            f"{settings().store.wait:g} seconds. Wait until that process is done and try again."
        )
    unclear = "disk I/O error" in reason or "unable to open" in reason
    if "is full" in reason or (unclear and is_full(file.parent)):
        return LibraryError(disk_full(file))
    if "readonly" in reason or "unable to open" in reason:
        return LibraryError(may_not_write(file.parent))
    if "disk I/O error" in reason:
        return LibraryError(
            f"The disk does not read or write {file} as it should ({reason}). Check the disk, and "
            "keep a copy of the folder before you go on."
        )
    return LibraryDamaged(damaged(file, reason))
