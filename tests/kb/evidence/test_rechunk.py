"""Judgements survive ingestion: other chunk sizes, changed documents, other ids, none at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.options import IngestOptions
from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.judgement import Judgement
from kb.evidence.model import EvidenceLink, LinkStatus, Relation, link_id
from kb.evidence.store import EvidenceStore
from kb.settings import ChunkSettings
from kb.span import Span
from kb.store import Library

BRIEF = """---
title: Lamps for the border
kind: brief
---
# Lamps for the border

## Recommendations

Congress should fund an audit of the lamp programme in Mexico every year.

The State Department should not buy all lamps from one maker.
"""
SENTENCES = [
    f"In the year {year} the office counted {year - 1960} lamps at crossing {chr(65 + n % 26)} and "
    f"found that {n + 3} of them had failed within {n + 1} months of delivery."
    for n, year in enumerate(range(1990, 2030))
]
REPORT = "# Evaluation of the lamp programme\n\n" + "\n\n".join(
    " ".join(SENTENCES[i : i + 5]) for i in range(0, 40, 5)
)
STATUTE = """[118th Congress Public Law 31]

An Act

To provide for lamps.

SECTION 1. LAMPS AT CROSSINGS.

    (a) In General.--The Secretary of State may buy lamps for crossings.
    (b) Audit.--The Comptroller General shall audit the lamps every year, and shall look at
the number of lamps bought, the number that failed, and the months until each failed.
"""
SIZES = (ChunkSettings(target=45, least=5), ChunkSettings(target=120, overlap=40))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "docs"
    place.mkdir()
    (place / "brief.md").write_text(BRIEF)
    (place / "report.md").write_text(REPORT)
    (place / "law.txt").write_text(STATUTE)
    return place


def _ingest(
    library: Library, folder: Path, chunk: ChunkSettings | None = None, *, prune: bool = False
) -> int:
    """Ingest; how many passages there are now."""
    options = IngestOptions(chunk=chunk or ChunkSettings())
    run(library, [folder], encoder=FakeEncoder(), jobs=1, options=options, prune=prune)
    return sum(d.passages for d in library.documents())


def _id(library: Library, title: str) -> str:
    return next(d.doc_id for d in library.documents() if title in d.metadata.title)


def _map(library: Library) -> EvidenceMap:
    maker = MapMaker(EvidenceStore(library))
    return maker.make([_id(library, "Lamps for the border")])


def _judge_all(library: Library) -> list[Judgement]:
    """Judgements of spans that begin and end anywhere: sentences, whole passages, several."""
    rec_id = _map(library).rows[0].recommendation.rec_id
    made = []
    for summary in library.documents():
        document = library.document(summary.doc_id)
        spans = [p.span for p in library.passages(summary.doc_id)]
        quotes = {s.of(document.text) for s in spans} | {
            s for s in (*SENTENCES[::7], " ".join(SENTENCES[5:8])) if s in document.text
        }
        for quote in sorted(quotes):
            start = document.text.index(quote)
            span = Span(start, start + len(quote))
            made.append(
                Judgement(
                    rec_id, link_id(rec_id, summary.doc_id, quote), f"J{len(made)}", summary.doc_id,
                    summary.sha256, span, quote, Relation.SUPPORTS, LinkStatus.CONFIRMED,
                    date(2031, 1, 2).isoformat(), rec_quote="Congress should fund an audit",
                )
            )  # fmt: skip
    EvidenceStore(library).judge(*made)
    return made


def _words(text: str) -> str:
    return " ".join(text.split())


def _shown(found: EvidenceMap) -> dict[str, EvidenceLink]:
    """Links by their judges."""
    return {judge: x for r in found.rows for x in r.links for judge in x.judges}


def test_another_chunk_size_keeps_every_judgement_at_its_place(
    tmp_path: Path, folder: Path
) -> None:
    library = Library.open(tmp_path / "home")
    counts = [_ingest(library, folder)]
    judged = _judge_all(library)
    before = _shown(_map(library))
    assert set(before) == {j.judge for j in judged}
    assert len(judged) > 8
    for chunk in SIZES:
        counts.append(_ingest(library, folder, chunk))
        found = _map(library)
        assert found.orphaned == ()
        assert _shown(found) == before
    assert len(set(counts)) == 3, "the documents were cut otherwise"
    library.close()


def test_a_changed_document_keeps_judgements_of_unchanged_words(
    tmp_path: Path, folder: Path
) -> None:
    library = Library.open(tmp_path / "home")
    _ingest(library, folder)
    judged = _judge_all(library)
    gone = SENTENCES[14]
    changed = REPORT.replace("# Evaluation of the lamp programme\n", "# Evaluation of the lamp programme\n\nA new preface, of some length.\n").replace(gone, "")  # fmt: skip
    (folder / "report.md").write_text(changed)
    _ingest(library, folder, ChunkSettings(target=60))
    found = _map(library)
    lost = {a.judgement.judge for a in found.orphaned}
    texts = {d.doc_id: _words(library.text(d.doc_id)) for d in library.documents()}
    assert lost == {j.judge for j in judged if _words(j.quote) not in texts[j.doc_id]}
    assert lost >= {j.judge for j in judged if gone in j.quote}
    assert 2 <= len(lost) < len(judged) / 2
    assert set(_shown(found)) == {j.judge for j in judged} - lost
    assert {j.judge for j in EvidenceStore(library).judgements()} == {j.judge for j in judged}
    report = library.document(_id(library, "Evaluation"))
    kept = [x for x in _shown(found).values() if x.doc_id == report.doc_id]
    assert kept
    assert all(x.span.of(report.text) == x.text for x in kept)


def test_a_document_that_comes_back_under_another_id_has_its_judgements_again(
    tmp_path: Path, folder: Path
) -> None:
    library = Library.open(tmp_path / "home")
    _ingest(library, folder)
    judged = _judge_all(library)
    report_id = _id(library, "Evaluation")
    about = {j.judge for j in judged if j.doc_id == report_id}
    (folder / "report.md").unlink()
    _ingest(library, folder, prune=True)
    found = _map(library)
    assert {a.judgement.judge for a in found.orphaned} == about
    assert {a.reason for a in found.orphaned} == {f"the document {report_id} is not in the library"}
    (folder / "again.md").write_text(REPORT)
    (folder / "again.md.meta.yaml").write_text("title: A study of lamps\n")
    _ingest(library, folder, ChunkSettings(target=60))
    found = _map(library)
    assert found.orphaned == ()
    now = _shown(found)
    assert set(now) == {j.judge for j in judged}
    new_id = _id(library, "A study of lamps")
    assert new_id != report_id
    assert {now[judge].doc_id for judge in about} == {new_id}


def test_a_brief_that_comes_back_under_another_id_keeps_the_judgements_of_its_recommendations(
    tmp_path: Path, folder: Path
) -> None:
    library = Library.open(tmp_path / "home")
    _ingest(library, folder)
    judged = [j for j in _judge_all(library) if j.doc_id == _id(library, "Evaluation")]
    (folder / "brief.md").rename(folder / "proposal.md")
    (folder / "proposal.md").write_text(
        BRIEF.replace("title: Lamps for the border", "title: A proposal")
    )
    _ingest(library, folder)
    maker = MapMaker(EvidenceStore(library))
    found = maker.make([_id(library, "A proposal")])
    assert {j.judge for j in judged} <= set(_shown(found))
