"""All passages of the library by number, in arrays: what a search knows without reading them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, select

from kb.models import Role
from kb.store import facts
from kb.store.facts import ROLES, document_facts
from kb.store.passage_filters import ANSWERING
from kb.store.schema import documents, passages
from kb.store.serialization import unpack_text
from kb.text.quotable_sentences import has_prose

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int64]

_ID = 24  # hexadecimal digits


class PassageEntry(NamedTuple):
    """What is known of a passage without reading it. ``prose`` is true where it has running
    words."""

    doc_id: str
    role: Role
    prose: bool


@dataclass(frozen=True)
class PassageTable:
    """Passage ``i`` has the id ``ids[i]`` and is of the document ``doc_ids[document[i]]``.

    ``rows`` are the passages' rows in the library, ``roles`` numbers of ``ROLES``, ``prose`` is
    true where a passage has running words, ``lengths`` are in characters. Documents are
    by id, passages in order. Damaged documents are left out.
    """

    doc_ids: tuple[str, ...]
    ids: tuple[str, ...]
    document: Numbers
    rows: Numbers
    roles: npt.NDArray[np.uint8]
    prose: Mask
    lengths: npt.NDArray[np.uint32]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each passage, by its id."""
        return {name: i for i, name in enumerate(self.ids)}

    def entry(self, passage_id: str) -> PassageEntry | None:
        """What is known of a passage without reading it; ``None`` where it is not there."""
        n = self.number.get(passage_id)
        if n is None:
            return None
        role, prose = ROLES[self.roles[n]], bool(self.prose[n])
        return PassageEntry(self.doc_ids[self.document[n]], role, prose)

    @cached_property
    def answering(self) -> Mask:
        """True for the passages that may answer."""
        return self.having(ANSWERING)

    def having(self, roles: Collection[Role]) -> Mask:
        """True for the passages with one of these roles."""
        import numpy as np

        return np.array([role in roles for role in ROLES])[self.roles]

    @cached_property
    def _number_of_row(self) -> Numbers:
        import numpy as np

        found = np.full(int(self.rows.max(initial=-1)) + 1, -1, np.int64)
        found[self.rows] = np.arange(len(self.rows))
        return found

    def numbers(self, rows: Numbers) -> Numbers:
        """The numbers of passages by their rows; -1 where a row is not of this table."""
        import numpy as np

        known = (rows >= 0) & (rows < len(self._number_of_row))
        return np.where(known, self._number_of_row[np.where(known, rows, 0)], -1)

    def of_documents(self, doc_ids: Collection[str]) -> Mask:
        """True for the passages of these documents."""
        import numpy as np

        chosen = set(doc_ids)
        of = np.fromiter((i in chosen for i in self.doc_ids), bool, len(self.doc_ids))
        return of[self.document] if len(of) else np.zeros(0, bool)


class PassageSet(Collection[str]):
    """The ids of the passages of a table for which ``mask`` is true."""

    def __init__(self, table: PassageTable, mask: Mask) -> None:
        self.mask = mask
        self._table = table

    def __contains__(self, passage_id: object) -> bool:
        number = self._table.number.get(passage_id) if isinstance(passage_id, str) else None
        return number is not None and bool(self.mask[number])

    def __iter__(self) -> Iterator[str]:
        return (self._table.ids[n] for n in self.mask.nonzero()[0].tolist())

    def __len__(self) -> int:
        return int(self.mask.sum())


def load(connection: Connection, without: Collection[str]) -> PassageTable:
    """The passages of all documents but those ``without``. Raises ``DocumentDamaged``."""
    import numpy as np

    parts = list(_parts(connection, without))
    counts = [len(part["roles"]) for part in parts]
    ids = b"".join(part["ids"] for part in parts).hex()
    first = np.array([part["first_row"] for part in parts], np.int64)
    total = sum(counts)
    start = np.cumsum([0, *counts[:-1]])[: len(counts)]
    document = np.repeat(np.arange(len(parts)), counts)
    return PassageTable(
        tuple(part["doc_id"] for part in parts),
        tuple(ids[i : i + _ID] for i in range(0, _ID * total, _ID)),
        document,
        np.arange(total) + (first - start)[document] if parts else np.zeros(0, np.int64),
        np.frombuffer(b"".join(part["roles"] for part in parts), np.uint8),
        np.frombuffer(b"".join(part["prose"] for part in parts), np.bool_),
        np.frombuffer(b"".join(part["lengths"] for part in parts), np.uint32),
    )


def _parts(connection: Connection, without: Collection[str]) -> Iterator[Mapping[str, Any]]:
    """The facts of each document; worked out where they are missing or damaged."""
    chosen = (
        select(
            documents.c.doc_id.label("id"),
            documents.c.passage_count,
            *facts.as_bytes(document_facts),
        )
        .outerjoin(document_facts, documents.c.doc_id == document_facts.c.doc_id)
        .where(documents.c.doc_id.not_in(list(without)))
        .order_by(documents.c.doc_id)
    )
    for row in map(dict, connection.execute(chosen).mappings()):
        yield row if _is_sound(row) else _worked_out(connection, row["id"])


def _is_sound(row: Mapping[str, Any]) -> bool:
    if row["doc_id"] is None or facts.digest_of_document(row) != row["digest"]:
        return False
    return bool(len(row["roles"]) == row["passage_count"])


def _worked_out(connection: Connection, doc_id: str) -> Mapping[str, Any]:
    p = passages.c
    listed = connection.execute(
        select(p.row, p.passage_id, p.role, p.start, p.end)
        .where(p.doc_id == doc_id)
        .order_by(p.ordinal)
    ).all()
    packed = select(documents.c.text).where(documents.c.doc_id == doc_id)
    text = unpack_text(connection.execute(packed).scalar_one()) if listed else ""
    return {
        "doc_id": doc_id,
        "first_row": listed[0].row if listed else 0,
        "ids": bytes.fromhex("".join(r.passage_id for r in listed)),
        "roles": bytes(ROLES.index(Role(r.role)) for r in listed),
        "prose": bytes(has_prose(text[r.start : r.end]) for r in listed),
        "lengths": facts.pack_lengths(r.end - r.start for r in listed),
    }
