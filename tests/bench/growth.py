"""How search slows down as a library grows: ``python -m tests.bench.growth FILE.jsonl … --to N``.

Wants a library of real documents in KB_HOME. Fills a library in a temporary folder with copies of
its documents, each varied: every eighth word is exchanged for another of the library, as often as
it is used there, and each vector is moved by noise and set to unit length. At 10,000, 46,000,
100,000, 200,000, 500,000 and 1,000,000 passages it asks the questions of the files, with and without
a filter, each once before the clock starts and once after, and prints the first and the second time:
p50 and p95 in ms, of the time that passed and of the processor's.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from kb.encode.selection import load_encoder
from kb.models import Document, Passage
from kb.search.engine import Searcher
from kb.settings import home, model_cache
from kb.span import Span
from kb.store import Library
from tests.bench.search_speed import queries

SIZES = (10_000, 46_000, 100_000, 200_000, 500_000, 1_000_000)
_WORD = re.compile(r"[^\W\d_]{3,}")
_EVERY = 8  # words, of which one is exchanged
_NOISE = 0.02  # standard deviation of each number of a vector


def varied(
    library: Library, doc_id: str, words: list[str], chance: random.Random, copy: int
) -> tuple[Document, list[Passage]]:
    """A copy of a document with other words here and there."""

    def other(match: re.Match[str]) -> str:
        return chance.choice(words) if chance.randrange(_EVERY) == 0 else match[0]

    name = f"{doc_id}-{copy}"
    document = library.document(doc_id)
    parts, passages, at = [], [], 0
    for passage in library.passages(doc_id):
        text = _WORD.sub(other, passage.text) if copy else passage.text
        span = Span(at, at + len(text))
        passages.append(Passage(name, passage.ordinal, span, passage.header, None, passage.role))
        parts.append(text)
        at = span.end + 2
    sha = f"{copy:08}{document.sha256[8:]}"
    return Document(name, sha, "\n\n".join(parts), document.metadata), passages


def filled(real: Library, grown: Library, key: str) -> Iterator[int]:
    """Publishes document after document; how many passages there are after each."""
    chance, generator = random.Random(1), np.random.default_rng(1)
    ids = [d.doc_id for d in real.documents() if d.passages]
    sample = (p.text for i in ids for p in real.passages(i)[:200])
    words = _WORD.findall(" ".join(sample))
    total = copy = 0
    while True:
        for doc_id in ids:
            document, passages = varied(real, doc_id, words, chance, copy)
            vectors = real.vectors_of(doc_id)[1]
            if copy:
                vectors = vectors + generator.normal(0, _NOISE, vectors.shape).astype(np.float32)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            grown.publish(replace(document), passages, vectors, key)
            total += len(passages)
            yield total
        copy += 1


def measured(searcher: Searcher, asked: list[str]) -> str:
    searcher.search("a first search")
    cells = []
    for _ in range(2):
        took = []
        for query in asked:
            started, used = time.perf_counter(), time.process_time()
            searcher.search(query)
            took.append((1000 * (time.perf_counter() - started),
                         1000 * (time.process_time() - used)))  # fmt: skip
        for column in zip(*took, strict=True):
            cells.append("{:6.0f} {:6.0f}".format(*np.percentile(column, [50, 95])))
    return "   ".join(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--to", type=int, default=200_000)
    given = parser.parse_args()
    asked = [q for kind, q in queries(given.files) if kind not in ("address", "phrase")]
    real = Library.open(home(), create=False)
    encoder = load_encoder(cache=model_cache(), notices=print)
    with tempfile.TemporaryDirectory() as folder:
        grown = Library.open(Path(folder))
        print("           asked first: passed    processor        again: passed    processor")
        print(
            "passages      p50    p95      p50    p95      p50    p95      p50    p95", flush=True
        )
        goals = [size for size in SIZES if size <= given.to]
        for total in filled(real, grown, encoder.identity.key):
            if total >= goals[0]:
                goals = goals[1:]
                print(f"{total:9,}  {measured(Searcher(grown, encoder), asked)}", flush=True)
            if not goals:
                break
        grown.close()


if __name__ == "__main__":
    main()
