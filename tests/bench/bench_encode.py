"""Encoding by the built-in models against sentence-transformers fp32, in one run.

    python tests/bench/bench_encode.py [--documents FOLDER] [--passages N] [--rounds N]
        [--models minilm e5]

The same passages go through each; the rounds alternate, and the best of each counts, so that a
busy machine harms none of them more. Prints a table, then one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from kb.encode.built_in import BuiltIn
from kb.encode.interface import Encoder, FloatArray, Progress, silent
from kb.encode.selection import BUILT_IN, BuiltInEncoder
from kb.encode.tokens import TokenCounter, default_counter
from kb.settings import cores, model_cache

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
QUERIES = 40  # passages that are also encoded as questions, to compare the two
PIECES = 200  # word pieces a passage, the size ingestion aims at
QUESTIONS = [
    "Who may authorise the use of force?",
    "training of customs officers at ports of entry",
    "¿Cuánto se asignó a la modernización de las aduanas?",
    "section 12 of the authorization act",
]
COLD_OURS = """
import sys
from kb.encode.selection import load_encoder
load_encoder(sys.argv[1], cache=None, notices=print).encode_query(["a question"])
"""
COLD_PLAIN = """
import sys
from sentence_transformers import SentenceTransformer
SentenceTransformer(sys.argv[1], device="cpu").encode(["a question"])
"""


PLAIN = "sentence-transformers fp32"


class Plain:
    """What a user would write: the library's own defaults, batches of 32."""

    runtime = PLAIN

    def __init__(self, model: BuiltIn) -> None:
        self.identity = model.identity
        self._model = SentenceTransformer(str(folder_of(model)), device="cpu")

    def encode_query(self, texts: Sequence[str]) -> FloatArray:
        return np.asarray(self._model.encode_query(list(texts), show_progress_bar=False))

    def encode_document(self, texts: Sequence[str], progress: Progress = silent) -> FloatArray:
        return np.asarray(self._model.encode_document(list(texts), show_progress_bar=False))


def passages(folder: Path, count: int, counter: TokenCounter) -> list[str]:
    """``count`` pieces of the texts under ``folder``, spread over all of them."""
    found: list[str] = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in {".txt", ".md", ".htm"}):
        text = re.sub(r"<[^>]*>|\s+", " ", path.read_text(errors="replace")[:200_000])
        spans = counter.offsets(text)
        for start in range(0, len(spans), PIECES):
            part = spans[start : start + PIECES]
            found.append(text[part[0][0] : part[-1][1]])
    if not found:
        raise SystemExit(f"expected .txt, .md or .htm files under {folder}, found none")
    chosen = np.random.default_rng(0).permutation(len(found))[:count]
    return [found[i] for i in sorted(chosen)]


def folder_of(model: BuiltIn) -> Path:
    """The model as a folder of sentence-transformers."""
    return model.sentence_folder(model, model_cache())


def seconds(call: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def query_ms(encoder: Encoder, repeats: int = 8) -> tuple[float, float, float]:
    """Median and 95th percentile of encoding one warm question, in milliseconds by the clock, and
    the median of processor time, which other processes do not change."""
    encoder.encode_query(QUESTIONS[:1])
    clock, cpu = [], []
    for question in QUESTIONS * repeats:
        start = time.process_time()
        clock.append(seconds(lambda q=question: encoder.encode_query([q])))
        cpu.append(time.process_time() - start)
    return (
        1e3 * float(np.median(clock)),
        1e3 * float(np.percentile(clock, 95)),
        1e3 * float(np.median(cpu)),
    )


def cold_s(code: str, *arguments: str) -> float:
    """Seconds of a whole new process that encodes one question."""
    command = [sys.executable, "-c", code, *arguments]
    return seconds(lambda: subprocess.run(command, check=True, capture_output=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=Path, default=SHARED)
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--models", nargs="*", choices=[*BUILT_IN], default=[*BUILT_IN])
    options = parser.parse_args()

    counter = default_counter()
    texts = passages(options.documents, options.passages, counter)
    pieces = sum(min(n, counter.room) for n in counter.counts(texts))
    encoders: dict[tuple[str, str], Encoder] = {}
    for name in options.models:
        encoders[name, PLAIN] = Plain(BUILT_IN[name])
        encoders[name, "built in"] = BuiltInEncoder(BUILT_IN[name], None, print)
    best: dict[tuple[str, str], float] = {}
    cpu_best: dict[tuple[str, str], float] = {}
    vectors: dict[tuple[str, str], FloatArray] = {}
    for encoder in encoders.values():
        encoder.encode_document(texts[:32])  # warm
    for _ in range(options.rounds):
        for name, encoder in encoders.items():
            start, cpu = time.perf_counter(), time.process_time()
            vectors[name] = encoder.encode_document(texts)
            best[name] = min(best.get(name, 1e9), time.perf_counter() - start)
            cpu_best[name] = min(cpu_best.get(name, 1e9), time.process_time() - cpu)
    rows: list[dict[str, object]] = []
    for (name, kind), encoder in encoders.items():
        median, p95, cpu = query_ms(encoder)
        plain = encoders[name, PLAIN].encode_query(texts[:QUERIES])
        code = (COLD_PLAIN, str(folder_of(BUILT_IN[name]))) if kind == PLAIN else (COLD_OURS, name)
        alike = (vectors[name, kind] * vectors[name, PLAIN]).sum(axis=1)
        rows.append(
            {
                "model": name,
                "encoder": kind,
                "passages_per_s": round(len(texts) / best[name, kind], 1),
                "passages_per_cpu_s": round(len(texts) / cpu_best[name, kind], 1),
                "tokens_per_s": round(pieces / best[name, kind]),
                "query_ms_p50": round(median, 2),
                "query_ms_p95": round(p95, 2),
                "query_cpu_ms": round(cpu, 2),
                "cold_query_s": round(cold_s(*code), 2),
                "least_cosine": round(float(alike.min()), 6),
                "mean_cosine": round(float(alike.mean()), 6),
                "least_query_cosine": round(
                    float((encoder.encode_query(texts[:QUERIES]) * plain).sum(axis=1).min()), 6
                ),
            }
        )
    show(rows, len(texts), pieces)


def show(rows: list[dict[str, object]], count: int, pieces: int) -> None:
    """The table, then the same as one line of JSON."""
    print(f"{count} passages, {pieces} word pieces, {cores()} cores")
    heads = list(rows[0])
    widths = [
        max(len(str(r[h])) for r in [*rows, dict(zip(heads, heads, strict=True))]) for h in heads
    ]
    for row in [dict(zip(heads, heads, strict=True)), *rows]:
        print("  ".join(str(row[h]).ljust(w) for h, w in zip(heads, widths, strict=True)))
    print(json.dumps({"passages": count, "word_pieces": pieces, "rows": rows}))


if __name__ == "__main__":
    main()
