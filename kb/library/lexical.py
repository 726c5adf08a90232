"""The word index: SQLite FTS5 in the record's own file and transactions.

The index is contentless: it holds no copy of the text. Deleting from it needs the words that were
put in; they are made again from the document on record. ``words`` holds folded words, for exact
phrases; ``stems`` their stems in the document's language; ``head`` the stems of the context
header (title, headings). Ranking is BM25 (Robertson and Zaragoza 2009) as FTS5 computes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Label, bindparam, column, literal_column, select, table, text
from sqlalchemy.exc import DatabaseError

from kb.library.filters import Filter, conditions
from kb.library.records import LexicalQuery
from kb.library.schema import documents, passages
from kb.library.stems import both_stems, stemmed, words

_HEAD_WEIGHT = 0.35

_CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS passage_index USING fts5("
    "words, stems, head, content='', tokenize='unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS passage_vocabulary USING fts5vocab(passage_index, 'col')",
)
_INSERT = (
    "INSERT INTO passage_index(rowid, words, stems, head) VALUES (:row, :words, :stems, :head)"
)
_DELETE = (
    "INSERT INTO passage_index(passage_index, rowid, words, stems, head)"
    " VALUES ('delete', :row, :words, :stems, :head)"
)

Row = tuple[int, str, str]  # row of the passage, its words, its header


def create(connection: Connection) -> None:
    """Create the index where it is missing."""
    for statement in _CREATE:
        connection.execute(text(statement))


def clear(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text("INSERT INTO passage_index(passage_index) VALUES ('delete-all')"))


def add(connection: Connection, rows: Iterable[Row], language: str | None) -> None:
    """Index passages. ``rows`` must not be indexed yet."""
    entries = [_entry(row, language) for row in rows]
    if entries:
        connection.execute(text(_INSERT), entries)


def delete(connection: Connection, rows: Iterable[Row], language: str | None) -> None:
    """Take passages out of the index; ``rows`` as they were added."""
    entries = [_entry(row, language) for row in rows]
    if entries:
        connection.execute(text(_DELETE), entries)


def _entry(row: Row, language: str | None) -> dict[str, int | str]:
    number, body, header = row
    return {
        "row": number,
        "words": " ".join(words(body)),
        "stems": " ".join(stemmed(body, language)),
        "head": " ".join(stemmed(header, language)),
    }


def search(
    connection: Connection, query: LexicalQuery, chosen: Filter, limit: int
) -> list[tuple[str, float]]:
    """Passage ids with their BM25 score (higher is better), best first, ties by id."""
    match = expression(query)
    if match is None:
        return []
    score: Label[float] = literal_column(f"-bm25(passage_index, 0.0, 1.0, {_HEAD_WEIGHT})").label(
        "score"
    )
    hits = table("passage_index", column("rowid"))
    statement = (
        select(passages.c.passage_id, score)
        .select_from(
            hits.join(passages, passages.c.row == hits.c.rowid).join(
                documents, passages.c.doc_id == documents.c.doc_id
            )
        )
        .where(text("passage_index MATCH :match"), *conditions(chosen))
        .order_by(score.desc(), passages.c.passage_id)
        .limit(limit)
    )
    return [(i, float(s)) for i, s in connection.execute(statement, {"match": match})]


def expression(query: LexicalQuery) -> str | None:
    """The FTS5 expression for ``query``; ``None`` when it holds no word.

    Only folded letters and digits reach it, each word in quotes: nothing a person types can be
    taken for syntax.
    """
    phrases = [f"{{words}} : {_phrase(words(p))}" for p in query.phrases if words(p)]
    groups = [g for g in (_group(group) for group in query.any_of) if g]
    parts = [f"({' OR '.join(groups)})"] if groups and not phrases else []
    if groups and phrases:
        # The phrases decide what is found; the other words only add to its score.
        wanted = " AND ".join(phrases)
        match = f"({wanted}) AND ({' OR '.join([*groups, *phrases])})"
    elif phrases or parts:
        match = " AND ".join([*phrases, *parts])
    else:
        return None
    banned = [f"{{words}} : {_phrase(words(w))}" for w in query.excluded if words(w)]
    return f"({match}) NOT ({' OR '.join(banned)})" if banned else match


def _group(alternatives: Sequence[str]) -> str:
    found: dict[str, None] = {}
    for alternative in alternatives:
        parts = words(alternative)
        if len(parts) == 1:
            found.update(dict.fromkeys(_phrase([s]) for s in both_stems(parts[0])))
        elif parts:
            for language in ("en", "es"):
                found[_phrase(stemmed(alternative, language))] = None
    return f"{{stems head}} : ({' OR '.join(found)})" if found else ""


def _phrase(parts: Sequence[str]) -> str:
    return '"' + " ".join(parts) + '"'


def frequencies(connection: Connection, asked: Iterable[str]) -> dict[str, int]:
    """For each word, in how many passages a word of the same stem stands, in either language."""
    by_word = {w: both_stems(w2[0]) for w in asked if len(w2 := words(w)) == 1}
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


def integrity(connection: Connection) -> str | None:
    """What FTS5's own integrity check says is wrong, or ``None``; and the number of rows."""
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
