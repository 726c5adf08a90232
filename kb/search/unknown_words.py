"""Tells the reader when no word of a query is in the library, so that strangers among the results
are no surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.search.query import Query
from kb.text.numbers import spellings
from kb.text.stems import words

if TYPE_CHECKING:
    from kb.store import Library

Groups = tuple[tuple[str, ...], ...]


def notice_of_unknown_words(
    query: Query, groups: Groups, library: Library, *, by_meaning: bool
) -> tuple[str, ...]:
    """The notice, or nothing where one word of the query, or another word for it, is in a passage.

    ``groups`` are the words searched for with their alternatives; ``by_meaning`` is true where
    there are results all the same, found by their meaning.
    """
    searched = (*groups, *((phrase,) for phrase in query.phrases))
    parts = {w for group in searched for name in group for s in spellings(name) for w in words(s)}
    if not parts or any(library.frequencies(parts).values()):
        return ()
    named = ", ".join(f"“{group[0]}”" for group in searched)
    notice = f"No word of this query is in the library: {named}."
    return (f"{notice} The results are the nearest in meaning.",) if by_meaning else (notice,)
