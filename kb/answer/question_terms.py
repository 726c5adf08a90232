"""The terms of a question: its content words, weighted by how rare they are.

Words that only frame the question are left out. So are the words of addresses that were resolved:
no sentence need repeat them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answer.answer_type import answer_type_of
from kb.answer.coverage import Group, WeightedTerm, weighted_terms
from kb.answer.model import AnswerType
from kb.search.question_words import question_words
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import content_groups
from kb.text.numbers import spellings
from kb.text.stems import folded, words

if TYPE_CHECKING:
    from kb.store import Library


def question_terms(found: RetrievalResult, library: Library) -> tuple[WeightedTerm, ...]:
    """The terms of the question, with their weights in this library."""
    groups = _subject(found) + tuple((phrase,) for phrase in found.query.phrases)
    resolved = _resolved_words(found)
    groups = tuple(g for g in groups if not resolved.issuperset(words(g[0])))
    spelt = {s for g in groups for name in g for s in spellings(name)}
    counts = library.frequencies({w for s in spelt for w in words(s)})
    total = sum(document.passages for document in library.documents())
    terms = weighted_terms(groups, counts, total, found.query.text)
    return _level_unknown_words(terms, counts) if found.query.language == "es" else terms


def _subject(found: RetrievalResult) -> tuple[Group, ...]:
    """The groups of the query without words of asking, unless nothing else is left."""
    groups = content_groups(found.expansion, found.cues)
    asking = question_words()
    if answer_type_of(found.query.text) is AnswerType.MONEY:
        # "How much money" asks for an amount; a sentence that gives one need not say "money".
        groups = tuple(g for g in groups if folded(g[0]) not in asking.money) or groups
    kept = (g for g in groups if not asking.conversational.issuperset(words(folded(g[0]))))
    return tuple(kept) or groups


def _level_unknown_words(
    terms: Sequence[WeightedTerm], counts: Mapping[str, int]
) -> tuple[WeightedTerm, ...]:
    """The terms of a Spanish question; a word that no passage has weighs at most as much as the
    others on average. In a library that is mostly English such a word shows only that the lexicon
    lacks it. Names keep their weight."""
    known = [t for t in terms if any(counts.get(w) for name in t.group for w in words(name))]
    if not known:
        return tuple(terms)
    mean = sum(t.weight for t in known) / len(known)
    return tuple(
        t if t.essential or t in known else replace(t, weight=min(t.weight, mean)) for t in terms
    )


def _resolved_words(found: RetrievalResult) -> frozenset[str]:
    """The words of the addresses that were found in the library."""
    missing = {u.address for u in found.addressed.unresolved}
    spans = [a.span for a in found.query.addresses if a.span and a not in missing]
    return frozenset(w for span in spans for w in words(span.of(found.query.text)))
