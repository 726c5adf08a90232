"""Passages that speak of a section that is not on record itself: a digest, a report about it.

Near misses do not count: the same number in another year's act, another subsection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.statutes import Address, find, same_act
from kb.store.filters import Filter
from kb.store.records import LexicalQuery
from kb.text.sentences import sentences

if TYPE_CHECKING:
    from kb.store import Library

_WORDS = ("section", "sección", "sec", "art", "article", "artículo")
_MOST = 60  # passages looked into for one address


def passages_about(library: Library, address: Address) -> frozenset[str]:
    """The ids of the passages a sentence of which names ``address`` or a part of it."""
    if not address.section:
        return frozenset()
    found: set[str] = set()
    for word in _WORDS:
        asked = LexicalQuery(phrases=(f"{word} {address.section}",))
        found.update(i for i, _ in library.lexical(asked, Filter(), _MOST))
    stored = library.passages_by_id(sorted(found)).values()
    return frozenset(p.passage_id for p in stored if speaks_of(p.text, address))


def speaks_of(text: str, address: Address) -> bool:
    """True when a sentence of ``text`` names ``address`` or a part of it; an act that was asked
    for must be named in that sentence too."""
    return any(_in_sentence(span.of(text), address) for span in sentences(text))


def _in_sentence(sentence: str, address: Address) -> bool:
    told = find(sentence)
    same = [t for t in told if t.section and _same_unit(t, address)]
    if not same or address.act is None:
        return bool(same)
    acts = [t.act for t in told if t.act]
    return any(same_act(act, address.act) for act in acts)


def _same_unit(told: Address, asked: Address) -> bool:
    if told.kind is not asked.kind or told.section is None or asked.section is None:
        return False
    marks = tuple(m.casefold() for m in told.subsections[: len(asked.subsections)])
    wanted = tuple(m.casefold() for m in asked.subsections)
    return told.section.casefold() == asked.section.casefold() and marks == wanted
