"""Turns what the database reports into the project's errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kb.errors import LibraryBusy, LibraryError


@contextmanager
def translated_errors(file: Path) -> Iterator[None]:
    """Raise ``LibraryBusy`` or ``LibraryError`` in place of a database's error."""
    try:
        yield
    except DBAPIError as error:
        raise library_error(file, error) from error


def library_error(file: Path, error: DBAPIError) -> LibraryError:
    """The error in words a person can act on."""
    said = str(error.orig)
    if "locked" in said or "busy" in said:
        return LibraryBusy(
            f"expected to get at {file} within 30 seconds, found it in use by another process; "
            "wait until it has finished and try again"
        )
    if "full" in said:
        return LibraryError(
            f"expected room to write to {file}, found the disk full; free some space and run the "
            "command again: nothing that was reported as done is lost"
        )
    if "readonly" in said or "unable to open" in said:
        return LibraryError(
            f"expected to open {file} for writing, found that the folder or the file does not "
            f"allow it ({said}); set KB_HOME to a folder of your own"
        )
    if "not a database" in said or "malformed" in said:
        return LibraryError(
            f"expected a library in {file}, found a file that SQLite cannot read ({said}); "
            "restore it from a backup, or move it away and ingest again"
        )
    return LibraryError(f"expected {file} to work as a library, found: {said}; run `kb check`")
