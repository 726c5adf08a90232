"""What to look for: a recommendation's action and instruments as queries and weighted terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answer.coverage import WeightedTerm, weighted_terms
from kb.evidence.action_lexicon import ActionKind, actions_named_by, is_degree, leading_actions
from kb.evidence.object_lexicon import object_patterns
from kb.evidence.search_words import search_words
from kb.evidence.term_match import EvidenceTerms, ObjectTerm, WeightedQuery
from kb.recommend.model import Recommendation
from kb.search.expansion import expand, word_lists
from kb.search.query import parse
from kb.settings import EvidenceQuerySettings, LinkSettings
from kb.text.stems import both_stems, folded, words

if TYPE_CHECKING:
    from kb.store import Library


def evidence_terms(
    recommendation: Recommendation,
    library: Library,
    context: Sequence[str],
    settings: LinkSettings,
) -> EvidenceTerms:
    """What to look for. Words are weighted by how rare they are in ``library`` and by where they
    are: in the action, in the rest of the statement, or only in ``context``, the passages of the
    recommending document that argue for it."""
    limits = settings.queries
    action = _plain(recommendation.action)
    core = search_words().aim.split(action, maxsplit=1)[0] if len(action) > limits.short else action
    names = (*recommendation.instruments, *_instruments_in(recommendation.action))
    instruments = _plain("; ".join(dict.fromkeys(names)))
    statement = _plain(recommendation.text or recommendation.paraphrase)[: limits.longest]
    around = [_plain(text)[: limits.longest] for text in context]
    actions = leading_actions(core, names)
    parts = (
        (core, limits.core_words),
        (action, 1.0),
        (statement, limits.statement_words),
        (" ".join(around), limits.context_words),
    )
    own = [_plain(i) for i in recommendation.instruments[: limits.instruments]]
    return EvidenceTerms(
        _queries(core, instruments, statement, own, around, limits),
        _weighted(parts, library),
        _weighted(((instruments, 1.0),), library),
        _objects(core, actions, names, recommendation.actors, library, limits),
        actions,
        tuple(filter(None, (_name_words(n, library) for n in names if _is_name(n)))),
        settings.terms,
    )


def _queries(
    core: str,
    instruments: str,
    statement: str,
    own: Sequence[str],
    around: Sequence[str],
    limits: EvidenceQuerySettings,
) -> tuple[WeightedQuery, ...]:
    queries = [
        (f"{core} {instruments}", 1.0),
        (core, limits.action),
        (statement, limits.statement),
        *((instrument, limits.instrument) for instrument in own),
        *((text, limits.context) for text in around),
        *((f"{core} {instruments} {contrary}", 0.0) for contrary in search_words().contrary),
    ]
    return tuple(WeightedQuery(q.strip(), weight) for q, weight in queries if q.strip())


def _name_words(instrument: str, library: Library) -> tuple[tuple[str, float], ...]:
    terms = _weighted(((_plain(instrument), 1.0),), library)
    return tuple((term.name, term.weight) for term in terms)


def _objects(
    core: str,
    actions: Sequence[ActionKind],
    instruments: Sequence[str],
    actors: Sequence[str],
    library: Library,
    limits: EvidenceQuerySettings,
) -> tuple[ObjectTerm, ...]:
    """The words of the object: those of the action without the words that name the action, words
    of degree, and those who are to act."""
    parts = search_words().clause.split(core, maxsplit=1)
    weighted = [(parts[0], 1.0), (" ".join(parts[1:]), limits.clause_words)]
    action_words = {w for a in actions for w in words(a.word)}
    names = {w for i in instruments if _is_name(i) for w in words(i)}
    found = [
        ObjectTerm(
            replace(term, weight=min(term.weight, limits.heaviest)),
            actions_named_by(folded(term.name)),
            object_patterns(folded(term.name)),
            set(words(term.name)) <= names,
        )
        for term in _weighted(weighted, library)
        if not set(words(term.name)) <= action_words and not is_degree(folded(term.name))
    ]
    acting = {w for a in actors for w in words(a)}
    without_actors = [t for t in found if not set(words(t.term.name)) <= acting]
    return tuple(without_actors or found)


def _instruments_in(action: str) -> tuple[str, ...]:
    """The instruments that an action names: capitalised words up to one such as Act or Group."""
    return tuple(m.group() for m in search_words().instrument.finditer(action))


def _is_name(instrument: str) -> bool:
    """True for a proper name: all its longer words have a capital or a figure."""
    longer = [w for w in instrument.split() if len(w) > 3 or any(c.isdigit() for c in w)]
    return bool(longer) and all(w[:1].isupper() or any(c.isdigit() for c in w) for w in longer)


def _weighted(parts: Sequence[tuple[str, float]], library: Library) -> tuple[WeightedTerm, ...]:
    """The terms of each text, their weights times the text's factor; a term of several texts has
    the weight of the first."""
    found: dict[str, WeightedTerm] = {}
    for text, factor in parts:
        for term in _terms(text, library) if text else ():
            key = " ".join(both_stems(folded(term.name)))
            if key not in found:
                found[key] = replace(term, weight=factor * term.weight)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Text without possessive endings and signs of the query language."""
    bare = re.sub(r"(?<=\w)[’']s\b", "", text)
    return " ".join(re.sub(r"[\"“”«»:]|(?<!\w)-", " ", bare).split())


def _terms(text: str, library: Library) -> tuple[WeightedTerm, ...]:
    """The terms of a text with their weights, those that any text may have left out."""
    groups = expand(parse(text), word_lists.lexicon(), word_lists.glossary()).groups
    kept = tuple(g for g in groups if not set(words(folded(g[0]))) <= search_words().general)
    parts = {w for group in kept for name in group for w in words(name)}
    total = sum(d.passages for d in library.documents())
    return weighted_terms(kept, library.frequencies(parts), total, text)
