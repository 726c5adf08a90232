"""How right the first five suggested links are: ``python -m tests.bench.links``.

``judged_links.tsv`` holds our judgements of links from the six document folders and the digests,
in the exchange form, given by reading each in its place. Confirmed means that the passage bears on
the recommendation: the same action on the same thing, its authority, or a finding on it. Rejected
means that it does not, or says again what a better one says; the note begins with the kind of
fault. A link that nobody judged is counted apart.

Measured are the brief, on which linking was developed, and three of our own in ``briefs/``, of which
the last was written and judged after the rules were made. Each is ingested into a copy of the
library, so that it is no evidence for another; a brief that is on record already is passed over.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.pipeline import run
from kb.encode.choose import load_encoder
from kb.evidence.evidence_map import MapMaker
from kb.evidence.exchange import read
from kb.evidence.link import Linker
from kb.evidence.model import EvidenceLink, Recommendation, Relation, Status, link_id
from kb.evidence.store import EvidenceStore
from kb.home import home, model_cache
from kb.library import Library
from kb.search.engine import Searcher

BY_ID = Path(__file__).with_name("judged_by_id.tsv")
JUDGED = Path(__file__).with_name("judged_links.tsv")
OURS = Path(__file__).with_name("briefs")
QUINCY = "quincy-2026-smarter-way"
IDS = {  # on record
    "fifteen_demands": "evidencia-2026-11-27-fifteen-demands-two",
    "proof_before_spending": "evidencia-2026-11-27-proof-before-spending-fight",
    "shared_duties": "evidencia-2026-11-27-shared-duties-written-down",
    "slower_tools": "evidencia-2026-11-27-slower-tools-shared-border",
}
FITTED = (QUINCY, "fifteen_demands", "proof_before_spending", "shared_duties")
APART = "slower_tools"
FIRST = 5
Said = dict[tuple[str, str], tuple[Status, Relation | None, str]]


def main() -> None:
    """Print precision, relations and contrary candidates for each brief."""
    said = judged()
    for brief in (*FITTED, APART):
        with with_brief(brief) as (library, maker):
            linker = Linker(Searcher(library))
            chosen = chosen_of(maker, brief)
            links = {r: [x for x in linker.link(r) if x.independent] for r in chosen}
        name = f"{brief} ({'kept apart' if brief == APART else 'developed on'})"
        sys.stdout.write(_told(name, links, said))


def judged() -> Said:
    """What we judged of each link: the status, the relation where it is on file, and the note.
    Those in ``judged_by_id.tsv`` lead into a brief whose sentences may not be carried: they are
    known by the id of the link, a hash of its words."""
    said: Said = {
        (j.rec_id, j.link_id): (j.status, j.relation, j.note)
        for j in read(JUDGED.read_text(), JUDGED.name)
    }
    for line in BY_ID.read_text().splitlines()[1:]:
        rec_id, link, status = line.split("\t")
        said[rec_id, link] = (Status(status), None, "not to the point:")
    return said


@contextmanager
def with_brief(brief: str) -> Iterator[tuple[Library, MapMaker]]:
    """The library with one brief of ours ingested besides, in a copy; or as it is for the brief
    that it holds."""
    if brief == QUINCY:
        library = Library.open(home(), create=False)
        yield library, MapMaker(EvidenceStore(library, writes=False))
        library.close()
        return
    with tempfile.TemporaryDirectory() as base:
        shutil.copytree(home(), Path(base) / "home")
        library = Library.open(Path(base) / "home", create=False)
        encoder = load_encoder(cache=model_cache(), notices=print)
        run(library, [OURS / f"{brief}.md"], encoder=encoder, jobs=1)
        yield library, MapMaker(EvidenceStore(library))
        library.close()


def chosen_of(maker: MapMaker, brief: str) -> list[Recommendation]:
    """The recommendations of a brief that are measured."""
    doc_id, _ = maker.target(brief if brief == QUINCY else IDS[brief])
    found = [r for r in maker.recommendations(doc_id) if r.on_record]
    return [r for r in found if r.paraphrase or brief != QUINCY]


def _told(name: str, links: dict[Recommendation, list[EvidenceLink]], said: Said) -> str:
    shown = [x for found in links.values() for x in found[:FIRST]]
    given = [(x, said.get((x.rec_id, link_id(x.rec_id, x.doc_id, x.text)))) for x in shown]
    right = [(x, j) for x, j in given if j is not None and j[0] is Status.CONFIRMED]
    related = [(x, j[1]) for x, j in right if j[1] is not None]
    judged_ = sum(j is not None for _, j in given) or 1
    mere = sum(relation is Relation.BACKGROUND for _, relation in related)
    alike = sum(x.relation is relation for x, relation in related) / (len(related) or 1)
    contrary = sum(any(x.contrary for x in found) for found in links.values())
    faults = Counter(
        j[2].split(":")[0] for _, j in given if j is not None and j[0] is Status.REJECTED
    )
    return (
        f"{name}: {len(links)} recommendations, {sum(bool(f) for f in links.values())} of them "
        f"with links; {len(shown)} links among the first five, {len(right)} right ({mere} as "
        f"background), {sum(j is None for _, j in given)} not judged\n"
        f"  precision of those judged {len(right) / judged_:.2f}, of five places "
        f"{len(right) / (FIRST * len(links)):.2f}; relation right for {alike:.2f}; contrary "
        f"candidates for {contrary}; wrong: {dict(faults.most_common())}\n"
    )


if __name__ == "__main__":
    main()
