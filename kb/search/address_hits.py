"""The passages and documents that the addresses in a query name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
from kb.statutes.address_book import laws_of, number_of
from kb.statutes.bare_heading import is_bare_heading
from kb.statutes.resolve import keys_of
from kb.text.language import without_accents, words_of

if TYPE_CHECKING:
    from kb.models import Metadata
    from kb.statutes.resolve import ActKeys
    from kb.store import DocumentSummary, Library
    from kb.store.records import AddressRow, StoredPassage

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
    sections = _StoredSections(library, [a.section for a in addresses if a.section])
    pages: Mapping[str, tuple[tuple[str, Span], ...]] = {}
    if any(a.kind is AddressKind.STATUTES for a in addresses):
        pages = library.statute_pages()
    keys = library.act_keys()
    laws = {i: laws_of(s.address for s in listed) for i, listed in sections.asked.items()}
    return AddressBook(
        (
            DocumentRef(
                s.doc_id, s.metadata, (), pages.get(s.doc_id, ()),
                _with_laws(keys.get(s.doc_id), s.metadata, laws.get(s.doc_id, frozenset())),
            )
            for s in summaries
        ),
        sections,
    )  # fmt: skip


def _with_laws(keys: ActKeys | None, metadata: Metadata, laws: frozenset[str]) -> ActKeys:
    """The names of a document, of which some sections that are asked for may name other laws than
    its whole sections do."""
    if keys is None or not laws <= keys.laws:
        return keys_of(metadata, laws | (keys.laws if keys else frozenset()))
    return keys


class _StoredSections:
    """The addressed sections in the library: those with the numbers asked for are read at once,
    others when a document is looked through."""

    def __init__(self, library: Library, units: Sequence[str]) -> None:
        self._library = library
        self._units = units
        self.asked: dict[str, list[SectionRef]] = defaultdict(list)
        for row in library.named_parts([unit.casefold() for unit in units]):
            self.asked[row.doc_id].append(_section(row))

    def numbered(self, number: str) -> Sequence[SectionRef]:
        """Those with that number, whatever its case."""
        every = (s for listed in self.asked.values() for s in listed)
        return [s for s in every if (number_of(s) or "").casefold() == number.casefold()]

    def of(self, doc_ids: Collection[str]) -> Sequence[SectionRef]:
        """All sections of these documents."""
        return [_section(row) for row in self._library.addresses(self._units, doc_ids)]


def _section(row: AddressRow) -> SectionRef:
    return SectionRef(row.doc_id, row.section_index, row.address, row.number, row.heading, row.span)


def only_addresses(query: Query, expansion: Expansion) -> bool:
    """True when a query has no words to search for besides its addresses."""
    spans = [a.span for a in query.addresses if a.span]
    named = {without_accents(w) for span in spans for w in words_of(span.of(query.text))}
    return all({without_accents(w) for w in words_of(g[0])} <= named for g in expansion.groups)
