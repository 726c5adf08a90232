"""Compares the word index with the words of the documents, to the last position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from sqlalchemy import Connection, select

from kb.store import lexical_index, stored_words
from kb.store.lexical_build import every_row
from kb.store.lexical_index import COLUMNS
from kb.store.records import REBUILD, Finding
from kb.store.schema import passages

_SQUARE = 1_000_003  # keeps the sums below 2**63 for any library


def check_words(
    connection: Connection, damaged: Collection[str], integrity: Callable[[], str | None]
) -> Iterator[Finding]:
    """The index holds every passage of the documents that are not ``damaged``, and each word at
    the places where the passages have it. ``integrity`` says what is wrong inside the index."""
    indexed = stored_words.rows(connection)
    owners = {
        r.row: r.doc_id for r in connection.execute(select(passages.c.row, passages.c.doc_id))
    }
    stored = {row for row, doc_id in owners.items() if doc_id not in damaged}
    extra = {row for row in indexed - stored if owners.get(row) not in damaged}
    if stored - indexed or extra:
        detail = f"{len(stored - indexed)} passages missing, {len(extra)} too many"
        yield Finding("the word index differs from the documents", detail, REBUILD)
        return
    wrong = integrity()
    if wrong:
        yield Finding("the word index is damaged", wrong, REBUILD)
        return
    if not damaged:
        yield from _contents(connection)


def _contents(connection: Connection) -> Iterator[Finding]:
    counts: Counter[tuple[str, str]] = Counter()
    lengths: dict[int, tuple[int, ...]] = {}
    for language, rows in every_row(connection):
        for row, body, header in rows:
            entry = lexical_index.entry(body, header, language)
            lengths[row] = tuple(len(entry[name]) for name in COLUMNS)
            for name, words in entry.items():
                counts.update((name, word) for word in set(words))
    held = {(name, term): n for name, term, n in stored_words.vocabulary(connection)}
    differing = {key for key, _ in held.items() ^ counts.items()}
    what = "the word index has other words than the documents"
    if differing:
        name, term = min(differing)
        yield Finding(what, f"{len(differing)} words, the first {term!r} in {name}", REBUILD)
    elif stored_words.places(connection) != _places(lengths):
        yield Finding(what, "some words are at other places", REBUILD)
    elif stored_words.lengths(connection) != _lengths(lengths):
        yield Finding(what, "some passages have another length", REBUILD)


def _places(lengths: dict[int, tuple[int, ...]]) -> dict[str, tuple[int, int]]:
    """The sums that ``stored_words.places`` has for passages of these lengths."""
    found = {}
    for column, name in enumerate(COLUMNS):
        total = amount = 0
        for row, sizes in lengths.items():
            n = sizes[column]
            offsets = n * (n - 1) // 2
            total += n
            amount += n * (row + row * row % _SQUARE) + offsets * (1 + row)
        if total:
            found[name] = (total, amount)
    return found


def _lengths(lengths: dict[int, tuple[int, ...]]) -> tuple[bytes, list[bytes]]:
    """What ``stored_words.lengths`` gives for passages of these lengths."""
    sums = [sum(sizes[i] for sizes in lengths.values()) for i in range(len(COLUMNS))]
    return _varints((len(lengths), *sums)), [_varints(lengths[row]) for row in sorted(lengths)]


def _varints(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    """A number as SQLite packs it, most significant bits first (below 2**56)."""
    found = bytes([number & 0x7F])
    while number := number >> 7:
        found = bytes([number & 0x7F | 0x80]) + found
    return found
