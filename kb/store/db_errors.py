"""Turns the database's errors into the project's errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from kb.errors import LibraryBusy, LibraryError
from kb.settings import settings


@contextmanager
def translated_errors(file: Path) -> Iterator[None]:
    """Raise ``LibraryBusy`` or ``LibraryError`` in place of a database's error."""
    try:
        yield
    except DBAPIError as error:
        raise library_error(file, error) from error


def library_error(file: Path, error: DBAPIError) -> LibraryError:
    """The error as a message that says what to do."""
    reason = str(error.orig)
    if "locked" in reason or "busy" in reason:
        return LibraryBusy(
            f"{file} is in use by another process: it was not free within "
            f"{settings().store.wait:g} seconds. Wait until that process is done and try again."
        )
    if "full" in reason:
        return LibraryError(
            f"The disk is full, and {file} cannot be written. Free some space and run the command "
            "again. Nothing that was reported as done is lost."
        )
    if "readonly" in reason or "unable to open" in reason:
        return LibraryError(
            f"{file} cannot be opened for writing: the folder or the file does not allow it "
            f"({reason}). Set KB_HOME to a folder of your own."
        )
    if "not a database" in reason or "malformed" in reason:
        return LibraryError(
            f"{file} is not a library: SQLite cannot read it ({reason}). Restore it from a backup, "
            "or move it away and ingest again."
        )
    return LibraryError(f"{file} does not work as a library: {reason}. Run `kb check`.")
