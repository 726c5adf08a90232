"""How right the first five suggested links are: ``python -m tests.bench.links``.

``judged_links.tsv`` holds our judgements of links from the six document folders and the digests,
in the exchange form, given by reading each in its place. Confirmed means that the passage bears on
the recommendation: the same action on the same thing, its authority, or a finding on it. Rejected
means that it does not, or says again what a better one says; the note begins with the kind of
fault. A link that nobody judged is counted apart.

Measured are the brief, on which linking was developed, and a brief of our own beside this file,
``brief_kept_apart.md``, written when the rules were made; it is ingested into a copy of the
library, so that it is no evidence for the other. What is not on record is passed over.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from kb.errors import UnknownDocument
from kb.evidence.evidence_map import MapMaker
from kb.evidence.exchange import read
from kb.evidence.judgement import Judgement
from kb.evidence.link import Linker
from kb.evidence.model import EvidenceLink, Recommendation, Relation, Status, link_id
from kb.evidence.store import EvidenceStore
from kb.home import home
from kb.library import Library
from kb.search.engine import Searcher

JUDGED = Path(__file__).with_name("judged_links.tsv")
BRIEFS = {
    "quincy-2026-smarter-way": "the brief, developed on",
    "evidencia-2026-11-27-fifteen-demands-two": "a brief of our own, kept apart",
}
FIRST = 5
Said = dict[tuple[str, str], Judgement]


def main() -> None:
    """Print precision, relations and contrary candidates for each brief on record."""
    library = Library.open(home(), create=False)
    maker = MapMaker(EvidenceStore(library, writes=False))
    said = {(j.rec_id, j.link_id): j for j in read(JUDGED.read_text(), JUDGED.name)}
    linker = Linker(Searcher(library))
    for brief, name in BRIEFS.items():
        try:
            doc_id, _ = maker.target(brief)
        except UnknownDocument:
            continue
        chosen = [r for r in maker.recommendations(doc_id) if r.on_record and _ours(r, brief)]
        if chosen:
            links = {r: [x for x in linker.link(r) if x.independent] for r in chosen}
            sys.stdout.write(_told(name, links, said))


def _ours(recommendation: Recommendation, brief: str) -> bool:
    return bool(recommendation.paraphrase) or brief.startswith("evidencia-")


def _told(name: str, links: dict[Recommendation, list[EvidenceLink]], said: Said) -> str:
    shown = [x for found in links.values() for x in found[:FIRST]]
    given = [(x, said.get((x.rec_id, link_id(x.rec_id, x.doc_id, x.text)))) for x in shown]
    right = [(x, j) for x, j in given if j is not None and j.status is Status.CONFIRMED]
    judged = sum(j is not None for _, j in given) or 1
    mere = sum(j.relation is Relation.BACKGROUND for _, j in right)
    related = sum(x.relation is j.relation for x, j in right) / (len(right) or 1)
    contrary = sum(any(x.contrary for x in found) for found in links.values())
    faults = Counter(
        j.note.split(":")[0] for _, j in given if j is not None and j.status is Status.REJECTED
    )
    return (
        f"{name}: {len(links)} recommendations, {sum(bool(f) for f in links.values())} of them "
        f"with links; {len(shown)} links among the first five, {len(right)} right ({mere} as "
        f"background), {sum(j is None for _, j in given)} not judged\n"
        f"  precision of those judged {len(right) / judged:.2f}, of five places "
        f"{len(right) / (FIRST * len(links)):.2f}; relation right for {related:.2f}; contrary "
        f"candidates for {contrary}; wrong: {dict(faults.most_common())}\n"
    )


if __name__ == "__main__":
    main()
