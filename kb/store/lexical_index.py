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
from functools import cache
from typing import TypeVarTuple

from sqlalchemy import (
    Connection,
    Float,
    Integer,
    Label,
    Select,
    bindparam,
    column,
    func,
    inspect,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import DatabaseError

from kb.settings import settings
from kb.store.passage_filters import Filter, conditions
from kb.store.records import LexicalQuery
from kb.store.schema import documents, passages
from kb.text.numbers import spellings
from kb.text.stems import after_apostrophes, both_stems, stemmed, stems, words

_HITS = table("passage_index", column("rowid", Integer))
_MATCH = text("passage_index MATCH :match")

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

_MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"  # is in no word

Columns = TypeVarTuple("Columns")


@cache
def _score() -> Label[float]:
    """The BM25 score; words of the header count less than those of the text."""
    header = settings().index.header
    return literal_column(f"-bm25(passage_index, 0.0, 1.0, {header})", Float).label("score")


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


def search(
    connection: Connection, query: LexicalQuery, chosen: Filter, limit: int
) -> list[tuple[str, float]]:
    """Passage ids with their BM25 score (higher is better), best first, ties by id."""
    match = expression(query)
    if match is None:
        return []
    if not chosen.narrows:
        found = _among_the_best(connection, match, chosen, limit)
        if found is not None:
            return found
    statement = (
        _matching(select(passages.c.passage_id, _score()), chosen)
        .order_by(_score().desc(), passages.c.passage_id)
        .limit(limit)
    )
    return [(i, float(s)) for i, s in connection.execute(statement, {"match": match})]


def _among_the_best(
    connection: Connection, match: str, chosen: Filter, limit: int
) -> list[tuple[str, float]] | None:
    """The same as the full search, from the index's best rows alone; ``None`` where these do not
    decide it. It takes half the time, since only those passages are looked up."""
    depth = 2 * limit + 100
    best = (
        select(_HITS.c.rowid, _score())
        .where(_MATCH)
        .order_by(_score().desc())
        .limit(depth)
        .subquery()
    )
    rows = connection.execute(
        select(passages.c.passage_id, best.c.score, passages.c.role).join(
            best, passages.c.row == best.c.rowid
        ),
        {"match": match},
    ).all()
    # Other rows with the score of the last one may have been cut off.
    last = min((r.score for r in rows), default=0.0) if len(rows) == depth else -1.0
    kept = [(r.passage_id, float(r.score)) for r in rows if r.role in chosen.roles]
    kept = sorted((k for k in kept if k[1] > last), key=lambda k: (-k[1], k[0]))
    return kept[:limit] if len(kept) >= limit or len(rows) < depth else None


def count(connection: Connection, query: LexicalQuery, chosen: Filter) -> int:
    """How many passages ``search`` would find without a limit."""
    match = expression(query)
    if match is None:
        return 0
    statement = _matching(select(func.count()), chosen)
    return int(connection.execute(statement, {"match": match}).scalar_one())


def _matching(statement: Select[*Columns], chosen: Filter) -> Select[*Columns]:
    joined = _HITS.join(passages, passages.c.row == _HITS.c.rowid).join(
        documents, passages.c.doc_id == documents.c.doc_id
    )
    return statement.select_from(joined).where(_MATCH, *conditions(chosen))


def expression(query: LexicalQuery) -> str | None:
    """The FTS5 expression for ``query``; ``None`` when it has no word.

    It holds only folded letters and digits, each word in quotes, so nothing that a person types is
    read as syntax.
    """
    phrases = _exact(query.phrases)
    groups = _groups(query.any_of)
    required = [*phrases, *_groups(query.must)]
    if required:
        # These decide what is found; all words add to the score.
        scoring = " OR ".join([*groups, *_groups((p,) for p in query.phrases), *required])
        match = f"({' AND '.join(required)}) AND ({scoring})"
    elif groups:
        match = f"({' OR '.join(groups)})"
    else:
        return None
    banned = _exact(query.excluded)
    return f"({match}) NOT ({' OR '.join(banned)})" if banned else match


def _exact(phrases: Iterable[str]) -> list[str]:
    """An expression for each phrase; a number in it may be set in any way."""
    made = ([found for s in spellings(p) if (found := words(s))] for p in phrases)
    return [f"{{words}} : ({' OR '.join(map(_phrase, found))})" for found in made if found]


def _groups(groups: Iterable[Sequence[str]]) -> list[str]:
    return [found for group in groups if (found := _group(group))]


def _group(alternatives: Sequence[str]) -> str:
    found: dict[str, None] = {}
    for alternative in (s for a in alternatives for s in spellings(a)):
        parts = words(alternative)
        if len(parts) == 1:
            found.update(dict.fromkeys(_phrase([s]) for s in both_stems(parts[0])))
        elif parts:
            for language in ("en", "es"):
                found[_phrase(stems(parts, language))] = None
    return f"{{stems head}} : ({' OR '.join(found)})" if found else ""


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
