"""Collections of clippings. A clipping holds its quote and the document's hash, so that it survives
when the document is ingested again, and is shown as unverified where its words are gone."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from kb.cite import pin_verified
from kb.collect.clipping_status import Clipping, ClippingVerifier
from kb.errors import QueryError
from kb.span import Span
from kb.store.schema import clippings, collections

if TYPE_CHECKING:
    from kb.store import Library

_LONGEST_NAME = 120  # characters
_LONGEST_NOTE = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Collection:
    """A named collection; ``created`` is in seconds since 1970."""

    collection_id: str
    name: str
    created: float
    count: int = 0


class Collections:
    """The collections of one library. ``new_id`` gives ids; ``clock`` gives seconds since 1970.
    Use one object for long: it keeps what it verified until the library changes."""

    def __init__(
        self,
        library: Library,
        *,
        new_id: Callable[[], str] = lambda: secrets.token_hex(8),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._library = library
        self._new_id = new_id
        self._clock = clock
        self._verifier = ClippingVerifier(library)

    # -- collections -------------------------------------------------------------------------

    def all(self) -> tuple[Collection, ...]:
        """All collections, oldest first, with how many clippings each has."""
        counted = (
            select(collections, func.count(clippings.c.clipping_id).label("count"))
            .outerjoin(clippings, clippings.c.collection_id == collections.c.collection_id)
            .group_by(collections.c.collection_id)
            .order_by(collections.c.created, collections.c.collection_id)
        )
        with self._library.reading() as connection:
            return tuple(Collection(**r._mapping) for r in connection.execute(counted))

    def create(self, name: str) -> Collection:
        """A new, empty collection. Raises ``QueryError`` for a name that is empty or too long."""
        made = Collection(self._new_id(), _named(name), self._clock())
        with self._library.notes_transaction() as connection:
            _insert(connection, made)
        return made

    def default(self, name: str = "My collection") -> Collection:
        """The collection that was made or added to last; a new one where there is none. Two calls
        at once make only one."""
        with self._library.reading() as connection:
            there = _last_used(connection)
        if there is not None:
            return there
        with self._library.notes_transaction() as connection:
            there = _last_used(connection)
            if there is not None:
                return there
            made = Collection(self._new_id(), _named(name), self._clock())
            _insert(connection, made)
        return made

    def rename(self, collection_id: str, name: str) -> None:
        """Give a collection another name. Raises ``QueryError`` for an unknown one."""
        with self._library.notes_transaction() as connection:
            where = collections.c.collection_id == collection_id
            done = connection.execute(update(collections).where(where).values(name=_named(name)))
            if not done.rowcount:
                raise QueryError(f"no collection has the id {collection_id!r}")

    def delete(self, collection_id: str) -> None:
        """Delete a collection with its clippings."""
        with self._library.notes_transaction() as connection:
            for table in (clippings, collections):
                connection.execute(delete(table).where(table.c.collection_id == collection_id))

    # -- clippings ---------------------------------------------------------------------------

    def has(self, collection_id: str, doc_id: str, span: Span) -> bool:
        """True when the collection has this span of the document."""
        with self._library.reading() as connection:
            same = _same(collection_id, doc_id, span)
            return connection.execute(same).first() is not None

    def add(self, collection_id: str, doc_id: str, span: Span, note: str = "") -> str:
        """Add a span of a document at the end; returns the clipping's id. The same span twice is
        one clipping.

        Raises ``UnknownDocument``, and ``QueryError`` for a span that does not verify or a
        collection that is not there.
        """
        document = self._library.document(doc_id)
        if not 0 <= span.start < span.end <= len(document.text):
            raise QueryError(
                f"[{span.start}, {span.end}) is empty or not inside the {len(document.text)} "
                f"characters of {doc_id}"
            )
        cite = pin_verified(document, span)
        if cite is None:
            raise QueryError(f"[{span.start}, {span.end}) of {doc_id} holds no words to cite")
        with self._library.notes_transaction() as connection:
            _must_be_there(connection, collection_id)
            there = connection.execute(_same(collection_id, doc_id, span)).scalar()
            if there is not None:
                return str(there)
            row = {
                "clipping_id": self._new_id(),
                "collection_id": collection_id,
                "position": _after_last(connection, collection_id),
                "doc_id": doc_id,
                "sha256": document.sha256,
                "start": span.start,
                "end": span.end,
                "quote": cite.quote,
                "note": note[:_LONGEST_NOTE],
                "created": self._clock(),
            }
            connection.execute(insert(clippings).values(row))
            return str(row["clipping_id"])

    def note(self, clipping_id: str, text: str) -> None:
        """Replace the note of a clipping."""
        where = clippings.c.clipping_id == clipping_id
        with self._library.notes_transaction() as connection:
            connection.execute(update(clippings).where(where).values(note=text[:_LONGEST_NOTE]))

    def move(self, clipping_id: str, by: int) -> None:
        """Move a clipping ``by`` places down in its collection, or up where negative, at most to
        the end."""
        with self._library.notes_transaction() as connection:
            home = select(clippings.c.collection_id).where(clippings.c.clipping_id == clipping_id)
            collection_id = connection.execute(home).scalar()
            if collection_id is None:
                return
            ordered = select(clippings.c.clipping_id).where(
                clippings.c.collection_id == collection_id
            )
            order = (clippings.c.position, clippings.c.clipping_id)
            ids = list(connection.execute(ordered.order_by(*order)).scalars())
            at = ids.index(clipping_id)
            ids.insert(max(0, min(at + by, len(ids) - 1)), ids.pop(at))
            for position, name in enumerate(ids):
                where = clippings.c.clipping_id == name
                connection.execute(update(clippings).where(where).values(position=float(position)))

    def remove(self, clipping_id: str) -> dict[str, object] | None:
        """Remove a clipping; returns what ``restore`` puts back, ``None`` where it is not there."""
        where = clippings.c.clipping_id == clipping_id
        with self._library.notes_transaction() as connection:
            row = connection.execute(select(clippings).where(where)).first()
            connection.execute(delete(clippings).where(where))
        return dict(row._mapping) if row is not None else None

    def restore(self, removed: dict[str, object]) -> None:
        """Put a removed clipping back in its place. Raises ``QueryError`` when its
        collection was deleted since."""
        with self._library.notes_transaction() as connection:
            _must_be_there(connection, str(removed["collection_id"]))
            where = clippings.c.clipping_id == removed["clipping_id"]
            connection.execute(delete(clippings).where(where))
            connection.execute(insert(clippings).values(removed))

    def clippings(self, collection_id: str) -> tuple[Clipping, ...]:
        """The clippings of a collection in order, each verified against the library now."""
        order = (clippings.c.position, clippings.c.clipping_id)
        chosen = select(clippings).where(clippings.c.collection_id == collection_id)
        with self._library.reading() as connection:
            rows = connection.execute(chosen.order_by(*order)).all()
        return tuple(self._verifier.clipping(dict(r._mapping)) for r in rows)


def _named(name: str) -> str:
    """The name with single spaces. Raises ``QueryError``."""
    name = " ".join(name.split())
    if not 0 < len(name) <= _LONGEST_NAME:
        raise QueryError(f"a name needs 1 to {_LONGEST_NAME} characters; this one has {len(name)}")
    return name


def _last_used(connection: Connection) -> Collection | None:
    used = func.coalesce(func.max(clippings.c.created), collections.c.created)
    lately = (
        select(collections)
        .outerjoin(clippings, clippings.c.collection_id == collections.c.collection_id)
        .group_by(collections.c.collection_id)
        .order_by(used.desc(), collections.c.collection_id)
    )
    found = connection.execute(lately.limit(1)).first()
    return Collection(**found._mapping) if found is not None else None


def _insert(connection: Connection, made: Collection) -> None:
    values = {"collection_id": made.collection_id, "name": made.name, "created": made.created}
    connection.execute(insert(collections).values(values))


def _same(collection_id: str, doc_id: str, span: Span) -> Select[tuple[str]]:
    return select(clippings.c.clipping_id).where(
        (clippings.c.collection_id == collection_id)
        & (clippings.c.doc_id == doc_id)
        & (clippings.c.start == span.start)
        & (clippings.c.end == span.end)
    )


def _must_be_there(connection: Connection, collection_id: str) -> None:
    known = select(collections.c.name).where(collections.c.collection_id == collection_id)
    if connection.execute(known).first() is None:
        raise QueryError(f"no collection has the id {collection_id!r}; it may have been deleted")


def _after_last(connection: Connection, collection_id: str) -> float:
    where = clippings.c.collection_id == collection_id
    last = connection.execute(select(func.max(clippings.c.position)).where(where)).scalar()
    return 0.0 if last is None else float(last) + 1.0
