"""Opens the library's SQLite file. SQLite's own settings are here and in ``lexical_index``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect

from kb.settings import settings
from kb.store import lexical_build, schema
from kb.store.db_errors import translated_errors
from kb.store.key_values import get
from kb.text.stems import VERSION as WORDS_VERSION


def connect(file: Path) -> Engine:
    """An engine for the library in ``file``, its tables made or brought up to date.

    Raises ``LibraryError`` when the file is not a library, is damaged, or is a newer program's.
    """
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": settings().store.wait})
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    try:
        with translated_errors(file):
            if not _ready(engine):
                _prepare(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _ready(engine: Engine) -> bool:
    with engine.connect() as connection:
        return inspect(connection).has_table("meta") and is_current(connection)


def is_current(connection: Connection) -> bool:
    """True when tables and word index are as this program makes them."""
    return (get(connection, "schema"), get(connection, "words")) == (
        str(schema.SCHEMA_VERSION),
        WORDS_VERSION,
    )


def _prepare(engine: Engine) -> None:
    """Make or update the tables and the word index, in one transaction that no other process
    can be in at the same time."""
    with engine.execution_options(immediate=True).begin() as connection:
        schema.prepare(connection)
        lexical_build.prepare(connection)


def _settings(raw: Any, _record: object) -> None:
    raw.isolation_level = None  # SQLAlchemy begins and ends transactions; see _begin
    cursor = raw.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # what is reported as done survives a power failure
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -64000")
    cursor.close()


def _begin(connection: Any) -> None:
    # A transaction that will write takes the write lock at once. One that reads first could fail
    # because another process changes the library in between.
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
