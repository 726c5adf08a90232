"""Vectors in the library: one blob of float32 for each document, rows in passage order.

The library has one encoder; the value ``encoder`` names it. A rebuild with another encoder stores
its vectors document by document and becomes the library's once every document has them. Until then
readers see the old vectors, afterwards the new ones, never a mixture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from kb.errors import GenerationMismatch, LibraryError
from kb.store.checksums import checksum, is_sound, stored_checksum
from kb.store.key_values import get, put
from kb.store.passage_table import PassageTable
from kb.store.records import VectorTable
from kb.store.schema import documents, passages, vectors

if TYPE_CHECKING:
    from kb.store.records import FloatArray

ENCODER = "encoder"


def encoder_of(connection: Connection) -> str | None:
    """Which encoder the library's vectors are of; ``None`` when there are none."""
    key = get(connection, ENCODER)
    held = connection.execute(select(vectors.c.doc_id).where(_by(key)).limit(1)).scalar()
    return key if held is not None else None


def write(
    connection: Connection, doc_id: str, matrix: FloatArray, encoder_key: str, rows: int
) -> None:
    """Store the vectors of a document of ``rows`` passages, made by that encoder.

    Raises ``LibraryError`` when there is not one vector for each passage.
    """
    import numpy as np

    flat = np.ascontiguousarray(matrix, dtype=np.float32)
    if len(flat) != rows or (rows and flat.ndim != 2):
        raise LibraryError(
            f"{doc_id} has {rows} passages, but vectors of shape {flat.shape}. "
            "Each passage needs one row."
        )
    connection.execute(
        delete(vectors).where(vectors.c.doc_id == doc_id, vectors.c.encoder_key == encoder_key)
    )
    connection.execute(
        insert(vectors).values(
            doc_id=doc_id,
            encoder_key=encoder_key,
            dimension=flat.shape[1] if flat.ndim == 2 else 0,
            matrix=flat.tobytes(),
        )
    )


def check_encoder(connection: Connection, encoder_key: str) -> None:
    """Make sure that vectors of this encoder can be published, and delete what an unfinished
    rebuild with another encoder left. Raises ``GenerationMismatch`` where the library's vectors are
    of another encoder."""
    current = encoder_of(connection)
    if current not in (None, encoder_key):
        raise GenerationMismatch(
            f"The library's vectors are of the encoder {current}, and the encoder in use is "
            f"{encoder_key}. Run `kb rebuild` to encode everything with the encoder in use."
        )
    set_encoder(connection, encoder_key)


def set_encoder(connection: Connection, encoder_key: str) -> None:
    """Make that encoder the library's, and delete the vectors of all others."""
    put(connection, ENCODER, encoder_key)
    connection.execute(delete(vectors).where(vectors.c.encoder_key != encoder_key))


def is_complete(connection: Connection, encoder_key: str, without: Collection[str] = ()) -> bool:
    """True when every document, but those ``without``, has vectors of that encoder."""
    having = select(vectors.c.doc_id).where(vectors.c.encoder_key == encoder_key)
    wanted = documents.c.doc_id.not_in(list(without))
    lacking = select(documents.c.doc_id).where(wanted, documents.c.doc_id.not_in(having)).limit(1)
    return connection.execute(lacking).first() is None


def has(connection: Connection, doc_id: str, encoder_key: str) -> bool:
    """True when the document has vectors of that encoder, also where it is not the library's."""
    mine = (vectors.c.doc_id == doc_id) & _by(encoder_key)
    return connection.execute(select(vectors.c.doc_id).where(mine)).first() is not None


