"""The address book: which documents and sections of the library an address names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """What the address book needs of a document. ``pages`` are its labelled pages."""

    doc_id: str
    metadata: Metadata
    sections: tuple[SectionRef, ...] = ()
    pages: tuple[tuple[str, Span], ...] = ()


class AddressBook:
    """Resolves addresses against the documents of a library. Full addresses are parsed only for
    sections whose number is looked up, so that building the book is cheap."""

    def __init__(self, documents: Iterable[DocumentRef]) -> None:
        self._documents = {d.doc_id: d for d in documents}
        self._by_number: dict[str, list[SectionRef]] = defaultdict(list)
        self._numbers: dict[str, set[str]] = defaultdict(set)
        laws: dict[str, set[str]] = defaultdict(set)
        for document in self._documents.values():
            for section in document.sections:
                unit = _UNIT.search(section.address)
                if unit is None:
                    continue
                self._by_number[unit[1].casefold()].append(section)
                self._numbers[document.doc_id].add(unit[1])
                law = _LAW.search(section.address)
                if law:
                    laws[document.doc_id].add(law[1])
        self._keys = {
            d.doc_id: keys_of(d.metadata, frozenset(laws[d.doc_id]))
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
            return [d for d in self._documents.values() if d.sections]
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
                for s in document.sections
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
        named = self._documents_of(address)
        if address.act is not None and not named:
            return Unresolved(address, messages.not_in_library(address, self._laws()))
        allowed = {d.doc_id for d in named}
        same = [s for s in self._numbered(address) if s.doc_id in allowed and self._is(address, s)]
        if not same:
            return self._no_section(address, named)
        inside = [s for s in same if within_agrees(address.within, _parsed(s).within)]
        if not inside:
            there = tuple(dict.fromkeys(s.address for s in same if _is_whole(s)))
            return Unresolved(address, messages.elsewhere(address, there), there)
        return self._subsection(address, inside)

    def _numbered(self, address: Address) -> list[SectionRef]:
        assert address.section is not None
        if address.through is None:
            return self._by_number.get(address.section.casefold(), [])
        numbers = [n for n in self._by_number if same_number(address, n)]
        return [s for n in sorted(numbers, key=lambda n: (len(n), n)) for s in self._by_number[n]]

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

    def _no_section(self, address: Address, named: Sequence[DocumentRef]) -> Unresolved:
        assert address.section is not None
        near: list[str] = []
        numbers = {n for d in named for n in self._numbers[d.doc_id]}
        for number in near_numbers(address.section, numbers):
            whole = [
                s.address
                for s in self._by_number[number.casefold()]
                if s.doc_id in {d.doc_id for d in named} and _is_whole(s)
            ]
            near += dict.fromkeys(whole)
        return Unresolved(address, messages.no_section(address, near, numbers), tuple(near))

    def _laws(self) -> list[ActKeys]:
        return [k for k in self._keys.values() if k.laws]


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
