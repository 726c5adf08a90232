"""Opens the library's SQLite file. SQLite's own settings are here and in ``lexical_index``."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

from kb.errors import LibraryDamaged, LibraryError
from kb.settings import settings
from kb.store import (
    address_build,
    checksums,
    facts_build,
    lexical_build,
    migrations,
    schema,
)
from kb.store.db_errors import damaged, disk_full, is_full, may_not_write, translated_errors
from kb.store.key_values import get, put
from kb.store.reader import decoded
from kb.store.write_ahead_log import check_log, log_of
from kb.text.stems import VERSION as WORDS_VERSION

_LOG = logging.getLogger(__name__)


def connect(file: Path) -> tuple[Engine, str | None]:
    """An engine for the library in ``file``, its tables brought up to date; and why it only reads,
    where the file or its folder may not be written or the disk is full, else ``None``.

    Raises ``LibraryError`` when the file is not a library, is damaged, or is a newer program's.
    """
    if file.stat().st_size == 0:
        raise LibraryDamaged(damaged(file, "it is empty"))
    check_log(file)
    if not may_write(file):
        return _prepared(_reading_engine(file), file), may_not_write(file.parent)
    try:
        return _prepared(engine_for(file), file), None
    except LibraryDamaged:
        raise
    except LibraryError:
        if not is_full(file.parent):
            raise
    return _prepared(_reading_engine(file), file), disk_full(file)


def _prepared(engine: Engine, file: Path) -> Engine:
    try:
        with translated_errors(file):
            if not _ready(engine, file):
                _update(engine, file)
        if may_write(file):
            facts_build.complete(engine, file)
    except BaseException:
        engine.dispose()
        raise
    return engine


def may_write(file: Path) -> bool:
    """True when the library's file and its folder may be written."""
    return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)


def engine_for(file: Path) -> Engine:
    """An engine that reads and writes ``file``, which must exist."""

    def opened() -> sqlite3.Connection:
        raw = _opened(file, "mode=rw")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")  # what is reported as done survives a power cut
        return raw

    engine = create_engine("sqlite:///library", creator=opened)
    event.listen(engine, "begin", _begin)
    return engine


def _reading_engine(file: Path) -> Engine:
    engine = create_engine("sqlite:///library", creator=lambda: _opened_for_reading(file))
    event.listen(engine, "connect", lambda _raw, record: record.info.update(seen=_state(file)))
    event.listen(engine, "checkout", lambda _raw, record, _proxy: _still_valid(file, record))
    event.listen(engine, "begin", _begin)
    return engine


def _opened_for_reading(file: Path) -> sqlite3.Connection:
    """A connection that writes nothing. SQLite reads a library in use by its log and its index of
    the log. Without a log, nobody has the file open, and it is read as a file that does not
    change; ``_still_valid`` opens it again once it has."""
    try:
        raw = _opened(file, "mode=ro")
        try:
            raw.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()
            return raw
        except sqlite3.OperationalError:
            raw.close()
            raise
    except sqlite3.OperationalError:
        log = log_of(file)
        if log.exists() and log.stat().st_size:
            raise LibraryError(
                f"{file} may only be read, and its last changes are in {log.name}, which SQLite "
                "can read only where it may write. Run `kb check` once where the folder may be "
                "written, or copy the folder to a place of your own and set KB_HOME to it."
            ) from None
        return _opened(file, "mode=ro&immutable=1")


def _state(file: Path) -> tuple[object, ...]:
    found = file.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, log_of(file).exists()


def _still_valid(file: Path, record: Any) -> None:
    if record.info.get("seen") != _state(file):
        raise DisconnectionError("the library has changed")  # the pool opens it again


def _opened(file: Path, how: str) -> sqlite3.Connection:
    raw = sqlite3.connect(
        f"file:{quote(os.fsencode(file))}?{how}",
        uri=True,
        timeout=settings().store.wait,
        check_same_thread=False,
        isolation_level=None,  # SQLAlchemy begins and ends transactions; see _begin
    )
    for setting in ("foreign_keys = ON", "cache_size = -64000", "temp_store = MEMORY"):
        raw.execute(f"PRAGMA {setting}")
    checksums.register(raw)
    return raw


def _ready(engine: Engine, file: Path) -> bool:
    with engine.connect() as connection:
        names = "SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'documents')"
        if connection.exec_driver_sql(names).scalar() != 2:
            raise LibraryDamaged(damaged(file, "it has not the tables of a library"))
        return is_current(connection)


def is_current(connection: Connection) -> bool:
    """True when tables, word index and addresses are as this program makes them."""
    versions = get(connection, "schema"), get(connection, "words")
    wanted = str(schema.SCHEMA_VERSION), WORDS_VERSION
    made = address_build.is_current(connection) and facts_build.is_current(connection)
    return versions == wanted and made


def _update(engine: Engine, file: Path) -> None:
    """Update the tables and the word index, in one transaction that no other process can be in
    at the same time."""
    updating = engine.execution_options(immediate=may_write(file), updating=True)
    with updating.begin() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.text_factory = decoded  # an older library may be damaged, and nobody has noticed
        if is_current(connection):  # another process was quicker
            return
        migrations.check_version(connection)
        if not may_write(file):
            raise LibraryError(
                f"An older Evidencia made {file}, and it must be updated before it can be read, "
                "but it may only be read here. Run `kb check` once where it may be written."
            )
        _LOG.warning(
            "Updating the library for this version of Evidencia, once. It may take a minute."
        )
        migrations.migrate(connection)
        finish(connection)


def finish(connection: Connection) -> None:
    """Complete a library whose tables are as this program has them: the word index, addresses,
    checksums, and which program did it."""
    from kb import __version__

    checksums.install(connection)
    put(connection, "schema", str(schema.SCHEMA_VERSION))
    put(connection, "made by", __version__)
    lexical_build.prepare(connection)
    address_build.prepare(connection)
    facts_build.prepare(connection)
    checksums.write_form(connection)


def _begin(connection: Connection) -> None:
    # A transaction that will write takes the write lock at once. One that reads first could fail
    # because another process changes the library in between.
    options = connection.get_execution_options()
    immediate = options.get("immediate", False)
    if immediate and not options.get("updating", False):
        checksums.install(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
