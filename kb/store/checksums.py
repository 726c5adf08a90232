"""Checksums over every row that must not change unnoticed.

The table ``checksums`` has one for each part of a row. Triggers write it in the transaction that
writes the row. They belong to this program's own connections (``TEMP``), so whatever changes a row
in another way, a failing disk or another program, leaves a checksum that no longer matches.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    LargeBinary,
    String,
    Table,
    delete,
    insert,
    literal_column,
    not_,
    select,
)

from kb.store import schema
from kb.store.schema import checksums, documents

_SIZE = 16  # bytes of a checksum
_FORM = "form"  # the part that holds the checksums of the tables themselves
_FUNCTION = "kb_checksum"
_BLOBS = {"text": "texts", "layout": "layouts"}  # of a document; they have their own checksums


@dataclass(frozen=True, slots=True)
class Part:
    """Some columns of a table under one checksum; ``key`` names the row."""

    name: str
    table: Table
    key: tuple[str, ...]
    columns: tuple[str, ...]

    def key_of(self, row: str = "") -> str:
        """SQL for the name of a row; ``row`` is a prefix such as ``NEW.``."""
        return " || char(31) || ".join(f'CAST({row}"{name}" AS TEXT)' for name in self.key)

    def checksum_of(self, row: str = "") -> str:
        """SQL for the checksum of a row as it is."""
        values = (_value(self.table.c[name].type, f'{row}"{name}"') for name in self.columns)
        return f"{_FUNCTION}({', '.join(values)})"

    def stored(self, row: str = "") -> str:
        """SQL for the checksum that a row should have."""
        named = f"part = '{self.name}' AND key = {self.key_of(row)}"
        return f"(SELECT digest FROM checksums WHERE {named})"


def _value(kind: object, column: str) -> str:
    """SQL for a value as bytes, so that text which is not UTF-8 any more can be read, and a value
    of another type than its column's is never equal to what was written."""
    if isinstance(kind, String):  # Text is a String too
        return (
            f"CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB)"
            f" WHEN 'null' THEN NULL ELSE 0.5 END"
        )
    if isinstance(kind, LargeBinary):
        return f"CASE typeof({column}) WHEN 'blob' THEN {column} ELSE 0.5 END"
    return f"CASE WHEN typeof({column}) IN ('text', 'blob') THEN 0.5 ELSE {column} END"


def _parts() -> Iterator[Part]:
    for table in schema.tables.sorted_tables:
        if table is checksums:
            continue
        key = tuple(c.name for c in table.primary_key) or ("doc_id", "section_index")
        blobs = _BLOBS if table is documents else {}
        yield Part(table.name, table, key, tuple(c.name for c in table.c if c.name not in blobs))
        for column, name in blobs.items():
            yield Part(name, table, key, (*key, column))


PARTS = {part.name: part for part in _parts()}


def checksum(*values: object) -> bytes:
    """The checksum of a row's values. Text is given as bytes."""
    found = hashlib.blake2b(digest_size=_SIZE)
    for value in values:
        if value is None:
            found.update(b"n")
            continue
        if isinstance(value, float) and value.is_integer():
            value = int(value)  # SQLite stores 1.0 as 1
        packed = value if isinstance(value, bytes) else repr(value).encode()
        found.update(b"%c%d:" % (b"b" if isinstance(value, bytes) else b"v", len(packed)))
        found.update(packed)
    return found.digest()


def register(raw: Any) -> None:
    """Make the checksum known to a connection of the ``sqlite3`` module."""
    raw.create_function(_FUNCTION, -1, checksum, deterministic=True)


def install(connection: Connection) -> None:
    """Create the triggers that keep the checksums true, where this connection lacks them."""
    there = "SELECT count(*) FROM temp.sqlite_master WHERE type = 'trigger'"
    wanted = _triggers()
    if connection.exec_driver_sql(there).scalar() != len(wanted):  # also where it was broken off
        for statement in wanted:
            connection.exec_driver_sql(statement)


@cache
def _triggers() -> tuple[str, ...]:
    return tuple(_trigger_statements())


