"""Both routes of a dense query: ``python -m tests.bench.dense [--sizes N …]``.

Libraries of these sizes are made in a temporary folder, with vectors that are mixtures of those of
the library in ``KB_HOME``, and searched through the router: exactly, and by Chroma.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.vector_index import sync_vectors
from kb.encode.interface import unit_rows
from kb.index.dense_router import DenseRouter
from kb.index.interface import FloatArray, ScoredIds
from kb.index.kept_index import fault_of
from kb.models import Document, Kind, Metadata, Passage
from kb.settings import IndexSettings, home
from kb.span import Span
from kb.store import Library
from kb.store.passage_filters import Filter

LINES = {"exact": 10**9, "Chroma": 0}
OF_A_DOCUMENT, QUESTIONS, LIMIT, KEY = 250, 60, 200, "mixed-1"
COLD = """
import sys, time
import numpy as np
from pathlib import Path
from kb.index.dense_router import DenseRouter
from kb.settings import IndexSettings
from kb.store import Library
started = time.perf_counter()
router = DenseRouter(Library.open(Path(sys.argv[1])), IndexSettings(exact_up_to=int(sys.argv[2])))
router.query(np.load(sys.argv[3])[0], 200)
print(time.perf_counter() - started)
"""


def mixtures(real: FloatArray, count: int, seed: int) -> FloatArray:
    """Unit vectors between two real ones, with some noise: about as near to each other as
    passages are."""
    chance = np.random.default_rng(seed)
    one, other = (real[chance.integers(len(real), size=count)] for _ in range(2))
    share = chance.uniform(0.6, 1.0, (count, 1)).astype(np.float32)
    noise = chance.standard_normal(one.shape, dtype=np.float32) * np.float32(0.02)
    return unit_rows(share * one + (1 - share) * other + noise)


def publish(library: Library, vectors: FloatArray) -> None:
    """One document for each 250 vectors; a filter by kind leaves a tenth of them, one by language
    half."""
    for number, start in enumerate(range(0, len(vectors), OF_A_DOCUMENT)):
        part = vectors[start : start + OF_A_DOCUMENT]
        text, name = "word " * len(part), f"made-{number:05}"
        pieces = [Passage(name, n, Span(5 * n, 5 * n + 4), "", None) for n in range(len(part))]
        kind = Kind.STATUTE if number % 10 == 0 else Kind.REPORT
        language = "es" if number % 2 else "en"
        about = Metadata(title=name, kind=kind, language=language)
        library.publish(Document(name, name.ljust(64, "0"), text, about), pieces, part, KEY)


def timed(
    call: Callable[[FloatArray], ScoredIds], questions: FloatArray
) -> tuple[str, list[set[str]]]:
    """Milliseconds of the calls, and the ten nearest of each."""
    for question in questions[:5]:
        call(question)
    took, worked, found = [], [], []
    for question in questions:
        started, before = time.perf_counter(), time.process_time()
        hits = call(question)
        took.append(1000 * (time.perf_counter() - started))
        worked.append(1000 * (time.process_time() - before))
        found.append({i for i, _ in hits[:10]})
    elapsed = f"{np.median(took):.1f} ms, 95th percentile {np.percentile(took, 95):.1f}"
    return f"{elapsed}; of the processor {np.median(worked):.1f} ms", found


def measure(real: FloatArray, size: int, folder: Path) -> None:
    """Prints a row for each route, with and without a filter."""
    library = Library.open(folder / "home")
    publish(library, mixtures(real, size, 1))
    started = time.perf_counter()
    sync_vectors(library)
    print(f"\n{size:,} passages; Chroma written in {time.perf_counter() - started:.0f} s", end="")
    started = time.perf_counter()
    assert not fault_of(library, KEY), "the index was just made"
    print(f", examined in {time.perf_counter() - started:.1f} s")
    questions = mixtures(real, QUESTIONS, 2)
    np.save(folder / "questions.npy", questions)
    few = tuple(f"made-{number:05}" for number in range(4))
    filters = {
        "no filter": None,
        "a filter that leaves a tenth": library.allowed(Filter(kinds=("statute",))),
        "a filter that leaves half": library.allowed(Filter(languages=("es",))),
        "a filter that leaves 1,000": library.allowed(Filter(doc_ids=few)),
    }
    for name, allowed in filters.items():
        truth: list[set[str]] = []
        for route, line in LINES.items():
            router = DenseRouter(library, IndexSettings(exact_up_to=line))
            took, found = timed(lambda q: router.query(q, LIMIT, allowed), questions)  # noqa: B023
            assert not router.notices
            truth = truth or found
            recall = np.mean([len(f & t) / 10 for f, t in zip(found, truth, strict=True)])
            print(f"{name}, {route}: {took}; recall@10 {recall:.3f}")
    for route, line in LINES.items():
        command = [sys.executable, "-c", COLD, folder / "home", str(line), folder / "questions.npy"]
        runs = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(3)]  # fmt: skip
        print(f"new process, {route}: {min(runs):.1f} to {max(runs):.1f} s")
    library.close()


def main() -> None:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[27_000, 200_000])
    real = Library.open(home(), create=False).vector_table().matrix
    for size in parser.parse_args().sizes:
        with tempfile.TemporaryDirectory() as folder:
            measure(real, size, Path(folder))


if __name__ == "__main__":
    main()
