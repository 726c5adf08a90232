"""Latency of warm searches, and whether two programs find the same.

    python -m tests.bench.search_speed QUESTIONS.jsonl … [--save HITS.json] [--against HITS.json]

Wants a library in KB_HOME. Each line of the files has a ``query`` or a ``question``; the addressed,
phrase and filtered queries of this file are searched too. Prints the time that passed and the
processor's time, which other work beside does not change, by kind and for all. ``--save`` writes every hit with its score; ``--against`` compares with what another commit
saved, to the last digit.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from kb.encode.selection import load_encoder
from kb.search.engine import Searcher
from kb.settings import home, model_cache
from kb.store import Library

ROUNDS = 2  # of which the quickest counts, since other work runs beside
OTHERS = {
    "address": (
        "section 1311 of the FY2024 NDAA",
        "Section 8365",
        "sec. 1287 of the John S. McCain National Defense Authorization Act",
        "P.L. 118-31",
        "22 U.S.C. 2291 note",
        "GAO-21-322",
        "R47324",
        "what does section 6507 of the FY2024 NDAA require?",
        "18 U.S.C. 933",
        "sección 1311 de la NDAA 2024",
        "§ 99999 of the FY2026 NDAA",
    ),
    "phrase": (
        '"firearms trafficking"',
        '"straw purchase" Mexico',
        '"the Secretary of State shall"',
        '"tráfico de armas"',
        '"fentanyl" precursor chemicals China',
        '"Mérida Initiative" -police',
        "cartels -fentanyl",
    ),
    "filter": (
        "firearms kind:report",
        "fentanyl precursors kind:statute",
        "security cooperation with Mexico year:2021..",
        "trafficking kind:brief",
        "corruption publisher:gao",
        "extradition lang:es",
        "report to Congress kind:statute section:\"title XIII\"",
        "border kind:report,evaluation year:2018..2022",
    ),
}  # fmt: skip


def queries(files: list[Path]) -> list[tuple[str, str]]:
    """Each query with its kind."""
    found = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            kind = "query" if "query" in row else f"question {row.get('language', '')}".strip()
            found.append((kind, row.get("query") or row["question"]))
    return found + [(kind, query) for kind, listed in OTHERS.items() for query in listed]


def hits_of(searcher: Searcher, query: str) -> list[Any]:
    """What was found, as JSON would keep it."""
    found = searcher.search(query)
    rows = [
        {**hit.as_json(), "score": hit.score, "id": hit.passage_id, "why": str(hit.why)}
        for hit in found.hits
    ]
    return [*rows, list(found.notices)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    library = Library.open(home(), create=False)
    searcher = Searcher(library, load_encoder(cache=model_cache(), notices=print))
    asked = queries(given.files)
    started = time.perf_counter()
    searcher.search("a first search")
    print(f"{len(library.passage_ids()):,} passages; "
          f"first search {1000 * (time.perf_counter() - started):.0f} ms")  # fmt: skip
    found = {query: hits_of(searcher, query) for _, query in asked}
    took: dict[str, list[tuple[float, float]]] = {}
    for kind, query in asked:
        rounds = [_timed(searcher, query) for _ in range(ROUNDS)]
        took.setdefault(kind, []).append((min(r[0] for r in rounds), min(r[1] for r in rounds)))
    print(f"{'':18}{'':4}  passed: p50     p95     max ms   processor: p50   p95     max ms")
    for kind, times in {**took, "all": [t for each in took.values() for t in each]}.items():
        cells = [f"{value:7.1f}" for column in zip(*times, strict=True)
                 for value in (*np.percentile(column, [50, 95]), max(column))]  # fmt: skip
        print(f"{kind:18}{len(times):4}  {' '.join(cells[:3])}        {' '.join(cells[3:])}")
    if given.save:
        given.save.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    if given.against:
        before = json.loads(given.against.read_text("utf-8"))
        other = [q for q in found if json.loads(json.dumps(found[q])) != before.get(q)]
        print(
            f"{len(found) - len(other)} of {len(found)} queries find the same", *other, sep="\n  "
        )
        sys.exit(bool(other))


def _timed(searcher: Searcher, query: str) -> tuple[float, float]:
    """The time that passed and the processor's time of all threads, in ms."""
    started, used = time.perf_counter(), time.process_time()
    searcher.search(query)
    return 1000 * (time.perf_counter() - started), 1000 * (time.process_time() - used)


if __name__ == "__main__":
    main()
