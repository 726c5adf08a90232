"""Chunk sizes, overlap and header compared: ``python -m tests.bench.chunking``.

Ingests the briefs, evaluations, statements and two statutes into a library for each setting and
prints, for the development questions whose answer is in the brief, R@1, R@5 and RR, and how many
passages there are.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from ingest.options import IngestOptions
from ingest.pipeline import run
from kb.encode.selection import load_encoder
from kb.search.engine import Searcher
from kb.settings import ChunkSettings, model_cache
from kb.store import Library
from tests.bench.fusion import questions, score
from tests.bench.gold import SHARED

PATHS = ("briefs", "evaluations", "statements", "statutes/PLAW-110publ252.txt",
         "statutes/USCODE-22-2291-note-PL119-60-sec8365.txt")  # fmt: skip
SETTINGS = {
    "target 120": ChunkSettings(target=120),
    "target 190 (default)": ChunkSettings(),
    "target 240": ChunkSettings(target=240),
    "target 190, overlap 40": ChunkSettings(overlap=40),
    "target 190, no header": ChunkSettings(header=0),
}


def main() -> None:
    encoder = load_encoder(cache=model_cache(), notices=print)
    asked = list(questions())
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
