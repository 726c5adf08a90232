"""Addresses that name a part of a law by another name: the short title of a title, or the section
of the United States Code that a section of the law enacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.errors import QueryError
from kb.statutes import Address, AddressBook, AddressKind, Resolution, Resolved, Target, parse
from kb.statutes.named_parts import key_of_act, key_of_code

if TYPE_CHECKING:
    from kb.store import Library
    from kb.store.records import AddressRow

_OF_AN_ACT = (AddressKind.ACT, AddressKind.SECTION)


def resolve(library: Library, book: AddressBook, address: Address) -> Resolution:
    """The targets of ``address`` in the book, or else under another name. Enacted sections of the
    Code come before notes under the same section."""
    if address.kind is AddressKind.CODE and address.section and not address.note:
        rows = library.named_parts([key_of_code(address.code or 0, address.section)])
        return _enacted(address, rows) if rows else book.resolve(address)
    found = book.resolve(address)
    if isinstance(found, Resolved) or address.kind not in _OF_AN_ACT:
        return found
    name = address.act.name if address.act else None
    rows = library.named_parts([key_of_act(name)]) if name else ()
    if address.kind is AddressKind.ACT and rows:
        names = dict.fromkeys(f"{address} is {row.address}." for row in rows)
        return Resolved(address, tuple(map(_target, rows)), tuple(names))
    for row in rows:
        within = book.resolve(_inside(address, row))
        found = within if isinstance(within, Resolved) or row is rows[0] else found
    return found


def _enacted(address: Address, rows: Sequence[AddressRow]) -> Resolved:
    sources = " and ".join(dict.fromkeys(row.address for row in rows))
    notice = f"{address} is the text that {sources} enacted. Later laws may have changed it."
    return Resolved(address, tuple(map(_target, rows)), (notice,))


def _target(row: AddressRow) -> Target:
    return Target(row.doc_id, row.section_index, row.span, row.address, row.heading)


def _inside(address: Address, row: AddressRow) -> Address:
    """``address``, a section of the act that is the part ``row``, as a section of its law."""
    try:
        part = parse(row.address)
    except QueryError:
        return address
    return replace(address, act=part.act, within=(*part.within, *address.within))
