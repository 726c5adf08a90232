"""Addresses: what people write to name a statute, a section or a numbered document.

``find`` finds them in English and Spanish text, ``parse`` reads one from its printed form
(``parse(str(x)) == x``), and ``AddressBook`` says which documents and sections of a library an
address names, or why there are none.
"""

from kb.statutes.address_book import AddressBook, DocumentRef, SectionRef
from kb.statutes.find import find, find_in_query
from kb.statutes.model import ActRef, Address, AddressKind, ordinal
from kb.statutes.parse import parse
from kb.statutes.resolve import Resolution, Resolved, Target, Unresolved, same_act

__all__ = [
    "ActRef",
    "Address",
    "AddressBook",
    "AddressKind",
    "DocumentRef",
    "Resolution",
    "Resolved",
    "SectionRef",
    "Target",
    "Unresolved",
    "find",
    "find_in_query",
    "ordinal",
    "parse",
    "same_act",
]
