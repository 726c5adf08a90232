"""What the word index holds, as FTS5 stores it; the check compares it with the documents."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from kb.store.lexical_index import COLUMNS


def integrity(connection: Connection) -> str | None:
    """What FTS5's own integrity check says is wrong, or ``None``."""
    try:
        connection.execute(
            text("INSERT INTO passage_index(passage_index) VALUES('integrity-check')")
        )
    except DatabaseError as error:
        return str(error.orig)
    return None


def rows(connection: Connection) -> set[int]:
    """The rows the index holds."""
    return {int(r[0]) for r in connection.execute(text("SELECT id FROM passage_index_docsize"))}


def vocabulary(connection: Connection) -> Iterator[tuple[str, str, int]]:
    """Every column and term of the index, with the number of passages that have it."""
    for name, term, count in connection.execute(
        text("SELECT col, term, doc FROM passage_vocabulary")
    ):
        yield str(name), str(term), int(count)


def places(connection: Connection) -> dict[str, tuple[int, int]]:
    """By column, how many words are indexed, and a sum over their passages and places. It differs
    wherever a word is indexed at another place."""
    # The table is made in this connection alone; it shows the index and holds nothing.
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_places"
        " USING fts5vocab('main', 'passage_index', 'instance')"
    )
    found = connection.exec_driver_sql(
        "SELECT col, count(*), sum(doc + doc * doc % 1000003 + offset * (1 + doc))"
        " FROM temp.passage_places GROUP BY col"
    )
    return {str(name): (int(count), int(amount)) for name, count, amount in found}


def lengths(connection: Connection) -> tuple[bytes, list[bytes]]:
    """What the index stores of the lengths: of all passages together, then of each by its row."""
    whole = connection.exec_driver_sql("SELECT block FROM passage_index_data WHERE id = 1").scalar()
    each = connection.exec_driver_sql("SELECT sz FROM passage_index_docsize ORDER BY id")
    return bytes(whole or bytes(1 + len(COLUMNS))), [bytes(row[0]) for row in each]
