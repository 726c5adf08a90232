"""Opens the record's SQLite file; what is particular to SQLite stays here and in ``lexical``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError

from kb.errors import LibraryError
from kb.library import lexical, schema


def connect(file: Path) -> Engine:
    """An engine for the record in ``file``, its tables made or brought up to date.

    Raises ``LibraryError`` when the file is not a record or is damaged.
    """
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    try:
        if not _ready(engine):
            with engine.begin() as connection:
                schema.prepare(connection)
                lexical.create(connection)
    except DatabaseError as error:
        engine.dispose()
        raise LibraryError(
            f"expected a library in {file}, found a file that SQLite cannot read "
            f"({error.orig}); restore it from a backup, or move it away and ingest again"
        ) from error
    return engine


def _ready(engine: Engine) -> bool:
    with engine.connect() as connection:
        tables = {r[0] for r in connection.execute(text("SELECT name FROM sqlite_master"))}
        if not {"meta", "passage_index"} <= tables:
            return False
        found = connection.execute(text("SELECT value FROM meta WHERE key = 'schema'")).scalar()
    return found == str(schema.SCHEMA_VERSION)


def _settings(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # SQLAlchemy begins and ends transactions; see _begin
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -64000")
    cursor.close()


def _begin(connection: Any) -> None:
    # A transaction that will write takes its place at once: one that had read first could find
    # the record changed under it and fail.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
