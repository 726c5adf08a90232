"""Copies a library's file as it is at one moment, while other processes read and write it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.store.reader import Reader

_PAGES = 2_000  # copied between two reports of progress


def copy_library(library: Reader, target: Path, report: Callable[[int, int], None]) -> None:
    """Copy the library's file to ``target``, which must not exist. ``report`` takes how many pages
    are copied, and how many there are.

    Raises ``LibraryError`` when the library cannot be read, and ``OSError`` or ``sqlite3.Error``
    when ``target`` cannot be written.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with library.reading() as connection, closing(sqlite3.connect(target)) as copy:
        # The transaction that this begins holds the state: writers go on beside it.
        connection.exec_driver_sql("SELECT count(*) FROM meta").scalar()
        source: Any = connection.connection.dbapi_connection
        source.backup(
            copy, pages=_PAGES, progress=lambda _, left, total: report(total - left, total)
        )
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
