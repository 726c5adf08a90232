"""What to look for: a recommendation's action and instruments turned into queries and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kb.answer.coverage import WeightedTerm, weighted_terms
from kb.evidence.action_lexicon import Deed, is_degree, leading, named_by
from kb.evidence.object_lexicon import kinds_of
from kb.evidence.term_match import EvidenceTerms, Lead, Thing
from kb.recommend.model import Recommendation
from kb.search import resources
from kb.search.expansion import expand
from kb.search.query import parse
from kb.text.stems import both_stems, folded, words

if TYPE_CHECKING:
    from kb.store import Library

_LONGEST = 420  # characters of a recommendation that are embedded: one sentence, or two short
# Words of the demand itself and of its setting: any text of the corpus may have them.
_DEMAND = frozenset(
    """should must ought need needs would could can may might benefit represent explore consider
    pursue continue ensure promote support supports option options step steps important priority
    top crucial essential promising positive effective smarter better new approach approaches
    policy policies programme programmes program programs mechanism mechanisms framework frameworks
    year years yearly annual annually regularly time issue issues area areas level levels way ways
    system systems activity activities role part kind
    policymakers administration trump government governments united states us america american
    country countries side sides also particularly such important additional including
    mexico mexican mexicos bilateral congress federal officials efforts order
    debe deben deberia deberian convendria recomienda necesario importante gobierno mexico
    mexicano mexicana estados unidos pais paises
    """.split()
)
_SHORT = 60  # characters of an action that has no room for reasons
_AIM = re.compile(
    r",? (?:that (?:could|would|can|may|match)|which|in order to|so that|so as to"
    r"|to (?:avoid|ensure|reduce|curb|prevent)|as proposed|como (?:lo )?propone"
    r"|para (?:que|evitar|reducir))\b"
)
# Where the thing acted on ends and what is said of it begins.
_CLAUSE = re.compile(
    r"\W+(?:who|whom|whose|that|which|where|when|until|unless|whether|while|whereby|so|from which"
    r"|in order|by (?=\w+ing)|through|as|such as|including|before|after|que|cuando|hasta|para)\b"
)
_MOST_WEIGHT = 6.0  # a word in one passage of four hundred, or rarer, counts alike
_BESIDE = 0.5  # what a word of such a clause counts beside one of the thing itself
_NAMED_INSTRUMENT = re.compile(
    r"\b(?:[A-Z][\w’'-]+ (?:(?:of|on|for|the|and|to) )*){1,6}(?:Act|Initiative|Framework|Committee"
    r"|Group|Force|Operation|Mission|Program(?:me)?|Dialogue|Agreement|Council|Commission|Law"
    r"|Order|Network|Unit|Mechanism|Treaty|Convention|Cent(?:er|re)|Fund|Strategy|Plan)s?\b"
    r"|\b(?:Operation|Mission|Plan|Title|Section|section|§) [A-Z0-9][\w()]*"
)
_CONTRARY = (
    "did not reduce, little effect, ineffective, failed, criticism",
    "risk, opposed, backfire, corruption, no evidence that it works, however",
)


def asked(
    recommendation: Recommendation, library: Library, context: Sequence[str] = ()
) -> EvidenceTerms:
    """What to look for, with the words weighed by how rare they are in ``library``, and by where
    they stand: in the action, in the recommendation's words, or only in ``context``, the
    passages of its document that argue for it."""
    action = _plain(recommendation.action)
    core = _AIM.split(action, maxsplit=1)[0] if len(action) > _SHORT else action
    named = (*recommendation.instruments, *_names_in(recommendation.action))
    instruments = _plain("; ".join(dict.fromkeys(named)))
    subject = _plain(recommendation.text or recommendation.paraphrase)[:_LONGEST]
    around = [_plain(c)[:_LONGEST] for c in context]
    leads = [(f"{core} {instruments}", 1.0), (core, 0.95), (subject, 0.9)]
    leads += [(_plain(i), 0.85) for i in recommendation.instruments[:3]]
    leads += [(text, 0.45) for text in around]
    leads += [(f"{core} {instruments} {more}", 0.0) for more in _CONTRARY]
    deeds = leading(core, named)
    return EvidenceTerms(
        tuple(Lead(query.strip(), weight) for query, weight in leads if query.strip()),
        _weighed(((core, 1.6), (action, 1.0), (subject, 0.8), (" ".join(around), 0.2)), library),
        _weighed(((instruments, 1.0),), library),
        _objects(core, deeds, named, recommendation.actors, library),
        deeds,
        tuple(filter(None, (_name(n, library) for n in named if _is_name(n)))),
    )


def _name(instrument: str, library: Library) -> tuple[tuple[str, float], ...]:
    return tuple((a.name, a.weight) for a in _weighed(((_plain(instrument), 1.0),), library))


def _objects(
    core: str,
    deeds: Sequence[Deed],
    instruments: Sequence[str],
    actors: Sequence[str],
    library: Library,
) -> tuple[Thing, ...]:
    """The words of what a deed is done to: those of the action without the deed itself, without
    words of degree and without those who are to act."""
    parts = _CLAUSE.split(core, maxsplit=1)
    weighed = [(parts[0], 1.0), (" ".join(parts[1:]), _BESIDE)]
    left_out = {w for d in deeds for w in words(d.word)}
    names = {w for i in instruments if _is_name(i) for w in words(i)}
    things = [
        Thing(
            replace(ask, weight=min(ask.weight, _MOST_WEIGHT)),
            named_by(folded(ask.name)),
            kinds_of(folded(ask.name)),
            set(words(ask.name)) <= names,
        )
        for ask in _weighed(weighed, library)
        if not set(words(ask.name)) <= left_out and not is_degree(folded(ask.name))
    ]
    acting = {w for a in actors for w in words(a)}
    return tuple(t for t in things if not set(words(t.ask.name)) <= acting) or tuple(things)


def _names_in(action: str) -> tuple[str, ...]:
    """The instruments that an action names: capitalised words up to one such as Act or Group."""
    return tuple(m.group() for m in _NAMED_INSTRUMENT.finditer(action))


def _is_name(instrument: str) -> bool:
    """True for a proper name: all its longer words are capitalised or hold a figure."""
    longer = [w for w in instrument.split() if len(w) > 3 or any(c.isdigit() for c in w)]
    return bool(longer) and all(w[:1].isupper() or any(c.isdigit() for c in w) for w in longer)


def _weighed(parts: Sequence[tuple[str, float]], library: Library) -> tuple[WeightedTerm, ...]:
    """The asks of each text times its factor; what stands in several counts where it is most."""
    found: dict[str, WeightedTerm] = {}
    for text, factor in parts:
        for ask in _asks(text, library) if text else ():
            key = " ".join(both_stems(folded(ask.name)))
            if key not in found:
                found[key] = replace(ask, weight=factor * ask.weight)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Text that holds nothing of the query language, nor a possessive ending."""
    bare = re.sub(r"(?<=\w)[’']s\b", "", text)
    return " ".join(re.sub(r"[\"“”«»:]|(?<!\w)-", " ", bare).split())


def _asks(text: str, library: Library) -> tuple[WeightedTerm, ...]:
    groups = expand(parse(text), resources.lexicon(), resources.glossary()).groups
    kept = tuple(g for g in groups if not set(words(folded(g[0]))) <= _DEMAND)
    parts = {w for group in kept for name in group for w in words(name)}
    total = sum(d.passages for d in library.documents())
    return weighted_terms(kept, library.frequencies(parts), total, text)
