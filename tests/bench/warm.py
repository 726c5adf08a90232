"""Warm queries over many passages: ``python -m tests.bench.warm``.

Fills a library with 50,000, then 200,000 passages of invented words and random unit vectors, and
times searches as the app makes them, 60 each, with and without a filter: p50 and p95 in ms. Also
prints the peak memory of reading the 1,146-page PDF, chunked, in a process of its own.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from kb.encode.selection import load_encoder
from kb.models import Document, Kind, Metadata, Passage
from kb.search.engine import Searcher
from kb.settings import model_cache
from kb.span import Span
from kb.store import Library
from tests.bench.gold import SHARED

PER_DOCUMENT = 1000
READ = """
import sys, time
from pathlib import Path
from ingest.read_and_chunk import prepare
from ingest.options import IngestOptions
start = time.perf_counter()
made = prepare(Path(sys.argv[1]), IngestOptions())
told = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(told["VmHWM"].split()[0]) / 1024  # ru_maxrss would count the process that started this one
print(f"{len(made.document.pages)} pages, {len(made.passages)} passages, {time.perf_counter() - start:.1f} s, peak {peak:.0f} MB")
"""


def document(
    number: int, words: list[str], chance: random.Random
) -> tuple[Document, list[Passage]]:
    pieces, passages, at = [], [], 0
    for ordinal in range(PER_DOCUMENT):
        text = " ".join(chance.choices(words, k=110))
        pieces.append(text)
        passages.append(
            Passage(f"d{number}", ordinal, Span(at, at + len(text)), f"Document {number}")
        )
        at += len(text) + 2
    kind = Kind.REPORT if number % 10 else Kind.BRIEF
    meta = Metadata(f"Document {number}", kind, language="en", date=f"{2000 + number % 25}")
    return Document(f"d{number}", f"{number:064}", "\n\n".join(pieces), meta), passages


def times(searcher: Searcher, words: list[str], suffix: str) -> str:
    chance = random.Random(1)
    took = []
    for _ in range(65):
        query = " ".join(chance.choices(words[40:4000], k=6)) + suffix
        started = time.perf_counter()
        searcher.search(query)
        took.append(1000 * (time.perf_counter() - started))
    return f"p50 {np.percentile(took[5:], 50):.0f} ms, p95 {np.percentile(took[5:], 95):.0f} ms"


def main() -> None:
    chance = random.Random(3)
    words = ["".join(chance.choices("bcdfglmnprst", k=3)) + f"{n:x}" for n in range(20_000)]
    generator = np.random.default_rng(3)
    encoder = load_encoder(cache=model_cache(), notices=print)
    with tempfile.TemporaryDirectory() as base:
        library = Library.open(Path(base))
        made = 0
        for goal in (50_000, 200_000):
            while made < goal:
                doc, passages = document(made // PER_DOCUMENT, words, chance)
                vectors = generator.standard_normal((PER_DOCUMENT, 384)).astype(np.float32)
                vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
                library.publish(doc, passages, vectors, encoder.identity.key)
                made += PER_DOCUMENT
            searcher = Searcher(library, encoder)
            print(f"{goal:7,} passages: no filter {times(searcher, words, '')}; "
                  f"one kind in ten {times(searcher, words, ' kind:brief')}", flush=True)  # fmt: skip
    law = SHARED / "documents/statutes/PLAW-118publ31.pdf"
    env = {**os.environ, "PYTHONPATH": os.getcwd()}
    subprocess.run([sys.executable, "-c", READ, str(law)], env=env, check=False)


if __name__ == "__main__":
    main()
