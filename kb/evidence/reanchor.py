"""Finds the quote of a judgement again after its document was ingested again or replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.cite import change, relocate
from kb.errors import UnknownDocument
from kb.evidence.judgement import Judgement
from kb.evidence.model import link_id
from kb.evidence.underlying_works import work_id
from kb.models import Kind
from kb.settings import settings

if TYPE_CHECKING:
    from kb.models import Document
    from kb.span import Span
    from kb.store import Library

_DATE = re.compile(r"-\d{4}(?:-\d{2}){0,2}-")


@dataclass(frozen=True, slots=True)
class AnchoredJudgement:
    """A judgement with the place of its quote as it is now. ``moved`` is set where that is
    another place or another document."""

    judgement: Judgement
    moved: bool


@dataclass(frozen=True, slots=True)
class OrphanedJudgement:
    """A judgement that has no place in the library any more, and why. It is listed, not
    dropped."""

    judgement: Judgement
    reason: str


class Reanchorer:
    """Finds the quotes of judgements in one library. Documents are looked up by the hash of
    their file, by id, by work, and by the edition of a digest."""

    def __init__(self, library: Library) -> None:
        self._library = library
        summaries = library.documents()
        self._ids = {s.doc_id for s in summaries}
        self._by_hash = {s.sha256: s.doc_id for s in reversed(summaries)}
        self._by_work = {work_id(s): s.doc_id for s in reversed(summaries)}
        digests = [s.doc_id for s in reversed(summaries) if s.metadata.kind is Kind.DIGEST]
        self._by_edition = {_without_date(d): d for d in digests}

    def anchor(self, judgement: Judgement) -> AnchoredJudgement | OrphanedJudgement:
        """The judgement at the place of its quote: in the same file, else in the document of that
        id, else in another copy of the work, or in another edition of a digest."""
        documents = list(self._documents(judgement))
        if not documents:
            return OrphanedJudgement(
                judgement, f"the document {judgement.doc_id} is not in the library"
            )
        for document in documents:
            found = relocate(judgement.quote, judgement.span, document)
            if found is not None:
                return _anchored(judgement, document, found.span)
        return OrphanedJudgement(judgement, _why_not(judgement, documents[0]))

    def _candidates(self, judgement: Judgement) -> tuple[str, ...]:
        doc_id = judgement.doc_id
        found = (
            self._by_hash.get(judgement.sha256),
            doc_id if doc_id in self._ids else None,
            self._by_work.get(doc_id),
            self._by_edition.get(_without_date(doc_id)),
        )
        return tuple(dict.fromkeys(d for d in found if d is not None))

    def _documents(self, judgement: Judgement) -> Iterator[Document]:
        for doc_id in self._candidates(judgement):
            with suppress(UnknownDocument):  # it was removed since the ids were read
                yield self._library.document(doc_id)


def _anchored(before: Judgement, document: Document, span: Span) -> AnchoredJudgement:
    now = replace(
        before,
        doc_id=document.doc_id,
        sha256=document.sha256,
        span=span,
        quote=span.of(document.text),
    )
    if now.doc_id != before.doc_id:
        now = replace(now, link_id=link_id(now.rec_id, now.doc_id, now.quote))
    return AnchoredJudgement(now, now.span != before.span or now.doc_id != before.doc_id)


def _without_date(doc_id: str) -> str:
    """An id without its date, which editions of a digest share. Laws and reports are not followed
    this way: the report of another year is another document, however similar."""
    return _DATE.sub("-", f"-{doc_id}-")


def _why_not(judgement: Judgement, document: Document) -> str:
    """Why a quote has no place in a document: its words were changed, or are gone."""
    found = change(judgement.quote, judgement.span, document)
    if found is not None and found.similarity >= settings().citations.same_quote:
        changed = "; ".join(found.differences[:3])
        return f"its words were changed in {document.doc_id}: {changed}"
    return f"its quote is not in {document.doc_id} any more"
