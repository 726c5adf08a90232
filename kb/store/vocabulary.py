"""The words of the word index, as spelling correction asks for them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, bindparam, text

_MATCHING = "SELECT rowid FROM passage_index WHERE passage_index MATCH ? LIMIT 1"


def has_word(connection: Connection, word: str, stem: str | None = None) -> bool:
    """True when a passage has the folded ``word``, or it or its header a word of that stem."""
    ways = [f'{{words}} : "{word}"', *([f'{{stems head}} : "{stem}"'] if stem else ())]
    return connection.exec_driver_sql(_MATCHING, (" OR ".join(ways),)).first() is not None


def words_beginning(connection: Connection, start: str) -> dict[str, int]:
    """The folded words that begin with ``start``, and how many passages have each."""
    statement = text(
        "SELECT term, doc FROM passage_vocabulary"
        " WHERE col = 'words' AND term >= :first AND term < :last"
    )
    ends = {"first": start, "last": start + chr(0x10FFFF)}
    return {t: int(n) for t, n in connection.execute(statement, ends) if t.isalpha()}


def word_counts(connection: Connection, folded_words: Collection[str]) -> dict[str, int]:
    """How many passages have each of ``folded_words``; words of no passage are left out."""
    statement = text(
        "SELECT term, doc FROM passage_vocabulary WHERE col = 'words' AND term IN :terms"
    ).bindparams(bindparam("terms", expanding=True))
    found = connection.execute(statement, {"terms": sorted(folded_words)})
    return {t: int(n) for t, n in found}
