"""Makes a new library. Its file appears whole or not at all, so an empty one is never a new one."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from kb.errors import LibraryError
from kb.private_files import make_private_folder, sync_folder
from kb.store import checksums, schema
from kb.store.connection import engine_for, finish
from kb.store.db_errors import translated_errors
from kb.store.write_ahead_log import log_of


def create_library(file: Path) -> None:
    """Make an empty library in ``file``, unless another process has just made one. Only its owner
    may read it.

    Raises ``LibraryError`` when it cannot be written, or when changes of a library that was there
    lie beside it.
    """
    log = log_of(file)
    if log.exists() and log.stat().st_size:
        raise LibraryError(
            f"{file} is gone, but its last changes are still in {log}. Put the file back, restore "
            "the library with `kb restore BACKUP`, or move the log away to begin an empty library."
        )
    part = file.with_name(f".{file.name}.{secrets.token_hex(6)}.new")
    with translated_errors(file):
        make_private_folder(file.parent)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            _fill(part)
            _publish(part, file)
        finally:
            for name in (part, log_of(part), part.with_name(f"{part.name}-shm")):
                name.unlink(missing_ok=True)


def _fill(part: Path) -> None:
    engine = engine_for(part)
    try:
        making = engine.execution_options(immediate=True, updating=True)
        with making.begin() as connection:
            schema.tables.create_all(connection)
            finish(connection)
            checksums.write_all(connection)
            checksums.write_form(connection)
    finally:
        engine.dispose()  # the last connection moves the log into the file


def _publish(part: Path, file: Path) -> None:
    """Give the file its name, unless that is taken."""
    with suppress(FileExistsError):
        try:
            os.link(part, file)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if not file.exists():
                os.rename(part, file)
    sync_folder(file.parent)
