"""The steps that bring an older library to the present tables; no data is lost.

Each step names the tables as they were then, so later changes to ``schema`` do not alter it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, text

from kb.errors import LibraryDamaged, LibraryError
from kb.store.schema import SCHEMA_VERSION, meta

Step = Callable[[Connection], None]


def _vectors_by_encoder(connection: Connection) -> None:
    """1 → 2: a document may have vectors of two encoders while one takes over from the other."""
    for statement in (
        "ALTER TABLE vectors RENAME TO vectors_1",
        "CREATE TABLE vectors (doc_id VARCHAR NOT NULL, encoder_key VARCHAR NOT NULL,"
        " dimension INTEGER NOT NULL, matrix BLOB NOT NULL, PRIMARY KEY (doc_id, encoder_key),"
        " FOREIGN KEY(doc_id) REFERENCES documents (doc_id) ON DELETE CASCADE)",
        "INSERT INTO vectors SELECT doc_id, encoder_key, dimension, matrix FROM vectors_1",
        "DROP TABLE vectors_1",
        "INSERT INTO meta SELECT 'encoder', encoder_key FROM vectors ORDER BY encoder_key LIMIT 1",
        "INSERT INTO meta SELECT 'words', 'words-1'"
        " WHERE NOT EXISTS (SELECT 1 FROM meta WHERE key = 'words')",
    ):
        connection.execute(text(statement))


def _the_map(connection: Connection) -> None:
    """2 → 3: recommendations, links and judgements are kept."""
    for statement in (
        "CREATE TABLE recommendations (doc_id VARCHAR NOT NULL, made_of VARCHAR NOT NULL,"
        " found TEXT NOT NULL, PRIMARY KEY (doc_id))",
        "CREATE TABLE links (rec_id VARCHAR NOT NULL, made_of VARCHAR NOT NULL,"
        " found TEXT NOT NULL, PRIMARY KEY (rec_id))",
        "CREATE TABLE judgements (rec_id VARCHAR NOT NULL, link_id VARCHAR NOT NULL,"
        " judge VARCHAR NOT NULL, rec_quote TEXT NOT NULL, doc_id VARCHAR NOT NULL,"
        " sha256 VARCHAR NOT NULL,"
        ' start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,'
        " relation VARCHAR NOT NULL, status VARCHAR NOT NULL, date VARCHAR NOT NULL,"
        " note TEXT NOT NULL, PRIMARY KEY (rec_id, link_id, judge))",
        "CREATE INDEX ix_judgements_doc_id ON judgements (doc_id)",
    ):
        connection.execute(text(statement))


def _stamps(connection: Connection) -> None:
    """3 → 4: a file is known by more than its size and time."""
    connection.execute(text("ALTER TABLE sources ADD COLUMN stamp VARCHAR"))


def _checksums(connection: Connection) -> None:
    """4 → 5: every row has a checksum. A later step renews those of the rows that it changes."""
    from kb.store.first_checksums import write_first

    connection.execute(
        text(
            "CREATE TABLE checksums (part VARCHAR NOT NULL, key VARCHAR NOT NULL,"
            " digest BLOB NOT NULL, PRIMARY KEY (part, key)) WITHOUT ROWID"
        )
    )
    write_first(connection)


STEPS: Mapping[int, Step] = {  # from version n to n + 1
    1: _vectors_by_encoder,
    2: _the_map,
    3: _stamps,
    4: _checksums,
}


def migrate(connection: Connection) -> None:
    """Take every step to the present tables, in the caller's transaction.

    Raises ``LibraryError`` when the library is newer than this program.
    """
    for step in range(check_version(connection), SCHEMA_VERSION):
        STEPS[step](connection)


def check_version(connection: Connection) -> int:
    """The version of the library's tables.

    Raises ``LibraryError`` when it is newer than this program's, or not readable.
    """
    from kb import __version__

    values = {r.key: r.value for r in connection.execute(select(meta.c.key, meta.c.value))}
    found, made_by = values.get("schema") or "", values.get("made by")
    if not found.isdecimal():
        raise LibraryDamaged(
            "The library is damaged: its version is not readable. Restore it with "
            "`kb restore BACKUP`. Without a backup, ingest the documents again into a new folder."
        )
    if int(found) > SCHEMA_VERSION:
        newer = f"Evidencia {made_by}" if made_by else "a newer Evidencia"
        raise LibraryError(
            f"{newer[0].upper()}{newer[1:]} made this library; its tables are of version {found}. "
            f"This is Evidencia {__version__}, which reads version {SCHEMA_VERSION} and older. "
            f"Install {newer}, or set KB_HOME to another folder."
        )
    return int(found)
