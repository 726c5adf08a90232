"""FTS5 against Tantivy on the words of real passages: ``python -m tests.bench.word_index FILE.jsonl …``.

Wants a library in KB_HOME, and ``tantivy`` (``pip install tantivy``; the product does not need it).
Both index the stems of the passages, varied as ``tests.bench.growth`` does. Each question is asked as
search expands it, for its best 200 passages: of FTS5 as one query, of Tantivy, of the scores that
are kept of each word (``kb.store.word_scores``) when they are not kept yet and when they are. Prints
p50 and p95 of the processor's time in ms.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from kb.search.expansion import expand, word_lists
from kb.search.query import parse
from kb.settings import home
from kb.store import LexicalQuery, Library
from kb.store.lexical_index import match_of
from kb.text.stems import stemmed
from tests.bench.search_speed import queries

SIZES = (27_000, 100_000, 200_000)
LIMIT = 200
_TERM = re.compile(r'"([^"]*)"$')


def texts(library: Library, size: int) -> list[str]:
    """The stems of passages of the library, then of copies with other words here and there."""
    real = [
        stemmed(p.text, d.metadata.language)
        for d in library.documents()
        for p in library.passages(d.doc_id)
    ]
    chance = random.Random(1)
    words = [w for passage in real for w in passage]
    made = [" ".join(p) for p in real]
    while len(made) < size:
        for passage in real:
            made.append(" ".join(chance.choice(words) if chance.random() < 0.125 else w
                                 for w in passage))  # fmt: skip
    return made[:size]


def asked(files: list[Path]) -> list[tuple[str, ...]]:
    """Each question as the words and phrases that search asks the index for."""
    found = []
    for kind, text in queries(files):
        if kind in ("address", "phrase", "filter"):
            continue
        query = parse(text)
        groups = expand(
            query, word_lists.lexicon(), word_lists.glossary(), word_lists.everyday()
        ).groups
        match = match_of(LexicalQuery(groups))
        if match is not None:
            terms = [_TERM.search(term) for term in match.scoring]
            found.append(tuple(t[1] for t in terms if t))
    return found


def fts5(made: list[str], folder: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(folder / "words.sqlite3")
    raw.execute("CREATE VIRTUAL TABLE i USING fts5(stems, content='', tokenize='ascii')")
    raw.executemany("INSERT INTO i(rowid, stems) VALUES (?, ?)", enumerate(made))
    raw.execute("INSERT INTO i(i) VALUES ('optimize')")
    raw.commit()
    return raw


def tantivy_index(made: list[str], folder: Path) -> Any:
    import tantivy

    schema = tantivy.SchemaBuilder().add_text_field("stems", tokenizer_name="whitespace").build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(200_000_000, 1)
    for text in made:
        writer.add_document(tantivy.Document(stems=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return schema, index.searcher()


def timed(search: Callable[[tuple[str, ...]], object], questions: list[tuple[str, ...]]) -> str:
    took = []
    for question in questions:
        started = time.process_time()
        search(question)
        took.append(1000 * (time.process_time() - started))
    return "p50 {:7.1f}  p95 {:7.1f}".format(*np.percentile(took, [50, 95]))


def main() -> None:
    import tantivy

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    given = parser.parse_args()
    questions = asked(given.files)
    library = Library.open(home(), create=False)
    everything = texts(library, SIZES[-1])
    for size in SIZES:
        with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
            raw = fts5(everything[:size], Path(one))
            schema, searcher = tantivy_index(everything[:size], Path(other))
            kept: dict[str, tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = {}

            def whole(terms: tuple[str, ...], raw: sqlite3.Connection = raw) -> object:
                match = " OR ".join(f'"{t}"' for t in terms)
                return raw.execute(
                    "SELECT rowid, bm25(i) FROM i WHERE i MATCH ? ORDER BY 2 LIMIT ?",
                    (match, LIMIT),
                ).fetchall()

            def by_word(
                terms: tuple[str, ...], raw: sqlite3.Connection = raw, kept: Any = kept,
                size: int = size,
            ) -> object:  # fmt: skip
                scores = np.zeros(size)
                for term in terms:
                    if term not in kept:
                        rows = raw.execute(
                            "SELECT rowid, -bm25(i) FROM i WHERE i MATCH ?", (f'"{term}"',)
                        ).fetchall()
                        kept[term] = (np.array([r[0] for r in rows], np.int64),
                                      np.array([r[1] for r in rows]))  # fmt: skip
                    numbers, added = kept[term]
                    scores[numbers] += added
                return np.argpartition(scores, -LIMIT)[-LIMIT:]

            def of_tantivy(
                terms: tuple[str, ...], schema: Any = schema, searcher: Any = searcher
            ) -> object:
                parts = [
                    tantivy.Query.term_query(schema, "stems", term) if " " not in term
                    else tantivy.Query.phrase_query(schema, "stems", term.split())
                    for term in terms
                ]  # fmt: skip
                query = tantivy.Query.boolean_query([(tantivy.Occur.Should, p) for p in parts])
                return searcher.search(query, LIMIT, count=False).hits

            for name, search in (("FTS5, one query", whole), ("Tantivy", of_tantivy),
                                 ("kept scores, first time", by_word),
                                 ("kept scores, again", by_word)):  # fmt: skip
                print(f"{size:9,}  {name:26} {timed(search, questions)}", flush=True)
            raw.close()


if __name__ == "__main__":
    main()
