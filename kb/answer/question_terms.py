"""What a question asks about: its content words and terms, weighed by how rare they are.

Words that only frame the question are left out, and so are those of addresses that were found: no
sentence need repeat them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answer.answer_type import answer_type_of
from kb.answer.coverage import Ask, asks_of
from kb.answer.model import AnswerType
from kb.search.question_words import question_words
from kb.search.retrieval_result import RetrievalResult
from kb.search.source_cues import content_groups
from kb.text.stems import folded, words

if TYPE_CHECKING:
    from kb.store import Library


def asks_in(found: RetrievalResult, library: Library) -> tuple[Ask, ...]:
    """The things the question asks about, with how much each weighs in this record."""
    groups = content_groups(found.expansion, found.cues)
    if answer_type_of(found.query.text) is AnswerType.MONEY:
        # "How much money" wants an amount; a sentence that gives one need not say "money".
        groups = tuple(g for g in groups if folded(g[0]) not in question_words().money) or groups
    conversational = question_words().conversational
    groups = (
        tuple(g for g in groups if not conversational.issuperset(words(folded(g[0])))) or groups
    )
    groups += tuple((p,) for p in found.query.phrases)
    resolved = _words_resolved(found)
    groups = tuple(g for g in groups if not resolved.issuperset(words(g[0])))
    single = {w for g in groups for a in g for w in words(a)}
    counts = library.frequencies(single)
    total = len(library.vector_table().ids)
    asks = asks_of(groups, counts, total, found.query.text)
    return _levelled(asks, counts) if found.query.language == "es" else asks


def _levelled(asks: Sequence[Ask], counts: Mapping[str, int]) -> tuple[Ask, ...]:
    """The asks of a Spanish question, where no word that stands nowhere in the record weighs more
    than the others do on average: of a record that is mostly English it tells only that the
    lexicon lacks the word. A name tells more."""
    known = [a for a in asks if any(counts.get(w) for name in a.group for w in words(name))]
    if not known:
        return tuple(asks)
    most = sum(a.weight for a in known) / len(known)
    return tuple(
        a if a.essential or a in known else replace(a, weight=min(a.weight, most)) for a in asks
    )


def _words_resolved(found: RetrievalResult) -> frozenset[str]:
    """The words of the addresses that were found on record: no sentence need repeat them."""
    missing = {u.address for u in found.addressed.unresolved}
    spans = [a.span for a in found.query.addresses if a.span and a not in missing]
    return frozenset(w for span in spans for w in words(span.of(found.query.text)))
