"""The recommendations, links and judgements that a library keeps.

Recommendations and links are made again when what they were made of has changed. Judgements are
made by people and stay, whatever happens to the documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, delete, insert, select

from kb.evidence import linker as linking
from kb.evidence.judgement import Judgement
from kb.evidence.judgement_alignment import replaced_keys, shown_under
from kb.evidence.judgement_file import ImportCounts
from kb.evidence.linker import Linker
from kb.evidence.model import EvidenceLink, LinkStatus, Relation
from kb.evidence.reanchor import Reanchorer
from kb.evidence.serialization import pack, unpack_links, unpack_recommendations
from kb.evidence.shipped_judgements import shipped
from kb.recommend import extractor
from kb.recommend.model import Recommendation
from kb.span import Span
from kb.store.schema import judgements, links, recommendations

if TYPE_CHECKING:
    from kb.store import Library


class EvidenceStore:
    """What the map keeps in one library. Where ``writes`` is false nothing is stored: what is
    missing is made and not kept."""

    def __init__(self, library: Library, *, writes: bool = True) -> None:
        self.library = library
        self._writes = writes and library.writable

    # -- recommendations ---------------------------------------------------------------------

    def recommendations(self, doc_id: str) -> tuple[Recommendation, ...]:
        """What a document recommends or orders; extracted where that was not done yet, or where the
        document or the rules have changed. Raises ``UnknownDocument``."""
        document = self.library.document(doc_id)
        made_of = f"{document.sha256}|{document.generation}|{extractor.version}"
        table = recommendations
        with self.library.reading() as connection:
            row = connection.execute(select(table).where(table.c.doc_id == doc_id)).first()
        if row is not None and row.made_of == made_of:
            return unpack_recommendations(row.found)
        found = extractor.extract(document)
        if self._writes:
            values = {"doc_id": doc_id, "made_of": made_of, "found": pack(found)}
            with self.library.notes_transaction() as connection:
                connection.execute(delete(table).where(table.c.doc_id == doc_id))
                connection.execute(insert(table).values(values))
        return found

    def extracted_documents(self) -> tuple[str, ...]:
        """Ids of the documents in the library whose recommendations were extracted."""
        with self.library.reading() as connection:
            found = connection.execute(select(recommendations.c.doc_id)).scalars().all()
        return tuple(sorted({s.doc_id for s in self.library.documents()} & set(found)))

    # -- links -------------------------------------------------------------------------------

    def links(self, rec_id: str) -> tuple[EvidenceLink, ...] | None:
        """The links suggested for a recommendation when it was last linked; ``None`` where it never
        was, or was by older rules."""
        with self.library.reading() as connection:
            row = connection.execute(select(links).where(links.c.rec_id == rec_id)).first()
        if row is None or not row.made_of.startswith(f"{linking.RULES}|"):
            return None
        return unpack_links(row.found)

    def stale_count(self, rec_ids: set[str]) -> int:
        """How many of these were linked before the library last changed."""
        with self.library.reading() as connection:
            rows = connection.execute(select(links.c.rec_id, links.c.made_of)).all()
        now = self._links_made_of()
        return sum(1 for r in rows if r.rec_id in rec_ids and r.made_of != now)

    def link(self, recommendation: Recommendation, linker: Linker) -> tuple[EvidenceLink, ...]:
        """Link a recommendation, unless that was done since the library last changed."""
        rec_id, made_of = recommendation.rec_id, self._links_made_of()
        with self.library.reading() as connection:
            row = connection.execute(select(links).where(links.c.rec_id == rec_id)).first()
        if row is not None and row.made_of == made_of:
            return unpack_links(row.found)
        found = linker.link(recommendation)
        if self._writes:
            values = {"rec_id": rec_id, "made_of": made_of, "found": pack(found)}
            with self.library.notes_transaction() as connection:
                connection.execute(delete(links).where(links.c.rec_id == rec_id))
                connection.execute(insert(links).values(values))
        return found

    def _links_made_of(self) -> str:
        return f"{linking.RULES}|{self.library.version()}"

    def fingerprint(self) -> str:
        """A text that changes whenever the map would: the key of a cached map."""
        with self.library.reading() as connection:
            linked = connection.execute(select(links.c.rec_id, links.c.made_of)).all()
            read = connection.execute(select(recommendations.c.doc_id, recommendations.c.made_of))
            judged = connection.execute(select(judgements)).all()
            whole = repr(
                (sorted(map(tuple, linked)), sorted(map(tuple, read)), sorted(map(tuple, judged)))
            )
        return f"{self.library.version()}-{hashlib.sha256(whole.encode()).hexdigest()[:16]}"

    # -- judgements --------------------------------------------------------------------------

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, by recommendation, link and judge."""
        order = (judgements.c.rec_id, judgements.c.link_id, judgements.c.judge)
        with self.library.reading() as connection:
            rows = connection.execute(select(judgements).order_by(*order)).all()
        return tuple(_judgement(dict(r._mapping)) for r in rows)

    def judge(self, *new: Judgement) -> None:
        """Keep judgements. Each replaces the same judge's earlier one of the same words for the
        same recommendation, whatever ids these had then."""
        kept = [j for j in self.judgements() if j.judge in {n.judge for n in new}]
        replaced = replaced_keys(new, kept, Reanchorer(self.library)) if kept else set()
        with self.library.notes_transaction() as connection:
            for key in replaced:
                connection.execute(delete(judgements).where(_same(key)))
            for judgement in new:
                connection.execute(delete(judgements).where(_same(judgement.key)))
                connection.execute(insert(judgements).values(_row(judgement)))

    def import_judgements(self, judged: Sequence[Judgement]) -> ImportCounts:
        """Keep judgements that were read from a file. One that the library has already keeps the
        statement of its recommendation, which a file does not hold."""
        before = {j.key: j for j in self.judgements()}
        whole = [
            replace(j, rec_quote=j.rec_quote or before[j.key].rec_quote) if j.key in before else j
            for j in judged
        ]
        new = sum(j.key not in before for j in whole)
        same = sum(before.get(j.key) == j for j in whole)
        self.judge(*(j for j in whole if before.get(j.key) != j))
        return ImportCounts(new, len(whole) - new - same, same)

    def withdraw(self, key: tuple[str, str, str]) -> Judgement | None:
        """Delete a judgement, given as recommendation, link and judge. Returns what was deleted,
        or ``None`` where there was none."""
        found = shown_under(key, self.judgements(), shipped(), Reanchorer(self.library))
        with self.library.notes_transaction() as connection:
            for judgement in found:
                connection.execute(delete(judgements).where(_same(judgement.key)))
        return found[0] if found else None


def _same(key: tuple[str, str, str]) -> ColumnElement[bool]:
    rec_id, link_id, judge = key
    c = judgements.c
    return (c.rec_id == rec_id) & (c.link_id == link_id) & (c.judge == judge)


def _row(judgement: Judgement) -> dict[str, object]:
    return {
        "rec_id": judgement.rec_id,
        "link_id": judgement.link_id,
        "judge": judgement.judge,
        "rec_quote": judgement.rec_quote,
        "doc_id": judgement.doc_id,
        "sha256": judgement.sha256,
        "start": judgement.span.start,
        "end": judgement.span.end,
        "quote": judgement.quote,
        "relation": judgement.relation.value,
        "status": judgement.status.value,
        "date": judgement.date,
        "note": judgement.note,
    }


def _judgement(row: dict[str, object]) -> Judgement:
    span = Span(int(str(row.pop("start"))), int(str(row.pop("end"))))
    relation, status = Relation(str(row.pop("relation"))), LinkStatus(str(row.pop("status")))
    return Judgement(span=span, relation=relation, status=status, **row)  # type: ignore[arg-type]
