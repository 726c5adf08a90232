"""Chunk sizes, overlap and header compared: ``python -m tests.bench.chunking``.

Ingests the briefs, evaluations, statements and two statutes into a library for each setting and
prints, for the development questions whose answer is in the brief, R@1, R@5 and RR, and how many
passages there are.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ingest.options import IngestOptions
from ingest.pipeline import run
from kb.encode.selection import load_encoder
from kb.search.engine import Searcher
from kb.settings import ChunkSettings, model_cache
from kb.store import Library
from tests.bench.gold import SHARED, rank_of

PATHS = ("briefs", "evaluations", "statements", "statutes/PLAW-110publ252.txt",
         "statutes/USCODE-22-2291-note-PL119-60-sec8365.txt")  # fmt: skip
SETTINGS = {
    "target 120": ChunkSettings(target=120),
    "target 190 (default)": ChunkSettings(),
    "target 240": ChunkSettings(target=240),
    "target 190, overlap 40": ChunkSettings(overlap=40),
    "target 190, no header": ChunkSettings(header=0),
}


def score(searcher: Searcher, asked: Sequence[dict[str, Any]]) -> str:
    """R@1, R@5 and RR of questions whose answer is in the brief."""
    ranks = [rank_of(searcher.search(q["question"], limit=10).hits, q) for q in asked]
    total = max(len(ranks), 1)
    at1 = sum(r == 1 for r in ranks) / total
    at5 = sum(bool(r and r <= 5) for r in ranks) / total
    rr = sum(1 / r for r in ranks if r) / total
    return f"R@1 {at1:.2f}  R@5 {at5:.2f}  RR {rr:.2f}  (n={len(ranks)})"


def main() -> None:
    encoder = load_encoder(cache=model_cache(), notices=print)
    everything = json.loads((SHARED / "gold/questions.json").read_text())
    asked = [q for q in everything if q["answerable"] and q["seed_sentences"]]
    for name, chunk in SETTINGS.items():
        with tempfile.TemporaryDirectory() as home:
            library = Library.open(Path(home))
            paths = [SHARED / "documents" / p for p in PATHS]
            report = run(library, paths, options=IngestOptions(chunk=chunk), encoder=encoder)
            count = sum(o.passages for o in report.outcomes)
            result = score(Searcher(library, encoder), asked)
            print(f"{name:24} {count:6,} passages   {result}", flush=True)
            library.close()


if __name__ == "__main__":
    main()
