"""Which documents are not as they were written."""

from __future__ import annotations

from sqlalchemy import Connection, func, not_, select

from kb.store import checksums
from kb.store.schema import documents, passages

OF_A_DOCUMENT = {  # what a document cannot do without, by part
    "documents": "its description",
    "texts": "its text",
    "layouts": "its pages and sections",
    "passages": "its passages",
}


def damaged_documents(connection: Connection) -> dict[str, list[str]]:
    """Damaged documents by id, each with the names of what is damaged."""
    found: dict[str, list[str]] = {}
    for part, name in OF_A_DOCUMENT.items():
        if part == "passages":
            ids = _with_damaged_passages(connection)
        else:
            ids = {str(key[0]) for key in checksums.damaged(connection, part)}
            ids |= set(checksums.lost(connection, part))
        for doc_id in sorted(ids):
            found.setdefault(doc_id, []).append(name)
    return found


def is_whole(connection: Connection, doc_id: str) -> bool:
    """True when the document is as it was written, with all its passages."""
    for part in ("documents", "texts"):
        sound = select(checksums.is_sound(part)).where(documents.c.doc_id == doc_id)
        if not connection.execute(sound).scalar():
            return False
    count = select(documents.c.passage_count).where(documents.c.doc_id == doc_id)
    whole = select(func.count()).where(passages.c.doc_id == doc_id, checksums.is_sound("passages"))
    return connection.execute(whole).scalar() == connection.execute(count).scalar()


def _with_damaged_passages(connection: Connection) -> set[str]:
    altered = select(passages.c.doc_id).where(not_(checksums.is_sound("passages"))).distinct()
    held = select(func.count()).where(passages.c.doc_id == documents.c.doc_id).scalar_subquery()
    missing = select(documents.c.doc_id).where(documents.c.passage_count != held)
    return {
        str(doc_id)
        for chosen in (altered, missing)
        for doc_id in connection.execute(chosen).scalars()
    }
