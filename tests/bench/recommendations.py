"""Extraction against the gold recommendations: ``python -m tests.bench.recommendations``.

Reads the brief, the GAO reports and § 8365 beside the project and prints recall, precision,
stance and actor on the brief, the numbered recommendations of each GAO report and the mandates
of § 8365, then what was missed and what was taken wrongly. A match overlaps the gold span or one
of the gold's other places; both sides are found by their letters and figures alone, because
canonical text is not the text the gold counts in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.read.dispatch import read_document
from ingest.read.source import Source
from kb.evidence.extract import extract
from kb.evidence.model import Recommendation
from kb.model import Document
from kb.span import Span
from tests.bench.gold import SHARED


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold recommendation with its places in the document that was read."""

    name: str
    places: tuple[Span, ...]
    actors: frozenset[str]
    stance: str
    words: str


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
        tuple(span for w in wordings if (span := located(w, text))),
        frozenset(actor_key(a) for a in entry["actor"]),
        entry["stance"],
        " ".join(entry["span"].split()),
    )


def located(words: str, text: str) -> Span | None:
    """Where ``words`` stand in ``text``, spacing and punctuation aside."""
    tokens = re.findall(r"\w+", words)
    match = re.search(r"\W+".join(map(re.escape, tokens)), text)
    return Span(match.start(), match.end()) if match else None


def actor_key(name: str) -> str:
    """An actor without what stands in brackets, articles and letter case."""
    plain = re.sub(r"\([^)]*\)", "", name).casefold().strip()
    aliases = {"us justice department": "justice department", "hhs": "health and human services"}
    return aliases.get(plain, plain)


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


def figures(items: list[Gold], found: list[Recommendation]) -> dict[str, float]:
    """Recall, precision, stance and actor, each from 0 to 1."""
    pairs = [(i, best(i, found)) for i in items]
    hit = [(i, r) for i, r in pairs if r]
    right = [r for r in found if any(matches(i, r) for i in items)]
    return {
        "recall": len(hit) / len(items),
        "precision": len(right) / max(len(found), 1),
        "stance": sum(r.stance == i.stance for i, r in hit) / max(len(hit), 1),
        "actor": sum(bool(i.actors & set(map(actor_key, r.actors))) for i, r in hit)
        / max(len(hit), 1),
    }


def brief_report(path: Path) -> Iterator[str]:
    """The lines of the table for the brief in one of its files."""
    doc = document(path)
    items, found = gold(doc.text), list(extract(doc))
    line = "  ".join(f"{k} {v:.3f}" for k, v in figures(items, found).items())
    yield f"{path.name:38} {len(found):3} found  {line}"
    for item in items:
        rec = best(item, found)
        if rec is None:
            yield f"    missed {item.name}: {item.words[:90]}"
            continue
        if rec.stance != item.stance:
            yield f"    stance {item.name}: {rec.stance} for {item.stance}"
        if not item.actors & set(map(actor_key, rec.actors)):
            yield f"    actor {item.name}: {rec.actors} for {sorted(item.actors)}"
    for rec in found:
        if not any(matches(i, rec) for i in items):
            yield f"    false: {' '.join(rec.text.split())[:110]}"


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
    briefs = SHARED / "documents/briefs"
    for name in ("quincy-2026-smarter-way.txt", "quincy-2026-smarter-way.pdf"):
        print("\n".join(brief_report(briefs / name)))
    print("\n".join(gao_report()))
    print("\n".join(mandate_report()))


if __name__ == "__main__":
    main()
