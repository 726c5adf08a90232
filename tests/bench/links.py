"""How right the first five suggested links are: ``python -m tests.bench.links``.

``judged_links.tsv`` holds judgements of links from the six document folders and the digests to
the recommendations of the brief, given by reading each (recommendations in alphabetical order;
linking was developed on every second one, the others were kept for measuring). Confirmed means
that the passage bears on the recommendation; rejected that it does not, or says again what a
better one says. A link nobody judged is counted apart.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kb.evidence.evidence_map import MapMaker
from kb.evidence.exchange import read
from kb.evidence.link import Linker
from kb.evidence.model import Relation, Status, link_id
from kb.evidence.store import EvidenceStore
from kb.home import home
from kb.library import Library
from kb.search.engine import Searcher

JUDGED = Path(__file__).with_name("judged_links.tsv")
BRIEF = "quincy-2026-smarter-way"


def main() -> None:
    """Print P@5 for both halves, and how often contrary candidates were found."""
    library = Library.open(home(), create=False)
    maker = MapMaker(EvidenceStore(library, writes=False))
    said = {(j.rec_id, j.link_id): j for j in read(JUDGED.read_text(), JUDGED.name)}
    doc_id, _ = maker.target(BRIEF)
    chosen = sorted(
        (r for r in maker.recommendations(doc_id) if r.paraphrase), key=lambda r: r.rec_id
    )
    linker = Linker(Searcher(library))
    for name, half in (("developed on", chosen[0:30:2]), ("kept apart", chosen[1:30:2])):
        counts = {"confirmed": 0, "of them background": 0, "rejected": 0, "not judged": 0}
        contrary = 0
        for rec in half:
            links = [x for x in linker.link(rec) if x.independent]
            contrary += any(x.contrary for x in links)
            for x in links[:5]:
                j = said.get((rec.rec_id, link_id(rec.rec_id, x.doc_id, x.text)))
                if j is None:
                    counts["not judged"] += 1
                elif j.status is Status.CONFIRMED:
                    counts["confirmed"] += 1
                    counts["of them background"] += j.relation is Relation.BACKGROUND
                else:
                    counts["rejected"] += 1
        shown = sum(counts.values()) - counts["of them background"]
        sys.stdout.write(
            f"{name}: {len(half)} recommendations, {shown} links among the first five, {counts}\n"
            f"  precision of those shown {counts['confirmed'] / shown:.2f}, of five places "
            f"{counts['confirmed'] / (5 * len(half)):.2f}; contrary candidates for {contrary}\n"
        )


if __name__ == "__main__":
    main()