def _trigger_statements() -> Iterator[str]:
    for table in dict.fromkeys(part.table for part in PARTS.values()):
        parts = [part for part in PARTS.values() if part.table is table]
        put = " ".join(
            f"INSERT OR REPLACE INTO checksums(part, key, digest)"
            f" VALUES ('{p.name}', {p.key_of('NEW.')}, {p.checksum_of('NEW.')});"
            for p in parts
        )
        drop = " ".join(
            f"DELETE FROM checksums WHERE part = '{p.name}' AND key = {p.key_of('OLD.')};"
            for p in parts
        )
        name = table.name
        for event, body in (("INSERT", put), ("UPDATE", f"{drop} {put}"), ("DELETE", drop)):
            yield (
                f"CREATE TEMP TRIGGER IF NOT EXISTS checksum_{name}_{event}"
                f" AFTER {event} ON main.{name} BEGIN {body} END"
            )


def write_all(connection: Connection) -> None:
    """Compute every checksum from the rows as they are."""
    for part in PARTS:
        renew(connection, part)


def is_sound(part: str) -> ColumnElement[bool]:
    """A condition for a query over the part's table: the row is as it was written."""
    chosen = PARTS[part]
    row = f"{chosen.table.name}."
    return literal_column(f"({chosen.stored(row)} IS {chosen.checksum_of(row)})", Boolean)


def stored_checksum(part: str) -> ColumnElement[bytes]:
    """A column for a query over the part's table: the checksum that the row should have. To
    compare it with ``checksum`` of large values saves copies of them."""
    chosen = PARTS[part]
    return literal_column(chosen.stored(f"{chosen.table.name}."), LargeBinary)


def damaged(connection: Connection, part: str) -> list[tuple[Any, ...]]:
    """The keys of the rows that are not as they were written, as far as they can be read."""
    chosen = PARTS[part]
    keys = [chosen.table.c[name] for name in chosen.key]
    found = connection.execute(select(*keys).where(not_(is_sound(part))))
    return [tuple(row) for row in found]


def delete_damaged(connection: Connection, part: str) -> None:
    """Delete the rows that are not as they were written."""
    connection.execute(delete(PARTS[part].table).where(not_(is_sound(part))))


def lost(connection: Connection, part: str) -> list[str]:
    """The keys of the rows that were written and are not there any more."""
    chosen = PARTS[part]
    found = connection.exec_driver_sql(
        f"SELECT key FROM checksums WHERE part = '{part}'"
        f" AND key NOT IN (SELECT {chosen.key_of()} FROM {chosen.table.name})"
    )
    return [str(row[0]) for row in found]


def write_form(connection: Connection) -> None:
    """Compute the checksums of the library's form: its tables and indexes."""
    connection.execute(delete(checksums).where(checksums.c.part == _FORM))
    found = _form(connection).items()
    rows = [{"part": _FORM, "key": name, "digest": digest} for name, digest in found]
    connection.execute(insert(checksums), rows)


def changed_form(connection: Connection) -> list[str]:
    """The names of tables and indexes that are not as they were made, or are not there."""
    stored = connection.execute(
        select(checksums.c.key, checksums.c.digest).where(checksums.c.part == _FORM)
    )
    return sorted(
        {str(name) for name, _ in set(map(tuple, stored)) ^ set(_form(connection).items())}
    )


def _form(connection: Connection) -> dict[str, bytes]:
    listed = connection.exec_driver_sql(
        "SELECT name, type, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL"
    )
    return {str(row[0]): checksum(*(str(value).encode() for value in row)) for row in listed}


def forget_lost(connection: Connection, part: str) -> None:
    """Drop the checksums of rows that are not there any more."""
    for key in lost(connection, part):
        same = (checksums.c.part == part) & (checksums.c.key == key)
        connection.execute(delete(checksums).where(same))


def renew(connection: Connection, part: str) -> None:
    """Compute the checksums of one part from its rows as they are."""
    chosen = PARTS[part]
    connection.execute(delete(checksums).where(checksums.c.part == part))
    connection.exec_driver_sql(
        f"INSERT INTO checksums(part, key, digest)"
        f" SELECT '{part}', {chosen.key_of()}, {chosen.checksum_of()} FROM {chosen.table.name}"
    )
