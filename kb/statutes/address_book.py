"""The address book: which documents and sections of the library an address names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.errors import QueryError
from kb.models import Metadata
from kb.span import Span
from kb.statutes import messages
from kb.statutes.model import Address, AddressKind
from kb.statutes.near_misses import near_numbers
from kb.statutes.parse import parse
from kb.statutes.resolve import (
    ActKeys,
    Resolution,
    Resolved,
    Target,
    Unresolved,
    keys_of,
    keys_of_law,
    same_number,
    within_agrees,
)

_UNIT = re.compile(r"(?:§|art\.) ([\w.-]+)(?=[(]|$)")
_LAW = re.compile(r"P\.L\. (\d+-\d+)")


@dataclass(frozen=True, slots=True)
class SectionRef:
    """One section of the library that has an address."""

    doc_id: str
    section_index: int
    address: str
    number: str | None
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """What the address book needs of a document. ``pages`` are its labelled pages, ``keys`` its
    names where they are known."""

    doc_id: str
    metadata: Metadata
    sections: tuple[SectionRef, ...] = ()
    pages: tuple[tuple[str, Span], ...] = ()
    keys: ActKeys | None = None


class Sections(Protocol):
    """The addressed sections of a library, by document and place. Few of them are looked at."""

    def numbered(self, number: str) -> Sequence[SectionRef]:
        """Those with that number, whatever its case."""
        ...

    def of(self, doc_ids: Collection[str]) -> Sequence[SectionRef]:
        """All sections of these documents."""
        ...


class ListedSections:
    """The sections that documents list."""

    def __init__(self, documents: Iterable[DocumentRef]) -> None:
        self._listed = [s for d in documents for s in d.sections]

    def numbered(self, number: str) -> Sequence[SectionRef]:
        """Those with that number, whatever its case."""
        return [s for s in self._listed if (number_of(s) or "").casefold() == number.casefold()]

    def of(self, doc_ids: Collection[str]) -> Sequence[SectionRef]:
        """All sections of these documents."""
        return [s for s in self._listed if s.doc_id in doc_ids]


def number_of(section: SectionRef) -> str | None:
    """The number of the section in its address: ``1311`` of ``P.L. 118-31, § 1311(a)``."""
    unit = _UNIT.search(section.address)
    return unit[1] if unit else None


def laws_of(addresses: Iterable[str]) -> frozenset[str]:
    """The public laws that addresses of sections name."""
    laws = (_LAW.search(address) for address in addresses if _UNIT.search(address))
    return frozenset(law[1] for law in laws if law)


class AddressBook:
    """Resolves addresses against the documents of a library and their ``sections``, by default
    those that the documents list."""

    def __init__(self, documents: Iterable[DocumentRef], sections: Sections | None = None) -> None:
        self._documents = {d.doc_id: d for d in documents}
        self._sections = sections or ListedSections(self._documents.values())
        self._keys = {
            d.doc_id: d.keys or keys_of(d.metadata, laws_of(s.address for s in d.sections))
            for d in self._documents.values()
        }

    def resolve(self, address: Address) -> Resolution:
        """The targets of ``address``, or why there is none."""
        if address.kind in (AddressKind.SECTION, AddressKind.ARTICLE):
            return self._section(address)
        if address.kind is AddressKind.PART:
            return self._part(address)
        if address.kind is AddressKind.STATUTES:
            return self._page(address)
        if address.kind is AddressKind.CODE and not address.note:
            same = [s for s in self._numbered(address) if _parsed(s).code == address.code]
            if same:
                return self._subsection(address, same)
        return self._document(address)

    def _documents_of(self, address: Address) -> list[DocumentRef]:
        if address.act is None:
            having = {s.doc_id for s in self._sections.of(self._documents.keys())}
            return [d for i, d in self._documents.items() if i in having]
        return [d for i, d in self._documents.items() if self._keys[i].answers_to(address.act)]

    def _document(self, address: Address) -> Resolution:
        if address.act is not None:
            named = self._documents_of(address)
        else:
            number = str(address).casefold()
            named = [d for i, d in self._documents.items() if number in self._keys[i].numbers]
            named = named or [d for i, d in self._documents.items() if i.casefold() == number]
        if not named:
            named, notices = self._looser(address)
        else:
            notices = ()
        if not named:
            return Unresolved(address, messages.not_in_library(address, self._laws()))
        targets = tuple(
            Target(d.doc_id, None, None, d.metadata.number or d.metadata.title) for d in named
        )
        return Resolved(address, targets, notices)

    def _looser(self, address: Address) -> tuple[list[DocumentRef], tuple[str, ...]]:
        """Documents that are shown with a notice: a note under the section of the code that was
        named; a bill where no Congress was named."""
        if address.kind is AddressKind.CODE:
            lead = f"{address.code} u.s.c. {address.section}".casefold()
        elif address.kind is AddressKind.BILL and address.number:
            lead = address.number.casefold()
        else:
            return [], ()
        near = [
            d
            for i, d in self._documents.items()
            if any(re.match(re.escape(lead) + r"(?!\w)", n) for n in self._keys[i].numbers)
        ]
        present = ", ".join(sorted({d.metadata.number or d.doc_id for d in near}))
        return near, ((f"{address} itself is not in the library; {present} is.",) if near else ())

    def _page(self, address: Address) -> Resolution:
        targets = [
            Target(d.doc_id, None, span, label)
            for d in self._documents.values()
            for label, span in d.pages
            if label.casefold() == str(address).casefold()
        ]
        if targets:
            return Resolved(address, tuple(targets))
        return Unresolved(address, f"no document of the library has the page {address}")

    def _part(self, address: Address) -> Resolution:
        named = self._documents_of(address)
        if not named:
            return Unresolved(address, messages.not_in_library(address, self._laws()))
        targets: list[Target] = []
        for document in named:
            spans = [
                s.span
                for s in self._sections.of([document.doc_id])
                if _is_whole(s) and within_agrees(address.within, _parsed(s).within)
            ]
            if spans:
                whole = Span(min(s.start for s in spans), max(s.end for s in spans))
                targets.append(Target(document.doc_id, None, whole, str(address)))
        if targets:
            return Resolved(address, tuple(targets))
        parts = ", ".join(address.within)
        return Unresolved(address, f"the library has no section in {parts} of {address.act}")

    def _section(self, address: Address) -> Resolution:
        same = [s for s in self._numbered(address) if self._is(address, s)]
        if address.act is not None:
            named = {d.doc_id for d in self._documents_of(address)}
            if not named:
                return Unresolved(address, messages.not_in_library(address, self._laws()))
            same = [s for s in same if s.doc_id in named]
        if not same:
            return self._no_section(address)
        inside = [s for s in same if within_agrees(address.within, _parsed(s).within)]
        if not inside:
            there = tuple(dict.fromkeys(s.address for s in same if _is_whole(s)))
            return Unresolved(address, messages.elsewhere(address, there), there)
        return self._subsection(address, inside)

    def _numbered(self, address: Address) -> list[SectionRef]:
        assert address.section is not None
        if address.through is None:
            found = self._sections.numbered(address.section)
            return [s for s in found if s.doc_id in self._documents]
        by_number = _by_number(self._sections.of(self._documents.keys()))
        numbers = [n for n in by_number if same_number(address, n)]
        return [s for n in sorted(numbers, key=lambda n: (len(n), n)) for s in by_number[n]]

    def _is(self, address: Address, section: SectionRef) -> bool:
        """True where ``section`` is of the act of ``address``. A section whose own address names a
        law belongs to that law, whatever its document."""
        article = "art. " in section.address and "§" not in section.address
        if article != (address.kind is AddressKind.ARTICLE):
            return False
        law = _LAW.search(section.address)
        if address.act is None or law is None or not address.act.law:
            return True
        return keys_of_law(law[1]).answers_to(address.act)

    def _subsection(self, address: Address, sections: Sequence[SectionRef]) -> Resolution:
        chosen: list[SectionRef] = []
        notices: list[str] = []
        for doc_id in dict.fromkeys(s.doc_id for s in sections):
            own = [s for s in sections if s.doc_id == doc_id]
            depth = min(len(_parsed(s).subsections) for s in own)
            exact = [s for s in own if _marks_agree(address.subsections, _parsed(s).subsections)]
            if not address.subsections:
                exact = [s for s in own if len(_parsed(s).subsections) == depth]
            elif not exact and all(len(_parsed(s).subsections) == depth for s in own):
                exact = own  # the library does not divide this section
                notices.append(messages.undivided(address, doc_id))
            chosen += exact
        if not chosen:
            there = [s.address for s in sections if len(_parsed(s).subsections) == 1]
            return Unresolved(address, messages.no_subsection(address, there), tuple(there[:6]))
        if address.kind is not AddressKind.CODE:
            notices += messages.which_acts(address, [(s.doc_id, s.address) for s in chosen])
        targets = tuple(
            Target(s.doc_id, s.section_index, s.span, s.address, s.heading) for s in chosen
        )
        return Resolved(address, targets, tuple(notices))

    def _no_section(self, address: Address) -> Unresolved:
        assert address.section is not None
        near: list[str] = []
        there = self._sections.of([d.doc_id for d in self._documents_of(address)])
        numbers = {n for s in there if (n := number_of(s))}
        by_number = _by_number(there)
        for number in near_numbers(address.section, numbers):
            near += dict.fromkeys(s.address for s in by_number[number.casefold()] if _is_whole(s))
        return Unresolved(address, messages.no_section(address, near, numbers), tuple(near))

    def _laws(self) -> list[ActKeys]:
        return [k for k in self._keys.values() if k.laws]


def _by_number(sections: Iterable[SectionRef]) -> dict[str, list[SectionRef]]:
    found: dict[str, list[SectionRef]] = defaultdict(list)
    for section in sections:
        number = number_of(section)
        if number:
            found[number.casefold()].append(section)
    return found


def _marks_agree(named: tuple[str, ...], present: tuple[str, ...]) -> bool:
    """``(F)`` finds ``(f)`` where a first level is lower case; deeper levels keep their case."""
    if not named or not present:
        return named == present
    return named[0].casefold() == present[0].casefold() and named[1:] == present[1:]


def _is_whole(section: SectionRef) -> bool:
    return not section.address.endswith(")")


def _parsed(section: SectionRef) -> Address:
    try:
        return parse(section.address)
    except QueryError:
        return Address(AddressKind.SECTION, section=section.number)
