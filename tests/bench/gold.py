"""Retrieval and refusal on the development questions: ``python -m tests.bench.gold``.

Wants the real documents beside the project, ingested into KB_HOME. Prints R@1, R@5 and R@10 for
the questions whose answer is in the brief (a hit counts when it overlaps a gold sentence, found
by its words, in whichever copy of the brief), how the questions that must be refused fared, and
which answerable ones were refused.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.answer import Answer, answer
from kb.search.engine import Searcher
from kb.search.hits import Hit
from kb.search.near_duplicates import Shingles
from kb.settings import home
from kb.store import Library

SHARED = Path(os.environ.get("EVIDENCIA_SHARED", Path(__file__).parents[2].parent / "shared"))


@dataclass(frozen=True)
class Row:
    """One question: the rank of the first hit that overlaps a gold sentence, and the answer."""

    question: dict[str, Any]
    rank: int | None
    answer: Answer

    @property
    def in_brief(self) -> bool:
        return bool(self.question["answerable"] and self.question["seed_sentences"])


def overlaps(hit: Hit, sentence: str) -> bool:
    """True when the hit holds a good part of the sentence's words in order."""
    return Shingles.of(sentence).shared(Shingles.of(hit.text)) >= 0.25


def rank_of(hits: tuple[Hit, ...], question: dict[str, Any]) -> int | None:
    for hit in hits:
        for sentence in question["seed_sentences"]:
            if overlaps(hit, sentence.get("text_joined") or sentence["text"]):
                return hit.rank
    return None


def measure(searcher: Searcher, mode: str) -> list[Row]:
    rows = []
    for question in json.loads((SHARED / "gold/questions.json").read_text()):
        found = searcher.search(question["question"], limit=10, mode=mode)
        given = answer(question["question"], searcher)
        rows.append(Row(question, rank_of(found.hits, question), given))
    return rows


def recall(rows: list[Row], language: str, cutoff: int) -> tuple[int, int]:
    chosen = [r for r in rows if r.in_brief and r.question["language"] == language]
    return sum(1 for r in chosen if r.rank and r.rank <= cutoff), len(chosen)


def report(rows: list[Row], verbose: bool) -> None:
    for row in rows:
        if verbose:
            _print_row(row)
    for language in ("en", "es"):
        cells = []
        for cutoff in (1, 5, 10):
            found, total = recall(rows, language, cutoff)
            cells.append(f"R@{cutoff} {found}/{total} = {found / max(total, 1):.2f}")
        print(f"{language}  " + "   ".join(cells))
    refuse = [r for r in rows if not r.question["answerable"]]
    refused = [r for r in refuse if not r.answer.answered]
    missed = [r.question["id"] for r in refuse if r.answer.answered]
    print(f"must be refused: {len(refused)}/{len(refuse)} refused; answered: {missed}")
    for name, part in (
        ("answer in the brief", [r for r in rows if r.in_brief]),
        ("all answerable", [r for r in rows if r.question["answerable"]]),
    ):
        wrongly = [r.question["id"] for r in part if not r.answer.answered]
        print(f"{name}: {len(wrongly)}/{len(part)} refused: {wrongly}")


def _print_row(row: Row) -> None:
    state = "answered" if row.answer.answered else "REFUSED"
    rank = row.rank if row.rank else ("-" if row.in_brief else " ")
    print(f"{row.question['id']} {row.question['language']} rank {rank} {state}")
    print(f"   Q: {row.question['question']}")
    for sentence in row.answer.sentences:
        print(f"   A: {sentence.text[:200]}  [{sentence.citation[:90]}]")
    if row.answer.reason:
        print(f"   !: {row.answer.reason}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mode", default="hybrid", choices=["hybrid", "lexical", "dense"])
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    library = Library.open(home(), create=False)
    report(measure(Searcher(library), options.mode), options.verbose)


if __name__ == "__main__":
    main()
