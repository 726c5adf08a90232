"""Values kept in the library by name, among them its version."""

from __future__ import annotations

import time

from sqlalchemy import Connection, delete, insert, select

from kb.store.schema import meta

_VERSION = "version"
CHANGES = "changes"


def get(connection: Connection, key: str) -> str | None:
    """The value kept under ``key``, or ``None``."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def put(connection: Connection, key: str, value: str) -> None:
    """Keep ``value`` under ``key``, in place of what was there."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))


def version(connection: Connection) -> int:
    """The library's version. It grows with every change; caches are valid for one version."""
    return number(connection, _VERSION) or 0


def bump(connection: Connection) -> None:
    """Raise the version, in the transaction that makes a change."""
    raise_to(connection, 0)


def raise_to(connection: Connection, least: int) -> None:
    """Raise the version by one, and at least to ``least``."""
    before = number(connection, _VERSION)
    # A damaged version may have been any number. The time is greater than all of them.
    now = int(time.time()) if before is None else before
    put(connection, _VERSION, str(max(now + 1, least)))


def number(connection: Connection, key: str) -> int | None:
    """The value under ``key`` as a number: 0 where there is none, ``None`` where it is damaged."""
    found = get(connection, key)
    if found is None:
        return 0
    return int(found) if str(found).isdecimal() else None


def count_change(connection: Connection) -> int:
    """Count one more change of the library's file; how many there are now."""
    changes = (number(connection, CHANGES) or 0) + 1
    put(connection, CHANGES, str(changes))
    return changes
