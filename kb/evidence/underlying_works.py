"""Which work a passage rests on, so that sources are counted and not documents.

A copy rests on the work it copies; a digest on the documents it cites there; a passage that
quotes the recommendation, or only reports the document that makes it, is no evidence for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kb.corpus.catalogue_match import recognise
from kb.evidence.search_words import search_words
from kb.models import Kind
from kb.recommend.model import Recommendation
from kb.search.fold_copies import work_of
from kb.search.near_duplicates import Shingles
from kb.settings import settings
from kb.store.records import DocumentSummary

_CITED = re.compile(r"\[([a-z0-9][\w.-]*(?:[ ,;][^\[\]]*)?)\]")
_MARK = re.compile(r" ?\[[a-z0-9]+-[^\[\]]*\]")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9.]+)+")


def cited_in(text: str) -> tuple[str, ...]:
    """The ids of documents that a digest's text cites, in order, each once."""
    ids = (m.group() for m in (_ID.match(p) for p in marks_in(text)) if m)
    return tuple(dict.fromkeys(ids))


def marks_in(text: str) -> tuple[str, ...]:
    """What is in the source marks of a digest's text: ids, some with the section of a law."""
    return tuple(p.strip() for found in _CITED.findall(text) for p in found.split(";"))


def without_marks(text: str) -> str:
    """A digest's text without its source marks: an id is no word of the text."""
    return _MARK.sub("", text)


@lru_cache(maxsize=8192)
def work_id(summary: DocumentSummary) -> str:
    """The work a document is a copy of: its id in the catalogue, else its number or title."""
    entry = recognise(summary.metadata, summary.doc_id)
    return entry.id if entry else work_of(summary)


def sources_of(text: str, summary: DocumentSummary) -> tuple[str, ...]:
    """The works a passage of this document rests on."""
    cited = cited_in(text) if summary.metadata.kind is Kind.DIGEST else ()
    return cited or (work_id(summary),)


class Origin:
    """The document a recommendation is from, with its copies in the library."""

    def __init__(
        self, recommendation: Recommendation, summaries: Mapping[str, DocumentSummary]
    ) -> None:
        self._limits = settings().links.dedup
        self._shingles = Shingles.of(recommendation.text)
        own = summaries.get(recommendation.doc_id)
        self._work = work_id(own) if own else recommendation.doc_id
        copies = [s.doc_id for s in summaries.values() if work_id(s) == self._work]
        self._ids = {recommendation.doc_id, self._work, *copies}

    def holds(self, summary: DocumentSummary) -> bool:
        """True for the recommending document itself and its copies."""
        return summary.doc_id in self._ids

    def is_no_evidence(self, text: str, summary: DocumentSummary) -> bool:
        """True where a passage only reports the recommending document, or only says what a
        digest's catalogue holds."""
        return self.is_reported_by(text, summary) or self.is_about_catalogue(text, summary)

    @staticmethod
    def is_about_catalogue(text: str, summary: DocumentSummary) -> bool:
        """True for a digest's sentence on what its catalogue lacks or what was not read: that is
        a gap in the library, not a finding about the world."""
        remark = search_words().catalogue_remark
        return summary.metadata.kind is Kind.DIGEST and bool(remark.search(text))

    def is_reported_by(self, text: str, summary: DocumentSummary) -> bool:
        """True where a passage quotes the recommendation, or cites nothing but its document."""
        limits = self._limits
        long_enough = len(text) > limits.quoted_length
        if long_enough and self._shingles.shared(Shingles.of(text)) >= limits.quoted:
            return True
        cited = cited_in(text) if summary.metadata.kind is Kind.DIGEST else ()
        return bool(cited) and self._ids.issuperset(cited)

    def is_cited_in(self, text: str, summary: DocumentSummary) -> bool:
        """True where a digest's passage cites the recommending document, perhaps beside others:
        it compares what that document says with something else."""
        cited = cited_in(text) if summary.metadata.kind is Kind.DIGEST else ()
        return not self._ids.isdisjoint(cited)
