"""Values kept in the library by name, among them its version."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from kb.store.schema import meta

_VERSION = "version"


def get(connection: Connection, key: str) -> str | None:
    """The value kept under ``key``, or ``None``."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def put(connection: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``, in place of what was there."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def version(connection: Connection) -> int:
    """The library's version. It grows with every change; caches are valid for one version."""
    return int(get(connection, _VERSION) or 0)


def bump(connection: Connection) -> None:
    """Raise the version, in the transaction that makes a change."""
    put(connection, _VERSION, str(version(connection) + 1))