def table(connection: Connection, of: PassageTable) -> tuple[VectorTable, list[str]]:
    """The vectors of all passages in ``of`` that may answer, in its order; and the documents whose
    vectors are damaged or gone, which are left out."""
    import numpy as np

    key = get(connection, ENCODER)
    sizes = dict(zip(of.doc_ids, np.bincount(of.document, minlength=len(of.doc_ids)).tolist(),
                     strict=True))  # fmt: skip
    shapes = connection.execute(select(vectors.c.doc_id, vectors.c.dimension).where(_by(key)))
    widths = {r.doc_id: r.dimension for r in shapes if r.doc_id in sizes}
    if not any(sizes[doc_id] for doc_id in widths):
        return VectorTable((), (), np.empty((0, 0), np.float32), np.empty(0, np.int64), key), []
    damaged = sorted(d for d, size in sizes.items() if size and d not in widths)
    width = Counter(widths.values()).most_common(1)[0][0] or 1
    matrix = np.zeros((len(of.ids), width), np.float32)
    keep = of.answering & of.of_documents(widths)
    ends = dict(zip(of.doc_ids, np.cumsum(list(sizes.values())).tolist(), strict=True))
    blobs = select(vectors, stored_checksum("vectors").label("digest"))
    for row in connection.execute(blobs.where(_by(key)).order_by(vectors.c.doc_id)):
        # One at a time, since all of them together would take twice the memory.
        if row.doc_id not in sizes:
            continue
        size = sizes[row.doc_id]
        part = slice(ends[row.doc_id] - size, ends[row.doc_id])
        name, encoder = row.doc_id.encode(), row.encoder_key.encode()
        sound = checksum(name, encoder, row.dimension, row.matrix) == row.digest
        if sound and len(row.matrix) == 4 * size * width:
            matrix[part] = np.frombuffer(row.matrix, np.float32).reshape(-1, width)
        else:
            keep[part] = False
            damaged.append(row.doc_id)
    numbers = np.flatnonzero(keep)
    if len(numbers) < len(of.ids):
        matrix = matrix[numbers]
    matrix.setflags(write=False)  # it is shared by all who search
    ids = tuple(of.ids[n] for n in numbers.tolist())
    doc_ids = tuple(of.doc_ids[n] for n in of.document[numbers].tolist())
    return VectorTable(ids, doc_ids, matrix, numbers, key), damaged


def of_document(connection: Connection, doc_id: str) -> tuple[tuple[str, ...], FloatArray]:
    """Passage ids and vectors of one document, in order. None where the vectors are damaged."""
    blob = connection.execute(
        select(vectors.c.dimension, vectors.c.matrix, is_sound("vectors").label("sound")).where(
            vectors.c.doc_id == doc_id, _by(get(connection, ENCODER))
        )
    ).first()
    if blob is not None and not blob.sound:
        return (), _unpacked(b"", None)
    names = connection.execute(
        select(passages.c.passage_id)
        .where(passages.c.doc_id == doc_id)
        .order_by(passages.c.ordinal)
    ).scalars()
    if blob is None:
        return tuple(names), _unpacked(b"", None)
    return tuple(names), _unpacked(blob.matrix, blob.dimension)


def by_text_hash(
    connection: Connection, encoder_key: str, text_hashes: Collection[str]
) -> dict[str, FloatArray]:
    """The vectors that encoder made of texts with these hashes, by hash."""
    hashes = list(text_hashes)
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for i in range(0, len(hashes), 500):
        rows = connection.execute(
            select(passages.c.text_hash, passages.c.doc_id, passages.c.ordinal).where(
                passages.c.text_hash.in_(hashes[i : i + 500])
            )
        )
        for text_hash, doc_id, ordinal in rows:
            places[doc_id].append((text_hash, ordinal))
    found: dict[str, FloatArray] = {}
    for doc_id, entries in places.items():
        blob = connection.execute(
            select(vectors.c.dimension, vectors.c.matrix, is_sound("vectors").label("sound")).where(
                vectors.c.doc_id == doc_id, _by(encoder_key)
            )
        ).first()
        if blob is not None and blob.sound:
            matrix = _unpacked(blob.matrix, blob.dimension)
            found.update((h, matrix[ordinal]) for h, ordinal in entries)
    return found


def passages_of(connection: Connection, doc_id: str) -> int:
    """How many passages the document has."""
    counted = select(func.count()).where(passages.c.doc_id == doc_id)
    return int(connection.execute(counted).scalar_one())


def _unpacked(matrix: bytes, dimension: int | None) -> FloatArray:
    import numpy as np

    return np.frombuffer(matrix, np.float32).reshape(-1, dimension or 1)


def _by(encoder_key: str | None) -> ColumnElement[bool]:
    return and_(vectors.c.encoder_key == encoder_key)
