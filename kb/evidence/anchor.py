"""Finds a judged quote again in a document that was read or cut anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.cite import locate
from kb.errors import UnknownDocument
from kb.evidence.judgement import Judgement
from kb.evidence.model import link_id
from kb.evidence.sources import work_id

if TYPE_CHECKING:
    from kb.library import Library
    from kb.model import Document


@dataclass(frozen=True, slots=True)
class Anchored:
    """A judgement where its quote stands now; ``moved`` when that is another place or file."""

    judgement: Judgement
    moved: bool


@dataclass(frozen=True, slots=True)
class Adrift:
    """A judgement whose quote is not on record, and why. It is listed, never dropped."""

    judgement: Judgement
    reason: str


class Anchors:
    """Anchors judgements in one library; documents are looked up by id, hash and work."""

    def __init__(self, library: Library) -> None:
        self._library = library
        summaries = library.documents()
        self._ids = {s.doc_id for s in summaries}
        self._by_hash = {s.sha256: s.doc_id for s in reversed(summaries)}
        self._by_work = {work_id(s): s.doc_id for s in reversed(summaries)}

    def anchor(self, judgement: Judgement) -> Anchored | Adrift:
        """The judgement with its quote found again, nearest to where it was read."""
        document = self._document(judgement)
        if document is None:
            return Adrift(judgement, f"the document {judgement.doc_id} is not on record")
        if judgement.span.of(document.text) == judgement.quote:
            return self._at(judgement, document, judgement)
        places = locate(judgement.quote, document)
        if not places:
            return Adrift(judgement, f"its quote does not stand in {document.doc_id} any more")
        span = min(places, key=lambda p: abs(p.start - judgement.span.start))
        return self._at(replace(judgement, span=span), document, judgement)

    def _document(self, judgement: Judgement) -> Document | None:
        doc_id = judgement.doc_id
        if doc_id not in self._ids:
            found = self._by_hash.get(judgement.sha256) or self._by_work.get(doc_id)
            if found is None:
                return None
            doc_id = found
        try:
            return self._library.document(doc_id)
        except UnknownDocument:
            return None

    def _at(self, found: Judgement, document: Document, before: Judgement) -> Anchored:
        now = replace(
            found,
            doc_id=document.doc_id,
            sha256=document.sha256,
            quote=found.span.of(document.text),
        )
        if now.doc_id != before.doc_id:
            now = replace(now, link_id=link_id(now.rec_id, now.doc_id, now.quote))
        return Anchored(now, now.span != before.span or now.doc_id != before.doc_id)
