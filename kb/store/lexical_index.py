"""The word index: SQLite FTS5 in the library's own file and transactions.

Words are folded and separated by spaces before they are indexed, and the ``ascii`` tokenizer splits
them at the spaces alone. The index is contentless: it holds no copy of the text. To delete from it,
the words that were indexed are made again from the document. The column ``words`` holds folded
words, for exact phrases; ``stems`` their stems in the document's language; ``head`` the stems of
the context header (title, headings). What follows an apostrophe inside a word (``O'Higgins``) is
there again at the end of each column. Ranking is BM25 (Robertson and Zaragoza 2009) as FTS5
computes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, inspect, text
from sqlalchemy.exc import DatabaseError

from kb.settings import settings
from kb.store.records import LexicalQuery
from kb.text.numbers import spellings
from kb.text.stems import after_apostrophes, both_stems, stemmed, stems, words

COLUMNS = ("words", "stems", "head")
_CREATE = (
    "CREATE VIRTUAL TABLE passage_index USING fts5("
    "words, stems, head, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab(passage_index, 'col')",
)
_INSERT = (
    "INSERT INTO passage_index(rowid, words, stems, head) VALUES (:row, :words, :stems, :head)"
)
_DELETE = (
    "INSERT INTO passage_index(passage_index, rowid, words, stems, head)"
    " VALUES ('delete', :row, :words, :stems, :head)"
)

_SCORES = (
    "SELECT rowid, -bm25(passage_index, 0.0, 1.0, ?) FROM passage_index WHERE passage_index MATCH ?"
)

_MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"  # is in no word

Row = tuple[int, str, str]  # row of the passage, its words, its header


def exists(connection: Connection) -> bool:
    """True when there is an index."""
    return inspect(connection).has_table("passage_index")


def recreate(connection: Connection) -> None:
    """Create an empty index, in place of the one there is."""
    for name in ("passage_vocabulary", "passage_index"):
        try:
            connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
        except DatabaseError:
            _drop_damaged(connection, name)
    for statement in _CREATE:
        connection.execute(text(statement))


def _drop_damaged(connection: Connection, name: str) -> None:
    """Drop an index that FTS5 cannot open: its entry in the schema, then the tables below it."""
    connection.execute(text("PRAGMA writable_schema = ON"))
    connection.execute(text("DELETE FROM sqlite_master WHERE name = :name"), {"name": name})
    connection.execute(text("PRAGMA writable_schema = RESET"))
    for part in ("data", "idx", "docsize", "config"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}_{part}"))


def add(connection: Connection, rows: Iterable[Row], language: str | None) -> None:
    """Index passages. ``rows`` must not be indexed yet."""
    entries = [_entry(row, language) for row in rows]
    if entries:
        connection.execute(text(_INSERT), entries)


def delete(connection: Connection, rows: Iterable[Row], language: str | None) -> None:
    """Remove passages from the index; ``rows`` must be as they were added."""
    entries = [_entry(row, language) for row in rows]
    if entries:
        connection.execute(text(_DELETE), entries)


def _entry(row: Row, language: str | None) -> dict[str, int | str]:
    number, body, header = row
    return {"row": number, **{n: " ".join(w) for n, w in entry(body, header, language).items()}}


def entry(body: str, header: str, language: str | None) -> dict[str, list[str]]:
    """What the index holds of a passage, by column."""
    plain, parts = words(body, language), after_apostrophes(body)
    named = after_apostrophes(header)
    return {
        "words": plain + _apart(parts),
        "stems": stems(plain, language) + _apart(stems(parts, language)),
        "head": stemmed(header, language) + _apart(stems(named, language)),
    }


def _apart(parts: list[str]) -> list[str]:
    """Parts of words behind the text, each after a mark, so that no phrase runs into them."""
    return [token for part in parts for token in (_MARK, part)]


@dataclass(frozen=True, slots=True)
class Match:
    """What a query asks of the index, as FTS5 expressions of one word or phrase each.

    A passage matches that has one of each group of ``required``, or, without these, one of
    ``scoring``; and none of ``banned``. All of ``terms`` count in its score, as often as they are
    listed.
    """

    required: tuple[tuple[str, ...], ...]
    scoring: tuple[str, ...]
    banned: tuple[str, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """What counts in the score, in the order in which FTS5 adds it up."""
        return (*(term for group in self.required for term in group), *self.scoring)


def match_of(query: LexicalQuery) -> Match | None:
    """What ``query`` asks of the index; ``None`` when it has no word.

    An expression holds only folded letters and digits, each word in quotes, so nothing that a
    person types is read as syntax.
    """
    required = (*_exact(query.phrases), *_groups(query.must))
    groups = _groups(query.any_of)
    if required:
        # These decide what is found; all words add to the score.
        groups = (*groups, *_groups((p,) for p in query.phrases), *required)
    if not groups:
        return None
    scoring = tuple(term for group in groups for term in group)
    banned = tuple(term for group in _exact(query.excluded) for term in group)
    return Match(required, scoring, banned)


def scores(connection: Connection, term: str) -> tuple[Sequence[int], Sequence[float]]:
    """The rows that match an expression, and their BM25 scores (higher is better). Words of the
    header count less than those of the text."""
    found = connection.exec_driver_sql(_SCORES, (settings().index.header, term)).fetchall()
    return [row[0] for row in found], [row[1] for row in found]


def _exact(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The expressions for each phrase; a number in it may be set in any way."""
    made = ([found for s in spellings(p) if (found := words(s))] for p in phrases)
    return tuple(tuple(f"{{words}} : {_phrase(f)}" for f in found) for found in made if found)


def _groups(groups: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(found for group in groups if (found := _group(group)))


def _group(alternatives: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for alternative in (s for a in alternatives for s in spellings(a)):
        parts = words(alternative)
        if len(parts) == 1:
            found.update(dict.fromkeys(_phrase([s]) for s in both_stems(parts[0])))
        elif parts:
            for language in ("en", "es"):
                found[_phrase(stems(parts, language))] = None
    return tuple(f"{{stems head}} : {phrase}" for phrase in found)


def _phrase(parts: Sequence[str]) -> str:
    return '"' + " ".join(parts) + '"'


def frequencies(connection: Connection, single: Iterable[str]) -> dict[str, int]:
    """For each single word, how many passages have a word of its stem in either language."""
    by_word = {w: both_stems(w2[0]) for w in single if len(w2 := words(w)) == 1}
    terms = sorted({s for stems in by_word.values() for s in stems})
    counts: dict[str, int] = {}
    for i in range(0, len(terms), 500):
        statement = text(
            "SELECT term, doc FROM passage_vocabulary WHERE col = 'stems' AND term IN :terms"
        ).bindparams(bindparam("terms", expanding=True))
        counts.update(
            (t, n) for t, n in connection.execute(statement, {"terms": terms[i : i + 500]})
        )
    return {w: max(counts.get(s, 0) for s in stems) for w, stems in by_word.items()}
