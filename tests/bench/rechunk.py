"""Whether judgements outlive re-ingestion: ``python -m tests.bench.rechunk``.

Ingests the six document folders and the digests, judges passages spread over all of them beside
the judgements that are carried and those of ``judged_links.tsv``, ingests every document again
with other chunk sizes, and prints how many judgements are kept, where they stood, and lost. The
encoder is the fake one: where words stand does not depend on vectors.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ingest.options import IngestOptions
from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.judgement import Judgement
from kb.evidence.judgement_file import read
from kb.evidence.model import LinkStatus, Relation, link_id
from kb.evidence.store import EvidenceStore
from kb.resources import CORPUS
from kb.settings import ChunkSettings
from kb.store import Library
from tests.bench.gold import SHARED

BRIEF = "quincy-2026-smarter-way"
JUDGED = Path(__file__).with_name("judged_links.tsv")
FOLDERS = ("briefs", "evaluations", "reports", "statements", "statutes", "uslm")
EACH = 4  # passages judged in each document
SIZES = (ChunkSettings(target=90), ChunkSettings(target=230, overlap=40))


def main() -> None:
    paths = [*(SHARED / "documents" / f for f in FOLDERS), CORPUS / "digests"]
    with tempfile.TemporaryDirectory() as home:
        library = Library.open(Path(home))
        run(library, paths, encoder=FakeEncoder())
        store = EvidenceStore(library)
        store.judge(*read(JUDGED.read_text(), JUDGED.name), *_judged(library))
        before = _map(store)
        _tell("as ingested", library, before, before)
        for chunk in SIZES:
            report = run(library, paths, options=IngestOptions(chunk=chunk), encoder=FakeEncoder())
            again = sum(o.status == "updated" for o in report.outcomes)
            name = f"{again} documents again, {chunk.target} tokens, overlap {chunk.overlap}"
            _tell(name, library, before, _map(store))
        library.close()


def _judged(library: Library) -> Iterator[Judgement]:
    """Passages of every document, each judged for a recommendation of the brief."""
    some = random.Random(4)
    maker = MapMaker(EvidenceStore(library))
    ids = [r.rec_id for r in maker.recommendations(maker.target(BRIEF)[0])]
    for summary in library.documents():
        pieces = library.passages(summary.doc_id)
        for piece in some.sample(pieces, min(EACH, len(pieces))):
            rec_id = some.choice(ids)
            yield Judgement(
                rec_id, link_id(rec_id, summary.doc_id, piece.text), "bench", summary.doc_id,
                summary.sha256, piece.span, piece.text, some.choice(list(Relation)),
                LinkStatus.CONFIRMED, date.today().isoformat(),
            )  # fmt: skip


def _map(store: EvidenceStore) -> EvidenceMap:
    maker = MapMaker(store)
    return maker.make([maker.target(BRIEF)[0]])


def _tell(name: str, library: Library, before: EvidenceMap, now: EvidenceMap) -> None:
    kept, had = _links(now), _links(before)
    passages = sum(s.passages for s in library.documents())
    print(
        f"{name}: {passages:,} passages; {len(kept & had)} of {len(had)} judged links where they "
        f"stood, {len(had - kept)} elsewhere or lost, {len(now.orphaned)} judgements without a place",
        flush=True,
    )


def _links(found: EvidenceMap) -> set[tuple[str, str, int, int, str]]:
    return {
        (x.rec_id, x.doc_id, x.span.start, x.span.end, x.status.value)
        for row in found.rows
        for x in row.links
        if x.judges
    }


if __name__ == "__main__":
    main()
