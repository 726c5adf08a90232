"""Finds a judged quote again in a document that was read or cut anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.cite import PinCite, VerificationStatus, locate, verify
from kb.errors import UnknownDocument
from kb.evidence.judgement import Judgement
from kb.evidence.model import link_id
from kb.evidence.underlying_works import work_id
from kb.models import Kind

if TYPE_CHECKING:
    from kb.models import Document
    from kb.store import Library

_CHANGED = 0.9  # likeness from which a near match is the quote with a few words changed
_DATE = re.compile(r"-\d{4}(?:-\d{2}){0,2}-")


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
    """Anchors judgements in one library; documents are looked up by id, hash, work and edition."""

    def __init__(self, library: Library) -> None:
        self._library = library
        summaries = library.documents()
        self._ids = {s.doc_id for s in summaries}
        self._by_hash = {s.sha256: s.doc_id for s in reversed(summaries)}
        self._by_work = {work_id(s): s.doc_id for s in reversed(summaries)}
        digests = [s.doc_id for s in reversed(summaries) if s.metadata.kind is Kind.DIGEST]
        self._by_edition = {_edition(d): d for d in digests}

    def anchor(self, judgement: Judgement) -> Anchored | Adrift:
        """The judgement with its quote found again, nearest to where it was read: in the same
        file, else in the document of that id, else in another copy of the work, or in another
        edition of a digest."""
        documents = list(self._documents(judgement))
        if not documents:
            return Adrift(judgement, f"the document {judgement.doc_id} is not on record")
        for document in documents:
            if judgement.span.of(document.text) == judgement.quote:
                return _at(judgement, document, judgement)
            places = locate(judgement.quote, document)
            if places:
                span = min(places, key=lambda p: abs(p.start - judgement.span.start))
                return _at(replace(judgement, span=span), document, judgement)
        return Adrift(judgement, _why_not(judgement, documents[0]))

    def _candidates(self, judgement: Judgement) -> tuple[str, ...]:
        doc_id = judgement.doc_id
        found = (
            self._by_hash.get(judgement.sha256),
            doc_id if doc_id in self._ids else None,
            self._by_work.get(doc_id),
            self._by_edition.get(_edition(doc_id)),
        )
        return tuple(dict.fromkeys(d for d in found if d is not None))

    def _documents(self, judgement: Judgement) -> Iterator[Document]:
        for doc_id in self._candidates(judgement):
            with suppress(UnknownDocument):  # it was removed since the ids were read
                yield self._library.document(doc_id)


def _at(found: Judgement, document: Document, before: Judgement) -> Anchored:
    now = replace(
        found,
        doc_id=document.doc_id,
        sha256=document.sha256,
        quote=found.span.of(document.text),
    )
    if now.doc_id != before.doc_id:
        now = replace(now, link_id=link_id(now.rec_id, now.doc_id, now.quote))
    return Anchored(now, now.span != before.span or now.doc_id != before.doc_id)


def _edition(doc_id: str) -> str:
    """An id without its date. Only digests are followed so: of a law or a report, the one of
    another year is another document, however alike."""
    return _DATE.sub("-", f"-{doc_id}-")


def _why_not(judgement: Judgement, document: Document) -> str:
    """Why a quote has no place in a document: its words were changed, or are gone."""
    cite = PinCite(document.doc_id, judgement.sha256, judgement.span, judgement.quote)
    found = verify(cite, document)
    if found.status is VerificationStatus.ALTERED and found.similarity >= _CHANGED:
        changed = "; ".join(found.differences[:3])
        return f"its words were changed in {document.doc_id}: {changed}"
    return f"its quote does not stand in {document.doc_id} any more"
