"""Judges hits by spans: where the gold quotes are in the library, and which hits hold them.

Gold is words in a file, not passages, so it stays valid however documents are cut. A gold file
stands for every document of its work in the library (a law as PDF and as text).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import PurePath

from kb.cite.relocate import locate
from kb.evaluation.documents import DocumentNames
from kb.evaluation.runs import FoundSpan, Quotation
from kb.evaluation.topics import GoldQuote, Need, Topic
from kb.search.fold_copies import work_of
from kb.span import Span
from kb.store import Library

ENOUGH = 0.5  # share of a quote that a hit holds where the hit's edge cuts the quote


def holds(hit: Span, quote: Span) -> bool:
    """True where the hit covers the quote, is wholly inside it, or holds at least half of it."""
    if hit.contains(quote) or (len(hit) and quote.contains(hit)):
        return True
    shared = min(hit.end, quote.end) - max(hit.start, quote.start)
    return shared >= ENOUGH * len(quote)


class Judge:
    """Says for the topics of one evaluation which hits are right, in one library."""

    def __init__(self, library: Library, topics: Sequence[Topic]) -> None:
        self.names = DocumentNames(library)
        self._library = library
        self._documents: dict[str, frozenset[str]] = {}
        self._places: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._locate_all(topics)

    def needs(self, topic: Topic) -> tuple[tuple[GoldQuote, ...], ...]:
        """The needs of a topic, each the quotes that meet it; those whose files are not in the
        library are left out."""
        known = [g for g in topic.gold if self.documents_of(g.file)]
        if topic.need is Need.ALL:
            return tuple((g,) for g in known)
        if topic.need is Need.ALL_DOCS:
            by_work: dict[frozenset[str], list[GoldQuote]] = defaultdict(list)
            for gold in known:
                by_work[self.documents_of(gold.file)].append(gold)
            return tuple(map(tuple, by_work.values()))
        return (tuple(known),) if known else ()

    def is_right(self, need: Iterable[GoldQuote], hit: FoundSpan) -> bool:
        """True where the hit holds one of the quotes of ``need``."""
        span = Span(hit.start, hit.end)
        return any(holds(span, place) for g in need for place in self._of_hit(g, hit))

    def overlaps_gold(self, topic: Topic, quotation: Quotation) -> bool:
        """True where a quotation of an answer shares characters with a gold quote."""
        span = Span(quotation.start, quotation.end)
        hit = FoundSpan(quotation.doc_id, quotation.start, quotation.end)
        return any(span.overlaps(place) for g in topic.gold for place in self._of_hit(g, hit))

    def right_documents(self, topic: Topic) -> frozenset[str]:
        """The documents that the gold is in, and other forms of the same works."""
        return frozenset(d for g in topic.gold for d in self.documents_of(g.file))

    def documents_of(self, file: str) -> frozenset[str]:
        """The documents of a gold file: those that were read from it, and the others of their
        works. Empty where the library has none."""
        if file not in self._documents:
            wanted = PurePath(file).parts
            works = {
                self._work[doc_id]
                for path, doc_id in self._read_from
                if path[-len(wanted) :] == wanted and doc_id in self._work
            }
            self._documents[file] = frozenset(d for w in works for d in self._of_work[w])
        return self._documents[file]

    def has_quote(self, gold: GoldQuote) -> bool:
        """True where the words of a gold quote are in a document of its file."""
        return any(self._in_document(gold.quote, d) for d in self.documents_of(gold.file))

    def can_judge(self, topic: Topic) -> bool:
        """True where the library has something that is known to be relevant."""
        if topic.gold:
            return bool(self.right_documents(topic))
        return any(grade > 0 and self.names.has(n) for n, grade in topic.relevance.items())

    # -- where quotes are ----------------------------------------------------------------------

    def _of_hit(self, gold: GoldQuote, hit: FoundSpan) -> tuple[Span, ...]:
        """The places of a gold quote in the document of a hit, where that is a right document or
        the hit stands for a copy in one."""
        right = self.documents_of(gold.file)
        if hit.doc_id in right or right.intersection(hit.copies):
            return self._in_document(gold.quote, hit.doc_id)
        return ()

    def _in_document(self, quote: str, doc_id: str) -> tuple[Span, ...]:
        key = (quote, doc_id)
        if key not in self._places:
            known = doc_id in self._work
            self._places[key] = (
                tuple(locate(quote, self._library.document(doc_id))) if known else ()
            )
        return self._places[key]

    def _locate_all(self, topics: Sequence[Topic]) -> None:
        """Locate every quote, document by document: the normal form of few documents is kept."""
        wanted = {
            (doc_id, gold.quote)
            for topic in topics
            for gold in topic.gold
            for doc_id in self.documents_of(gold.file)
        }
        for doc_id, quote in sorted(wanted):
            self._in_document(quote, doc_id)

    @cached_property
    def _work(self) -> dict[str, str]:
        return {s.doc_id: work_of(s) for s in self._library.documents()}

    @cached_property
    def _of_work(self) -> dict[str, list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for doc_id, work in self._work.items():
            members[work].append(doc_id)
        return members

    @cached_property
    def _read_from(self) -> list[tuple[tuple[str, ...], str]]:
        states = self._library.sources().values()
        return [(PurePath(s.path).parts, s.doc_id) for s in states if s.doc_id]
