"""The passages and documents that the addresses in a query name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.search import other_names
from kb.search.expansion import Expansion
from kb.search.query import Query
from kb.span import Span
from kb.statutes import (
    Address,
    AddressBook,
    AddressKind,
    DocumentRef,
    Resolved,
    SectionRef,
    Unresolved,
)
from kb.statutes.bare_heading import is_bare_heading
from kb.text.language import without_accents, words_of

if TYPE_CHECKING:
    from kb.store import DocumentSummary, Library
    from kb.store.records import StoredPassage

_HEADING = 400  # characters; no heading is longer


@dataclass(frozen=True, slots=True)
class AddressedPassages:
    """What the addresses name: ``passages`` of the sections (id to place in reading order) and
    whole ``documents``. ``unresolved`` are addresses that are not in the library; ``notices`` are
    for the reader."""

    passages: dict[str, int]
    documents: frozenset[str]
    notices: tuple[str, ...]
    unresolved: tuple[Unresolved, ...]


def resolve_addresses(
    library: Library, addresses: Sequence[Address], summaries: Sequence[DocumentSummary]
) -> AddressedPassages:
    """Resolve ``addresses`` in the library."""
    if not addresses:
        return AddressedPassages({}, frozenset(), (), ())
    book = _book(library, addresses, summaries)
    passages: dict[str, int] = {}
    documents: set[str] = set()
    notices: list[str] = []
    unresolved: list[Unresolved] = []
    for address in addresses:
        found = other_names.resolve(library, book, address)
        if isinstance(found, Resolved):
            notices += found.notices
            for target in found.targets:
                if target.span is None:
                    documents.add(target.doc_id)
                else:
                    for passage in _text_of(library, target.doc_id, target.span):
                        passages.setdefault(passage.passage_id, len(passages))
        else:
            unresolved.append(found)
            if address.kind is not AddressKind.ACT or (address.act and address.act.law):
                notices.append(found.reason)
    return AddressedPassages(passages, frozenset(documents), tuple(notices), tuple(unresolved))


def _text_of(library: Library, doc_id: str, span: Span) -> Sequence[StoredPassage]:
    """The passages in ``span`` in order, without bare headings of sections where there is more."""
    found = library.passages_in(doc_id, span)
    short = {p.section for p in found if p.section is not None and len(p.text) <= _HEADING}
    sections = library.sections_at(doc_id, short) if short and len(found) > 1 else {}

    def is_bare(passage: StoredPassage) -> bool:
        of = sections.get(passage.section)
        return of is not None and is_bare_heading(passage.text, of.number or "", of.heading)

    return [p for p in found if not is_bare(p)] or found


def _book(
    library: Library, addresses: Sequence[Address], summaries: Sequence[DocumentSummary]
) -> AddressBook:
    units = [a.section for a in addresses if a.section]
    sections: dict[str, list[SectionRef]] = defaultdict(list)
    for row in library.addresses(units):
        sections[row.doc_id].append(
            SectionRef(
                row.doc_id, row.section_index, row.address, row.number, row.heading, row.span
            )
        )
    pages = any(a.kind is AddressKind.STATUTES for a in addresses)
    return AddressBook(
        DocumentRef(
            s.doc_id,
            s.metadata,
            tuple(sections.get(s.doc_id, ())),
            _pages(library, s.doc_id) if pages and s.pages else (),
        )
        for s in summaries
    )


def _pages(library: Library, doc_id: str) -> tuple[tuple[str, Span], ...]:
    document = library.document(doc_id)
    return tuple((p.label, p.spans[0]) for p in document.pages if p.label and p.spans)


def only_addresses(query: Query, expansion: Expansion) -> bool:
    """True when a query has no words to search for besides its addresses."""
    spans = [a.span for a in query.addresses if a.span]
    named = {without_accents(w) for span in spans for w in words_of(span.of(query.text))}
    return all({without_accents(w) for w in words_of(g[0])} <= named for g in expansion.groups)
