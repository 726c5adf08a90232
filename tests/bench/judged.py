"""Links that were judged, and the briefs they belong to.

``judged_links.tsv`` holds our judgements of links from the six document folders and the digests,
in the exchange form. Confirmed means that the passage bears on the recommendation: the same action
on the same thing, its authority, or a finding on it. Rejected means that it does not, or says again
what a better one says; the note begins with the kind of fault where that was told apart. The first
were given by reading each in its place, with its relation; those whose note says so were read as
they stand in a list of candidates, and their relation is only what was suggested.
``judged_by_id.tsv`` holds those of links into a brief whose sentences may not be carried: they are
known by the id of the link, a hash of its words.

The brief is among the documents; four of our own lie in ``briefs/``. Each of those is ingested into
a copy of the library of its own, so that it is no evidence for another.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.pipeline import run
from kb.encode.selection import load_encoder
from kb.evidence.evidence_map import MapMaker
from kb.evidence.judgement_file import read
from kb.evidence.model import LinkStatus, Relation
from kb.evidence.store import EvidenceStore
from kb.recommend.model import Recommendation
from kb.settings import home, model_cache
from kb.store import Library

HERE = Path(__file__).parent
OURS = HERE / "briefs"
QUINCY = "quincy-2026-smarter-way"
FITTED = (QUINCY, "fifteen_demands", "proof_before_spending", "shared_duties")
APART = "slower_tools"
_IN_A_LIST = "read in a list"


@dataclass(frozen=True)
class Said:
    """What we said of a link: whether it is right, its relation where that was judged, and what
    is wrong with it otherwise."""

    right: bool
    relation: Relation | None
    fault: str


Judged = Mapping[tuple[str, str], Said]  # by recommendation and link


def judged() -> Judged:
    """Our judgements."""
    said = {}
    path = HERE / "judged_links.tsv"
    for j in read(path.read_text(), path.name):
        right = j.status is LinkStatus.CONFIRMED
        relation = j.relation if right and _IN_A_LIST not in j.note else None
        said[j.rec_id, j.link_id] = Said(right, relation, "" if right else j.note.split(":")[0])
    for line in (HERE / "judged_by_id.tsv").read_text().splitlines()[1:]:
        rec_id, link, status = line.split("\t")
        right = status == LinkStatus.CONFIRMED.value
        said[rec_id, link] = Said(right, None, "" if right else "not to the point")
    return said


@contextmanager
def recommendations_of(brief: str) -> Iterator[tuple[Library, list[Recommendation]]]:
    """A library that holds ``brief`` and none of the others of ours, and what it recommends;
    nothing for the brief that may not be carried where it is not on record."""
    with tempfile.TemporaryDirectory() as base:
        if brief == QUINCY:
            library, doc_id = Library.open(home(), create=False), QUINCY
        else:
            shutil.copytree(home(), Path(base) / "home")
            library = Library.open(Path(base) / "home", create=False)
            encoder = load_encoder(cache=model_cache(), notices=print)
            report = run(library, [OURS / f"{brief}.md"], encoder=encoder, jobs=1)
            doc_id = report.outcomes[0].doc_id or ""
        try:
            maker = MapMaker(EvidenceStore(library, writes=brief != QUINCY))
            found = [r for r in maker.recommendations(maker.target(doc_id)[0]) if r.in_library]
            yield library, [r for r in found if r.paraphrase or brief != QUINCY]
        finally:
            library.close()
