"""Passages that mention a section or a report that is not in the library: a digest of it, say.

Near misses do not count: the same number in another year's act, another subsection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.statutes import Address, find, same_act
from kb.store.passage_filters import Filter
from kb.store.records import LexicalQuery
from kb.text.sentences import sentences

if TYPE_CHECKING:
    from kb.store import Library

# How the word before a section's number is written; texts are compared without accents or case.
_SECTION_WORDS = ("section", "seccion", "sec", "art", "article", "articulo")


def passages_mentioning(library: Library, address: Address, limit: int) -> frozenset[str]:
    """The ids of the passages with a sentence that names ``address`` or a part of it. At most
    ``limit`` passages are read for each word that a section is written with. A report is named by
    its number."""
    if address.number:
        query = LexicalQuery(phrases=(address.number,))
        return frozenset(i for i, _ in library.lexical(query, Filter(), limit))
    if not address.section:
        return frozenset()
    ids: set[str] = set()
    for word in _SECTION_WORDS:
        query = LexicalQuery(phrases=(f"{word} {address.section}",))
        ids.update(passage_id for passage_id, _ in library.lexical(query, Filter(), limit))
    stored = library.passages_by_id(sorted(ids)).values()
    return frozenset(p.passage_id for p in stored if mentions_address(p.text, address))


def mentions_address(text: str, address: Address) -> bool:
    """True when a sentence of ``text`` names ``address`` or a part of it. Where the address has an
    act, the sentence must name the act too."""
    return any(_in_sentence(span.of(text), address) for span in sentences(text))


def _in_sentence(sentence: str, address: Address) -> bool:
    found = find(sentence)
    same = [a for a in found if a.section and _same_section(a, address)]
    if not same or address.act is None:
        return bool(same)
    return any(same_act(a.act, address.act) for a in found if a.act)


def _same_section(found: Address, address: Address) -> bool:
    if found.kind is not address.kind or found.section is None or address.section is None:
        return False
    marks = tuple(m.casefold() for m in found.subsections[: len(address.subsections)])
    needed = tuple(m.casefold() for m in address.subsections)
    return found.section.casefold() == address.section.casefold() and marks == needed
