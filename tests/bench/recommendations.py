"""Extraction against the gold recommendations: ``python -m tests.bench.recommendations``.

Reads the brief, the GAO reports and § 8365 beside the project and prints recall, precision,
stance and actor on the brief, the numbered recommendations of each GAO report and the mandates
of § 8365, then what was missed and what was taken wrongly. A match overlaps the gold span or one
of the gold's other places; both sides are found by their letters and figures alone, because
canonical text is not the text the gold counts in.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document
from kb.recommend import extract
from kb.recommend.model import Recommendation
from tests.bench.gold import SHARED
from tests.bench.marked import FOLDER, Gold, actor_key, marked, placed


def document(path: Path) -> Document:
    """``path`` as ingestion reads it."""
    result = read_document(Source.load(path))
    if not isinstance(result, Document):
        raise SystemExit(f"{path.name} was not read: {result}")
    return result


def gold(text: str) -> list[Gold]:
    """The gold recommendations, placed in ``text``."""
    file = json.loads((SHARED / "gold/recommendations.json").read_text("utf-8"))
    return [_gold(entry, text) for entry in file["recommendations"]]


def _gold(entry: dict[str, Any], text: str) -> Gold:
    wordings = [entry["span"], *(o["text"] for o in entry["also_stated_in"])]
    return Gold(
        entry["id"],
        tuple(span for w in wordings for span in placed(w, text)[:1]),
        frozenset(actor_key(a) for a in entry["actor"]),
        entry["stance"],
        " ".join(entry["span"].split()),
    )


def matches(item: Gold, found: Recommendation) -> bool:
    """Whether a place of the one overlaps a place of the other."""
    return any(p.overlaps(q) for p in item.places for q in found.places)


def best(item: Gold, found: list[Recommendation]) -> Recommendation | None:
    """The recommendation that shares most characters with the gold's places, the first of them
    counting most."""

    def shared(rec: Recommendation) -> tuple[int, int]:
        sums = [
            sum(max(0, min(p.end, q.end) - max(p.start, q.start)) for q in rec.places)
            for p in item.places
        ]
        return sums[0] if sums else 0, sum(sums)

    near = [r for r in found if matches(item, r)]
    return max(near, key=shared) if near else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that are added up over documents."""

    gold: int = 0
    hit: int = 0
    found: int = 0
    right: int = 0
    stance: int = 0
    named: int = 0  # gold recommendations found whose actor the text says
    actor: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def figures(self) -> dict[str, float]:
        """Recall, precision, stance and actor, each from 0 to 1."""
        return {
            "recall": self.hit / max(self.gold, 1),
            "precision": self.right / max(self.found, 1),
            "stance": self.stance / max(self.hit, 1),
            "actor": self.actor / max(self.named, 1),
        }


def tally(items: list[Gold], found: list[Recommendation]) -> Tally:
    """``found`` counted against ``items``."""
    hit = [(i, r) for i in items if (r := best(i, found))]
    named = [(i, r) for i, r in hit if i.actors]
    return Tally(
        len(items),
        len(hit),
        len(found),
        len([r for r in found if any(matches(i, r) for i in items)]),
        sum(r.stance == i.stance for i, r in hit),
        len(named),
        sum(bool(i.actors & set(map(actor_key, r.actors))) for i, r in named),
    )


def figures(items: list[Gold], found: list[Recommendation]) -> dict[str, float]:
    """Recall, precision, stance and actor, each from 0 to 1."""
    return tally(items, found).figures()


def line(name: str, counted: Tally) -> str:
    """One line of the table."""
    shares = "  ".join(f"{k} {v:.2f}" for k, v in counted.figures().items())
    return f"{name:38} {counted.gold:3} gold {counted.found:3} found  {shares}"


def wrong(items: list[Gold], found: list[Recommendation]) -> Iterator[str]:
    """What was missed, taken for something else, or taken wrongly."""
    for item in items:
        rec = best(item, found)
        if rec is None:
            yield f"    missed {item.name}: {item.words[:90]}"
            continue
        if rec.stance != item.stance:
            yield f"    stance {item.name}: {rec.stance} for {item.stance}: {item.words[:60]}"
        if item.actors and not item.actors & set(map(actor_key, rec.actors)):
            yield f"    actor {item.name}: {rec.actors} for {sorted(item.actors)}"
    for rec in found:
        if not any(matches(i, rec) for i in items):
            yield f"    false: {' '.join(rec.text.split())[:110]}"


def brief_report(path: Path) -> Iterator[str]:
    """The lines of the table for the brief in one of its files."""
    doc = document(path)
    items, found = gold(doc.text), list(extract(doc))
    yield line(path.name, tally(items, found))
    yield from wrong(items, found)


def marked_report(group: str, *, silent: bool = False) -> Iterator[str]:
    """The lines of the table for the marked briefs whose names begin with ``group``."""
    total = Tally()
    for path in sorted(FOLDER.glob(f"{group}-*.md")):
        doc, items = marked(path)
        found = list(extract(doc))
        counted = tally(items, found)
        total += counted
        if not silent:
            yield line(path.name, counted)
            yield from wrong(items, found)
    yield line(f"marked briefs, {group}", total)


def gao_report() -> Iterator[str]:
    """The lines of the table for the GAO reports."""
    expected = json.loads((SHARED / "gold/gao-recommendations.json").read_text("utf-8"))
    for path in sorted((SHARED / "documents/evaluations").glob("*.md")):
        found = extract(document(path))
        yield f"{path.name:38} {len(found):3} found  {expected.get(path.stem)} expected"
        for rec in found:
            yield f"    {rec.number}: {', '.join(rec.actors)}: {rec.action[:80]}"


def mandate_report() -> Iterator[str]:
    """The lines of the table for § 8365."""
    (path,) = (SHARED / "documents/statutes").glob("*8365*")
    found = extract(document(path))
    yield f"{path.name:38} {len(found):3} found"
    for rec in found:
        yield (
            f"    {rec.span.start}: {', '.join(rec.actors)}; {rec.product}; due {rec.due}; "
            f"{rec.recurs or 'once'}"
        )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--held-out", action="store_true", help="list the faults in held-out-* too")
    options = asked.parse_args()
    briefs = SHARED / "documents/briefs"
    for name in ("quincy-2026-smarter-way.txt", "quincy-2026-smarter-way.pdf"):
        print("\n".join(brief_report(briefs / name)))
    print("\n".join(marked_report("dev")))
    print("\n".join(marked_report("held-out", silent=not options.held_out)))
    print("\n".join(gao_report()))
    print("\n".join(mandate_report()))


if __name__ == "__main__":
    main()
