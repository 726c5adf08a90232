"""Fusion constants compared: ``python -m tests.bench.fusion``.

Two sets: the development questions whose answer is in the brief, and known-item queries made from
the record itself: the heading of a statutory section (without its number), whose section is to be
found, every 40th section. Prints R@1, R@5 and RR@10 for each setting.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from kb.search.engine import Searcher
from kb.search.hits import Hit
from kb.settings import FusionSettings, SearchSettings, home
from kb.store import Library
from tests.bench.gold import SHARED, rank_of

Item = tuple[str, Callable[[tuple[Hit, ...]], int | None]]


def questions() -> Iterator[Item]:
    for question in json.loads((SHARED / "gold/questions.json").read_text()):
        if question["answerable"] and question["seed_sentences"]:
            yield question["question"], lambda hits, q=question: rank_of(hits, q)  # type: ignore[misc]


def known_items(library: Library) -> Iterator[Item]:
    for row in [r for r in library.addresses() if r.atomic and len(r.heading) > 25][::40]:

        def rank(hits: tuple[Hit, ...], number: str | None = row.number) -> int | None:
            return next((h.rank for h in hits if h.section and f"§ {number}" in h.section), None)

        yield row.heading.capitalize(), rank


def score(searcher: Searcher, items: list[Item]) -> str:
    ranks = [rank(searcher.search(text, limit=10).hits) for text, rank in items]
    total = max(len(ranks), 1)
    at1 = sum(r == 1 for r in ranks) / total
    at5 = sum(bool(r and r <= 5) for r in ranks) / total
    rr = sum(1 / r for r in ranks if r) / total
    return f"R@1 {at1:.2f}  R@5 {at5:.2f}  RR {rr:.2f}  (n={len(ranks)})"


def main() -> None:
    library = Library.open(home(), create=False)
    asked, known = list(questions()), list(known_items(library))
    settings = [FusionSettings(method="convex", lexical=w) for w in (0.3, 0.4, 0.5, 0.6, 0.7)]
    settings += [
        FusionSettings(method="rrf", lexical=w, k=k) for w in (0.5, 0.67) for k in (10, 60)
    ]
    encoder = Searcher(library).encoder
    for fusion in settings:
        searcher = Searcher(library, encoder, SearchSettings(fusion=fusion))
        name = f"{fusion.method} lexical={fusion.lexical} k={fusion.k}"
        print(f"{name:32} questions {score(searcher, asked)}   headings {score(searcher, known)}")


if __name__ == "__main__":
    main()
