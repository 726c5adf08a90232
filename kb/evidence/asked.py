"""What to look for: a recommendation's action and instruments turned into queries and terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.answer.coverage import Ask, Stems, asks_of
from kb.evidence.deeds import Deed, is_degree, leading, named_by
from kb.evidence.model import Recommendation
from kb.evidence.things import kinds_of
from kb.expand import expand
from kb.library.stems import both_stems, folded, words
from kb.search import resources
from kb.search.query import parse

if TYPE_CHECKING:
    from kb.library import Library

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
_RARE = 7.0  # the weight of a name that is in about one passage of a thousand
_ENOUGH = 0.6  # the share of what a deed is done to that is all one can ask of a text,
_ENOUGH_WORDS = 9.0  # or this weight of its words, where a long action has many
_BY_NAME = 0.5  # how far to the point a text is that only names the instrument
_WHOLE = 0.55  # the share of a proper name's words, by rarity, that is the name
_NAMED = 0.3  # the share of the instruments' words, by rarity, that names one
_KEY = 0.75  # the share of the rarest thing's weight from which another is as telling
_RARE_ENOUGH = 10.0  # the weight of rare words that hardly come together by chance
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


@dataclass(frozen=True, slots=True)
class Lead:
    """A query to search with. ``weight``, at most 1, is what being found by it counts; 0 for one
    that looks for the other side, whose words are not the recommendation's own."""

    query: str
    weight: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a recommendation a text speaks of: for each ask whether it does, and for the deed.
    Two sentences together speak of what either does."""

    asks: tuple[bool, ...]
    named: tuple[bool, ...]
    objects: tuple[bool, ...]
    deed: bool

    def __or__(self, other: Heard) -> Heard:
        return Heard(
            _either(self.asks, other.asks),
            _either(self.named, other.named),
            _either(self.objects, other.objects),
            self.deed or other.deed,
        )


def _either(one: tuple[bool, ...], other: tuple[bool, ...]) -> tuple[bool, ...]:
    return tuple(a or b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class Thing:
    """A word of what a deed is done to. It is heard in every word for the same kind of thing, and
    one that names a deed itself (the evaluation of training) in every word for that. ``of_name``
    is set where it is of the proper name of an instrument."""

    ask: Ask
    deeds: tuple[Deed, ...]
    kinds: tuple[re.Pattern[str], ...] = ()
    of_name: bool = False

    def in_text(self, stems: Stems, plain: str) -> bool:
        """True when a text speaks of it; ``plain`` is the text folded."""
        return (
            stems.speaks_of(self.ask)
            or any(d.named_in(plain) for d in self.deeds)
            or any(k.search(plain) for k in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What evidence for a recommendation speaks of: ``leads`` to search with, and ``asks``, its
    words with their weights; ``named`` are those of its instruments, ``objects`` those of what its
    deed is done to. ``deeds`` are the kinds of deed its action opens with; none where it only
    says how much of something there should be. ``names`` are the proper names of instruments, each
    as its words in ``named`` with their weights."""

    leads: tuple[Lead, ...]
    asks: tuple[Ask, ...]
    named: tuple[Ask, ...]
    objects: tuple[Thing, ...]
    deeds: tuple[Deed, ...] = ()
    names: tuple[tuple[tuple[str, float], ...], ...] = ()

    def heard(self, text: str) -> Heard:
        """What of it a text speaks of."""
        stems, plain = _stems(text), folded(text)
        return Heard(
            tuple(stems.speaks_of(a) for a in self.asks),
            tuple(stems.speaks_of(a) for a in self.named),
            tuple(t.in_text(stems, plain) for t in self.objects),
            any(d.named_in(plain) for d in self.deeds),
        )

    def covered(self, heard: Heard) -> float:
        """The share of the recommendation's words that a text speaks of, 0 to 1."""
        return _share(self.asks, heard.asks)

    def naming(self, heard: Heard) -> float:
        """The share of its instruments' words that a text speaks of, 0 to 1, less where they are
        common ones: a text about a bureau is not yet about its budget."""
        if not self.named:
            return 0.0
        rarest = max(a.weight for a in self.named)
        return _share(self.named, heard.named) * min(rarest / _RARE, 1.0)

    def of_object(self, heard: Heard) -> float:
        """How far a text speaks of what the deed is done to, or of its instrument: 0 to 1. A
        proper name alone is half of it: much is said of a law that is not about the deed."""
        if all(t.of_name for t in self.objects):
            return self._by_name(heard) if self.named else float(heard.deed or not self.deeds)
        properly = self._names_properly(heard)
        said = sum(t.ask.weight for t in self._heard_objects(heard) if properly or not t.of_name)
        enough = min(_ENOUGH * sum(t.ask.weight for t in self.objects), _ENOUGH_WORDS) or 1.0
        share = min(said / enough, 1.0)
        if not properly:
            return max(share, min(self._by_words(heard) / _ENOUGH, 1.0))
        more = any(not t.of_name for t in self._heard_objects(heard))
        return max(share, _BY_NAME + (1 - _BY_NAME) * share) if more else _BY_NAME

    def _heard_objects(self, heard: Heard) -> list[Thing]:
        return [t for t, said in zip(self.objects, heard.objects, strict=True) if said]

    def _by_words(self, heard: Heard) -> float:
        """What naming counts of instruments that are only described."""
        return 0.0 if self.names else self.naming(heard)

    def _by_name(self, heard: Heard) -> float:
        return 1.0 if self._names_properly(heard) else self.naming(heard)

    def _names_properly(self, heard: Heard) -> bool:
        """True for a text that has (nearly) all words of an instrument's proper name."""
        said = dict(zip((a.name for a in self.named), heard.named, strict=True))
        return any(
            sum(w for name, w in words_ if said.get(name)) >= _WHOLE * sum(w for _, w in words_)
            for words_ in self.names
        )

    def has_key(self, heard: Heard) -> bool:
        """True for a text that names an instrument or one of the rarest things that the deed is
        done to."""
        if self.naming(heard) >= _NAMED:
            return True
        rarest = max((t.ask.weight for t in self.objects), default=0.0)
        things = zip(self.objects, heard.objects, strict=True)
        keys = [named for t, named in things if t.ask.weight >= _KEY * rarest]
        return any(keys) or not keys

    def special(self, heard: Heard) -> float:
        """How rare the things are that a text names of those the deed is done to, 0 to 1; deeds
        aside. Two or three rare words hardly come together by chance."""
        things = zip(self.objects, heard.objects, strict=True)
        said = sum(t.ask.weight for t, named in things if named and not t.deeds)
        proper = (a for a, named in zip(self.named, heard.named, strict=True) if named)
        said = max(said, sum(a.weight for a in proper if a.name != a.name.lower()))
        return min(said / _RARE_ENOUGH, 1.0)

    def of_deed(self, heard: Heard) -> bool:
        """True for a text that names the deed; always where the action names none."""
        return heard.deed or not self.deeds


@lru_cache(maxsize=4096)
def _stems(text: str) -> Stems:
    """Recommendations of one document ask about the same passages again and again."""
    return Stems(text)


def _share(asks: Sequence[Ask], heard: Sequence[bool]) -> float:
    whole = sum(a.weight for a in asks)
    return (
        sum(a.weight for a, said in zip(asks, heard, strict=True) if said) / whole if whole else 0.0
    )


def asked(recommendation: Recommendation, library: Library, context: Sequence[str] = ()) -> Asked:
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
    return Asked(
        tuple(Lead(query.strip(), weight) for query, weight in leads if query.strip()),
        _weighed(((core, 1.6), (action, 1.0), (subject, 0.8), (" ".join(around), 0.2)), library),
        _weighed(((instruments, 1.0),), library),
        _objects(core, deeds, named, library),
        deeds,
        tuple(filter(None, (_name(n, library) for n in named if _is_name(n)))),
    )


def _name(instrument: str, library: Library) -> tuple[tuple[str, float], ...]:
    return tuple((a.name, a.weight) for a in _weighed(((_plain(instrument), 1.0),), library))


def _objects(
    core: str, deeds: Sequence[Deed], instruments: Sequence[str], library: Library
) -> tuple[Thing, ...]:
    """The words of what a deed is done to: those of the action without the deed itself, without
    words of degree."""
    parts = _CLAUSE.split(core, maxsplit=1)
    weighed = [(parts[0], 1.0), (" ".join(parts[1:]), _BESIDE)]
    left_out = {w for d in deeds for w in words(d.word)}
    names = {w for i in instruments if _is_name(i) for w in words(i)}
    return tuple(
        Thing(
            replace(ask, weight=min(ask.weight, _MOST_WEIGHT)),
            named_by(folded(ask.name)),
            kinds_of(folded(ask.name)),
            set(words(ask.name)) <= names,
        )
        for ask in _weighed(weighed, library)
        if not set(words(ask.name)) <= left_out and not is_degree(folded(ask.name))
    )


def _names_in(action: str) -> tuple[str, ...]:
    """The instruments that an action names: capitalised words up to one such as Act or Group."""
    return tuple(m.group() for m in _NAMED_INSTRUMENT.finditer(action))


def _is_name(instrument: str) -> bool:
    """True for a proper name: all its longer words are capitalised or hold a figure."""
    longer = [w for w in instrument.split() if len(w) > 3 or any(c.isdigit() for c in w)]
    return bool(longer) and all(w[:1].isupper() or any(c.isdigit() for c in w) for w in longer)


def _weighed(parts: Sequence[tuple[str, float]], library: Library) -> tuple[Ask, ...]:
    """The asks of each text times its factor; what stands in several counts where it is most."""
    found: dict[str, Ask] = {}
    for text, factor in parts:
        for ask in _asks(text, library) if text else ():
            key = " ".join(both_stems(folded(ask.name)))
            if key not in found:
                found[key] = replace(ask, weight=factor * ask.weight)
    return tuple(found.values())


def _plain(text: str) -> str:
    """Text that holds nothing of the query language."""
    return " ".join(re.sub(r"[\"“”«»:]|(?<!\w)-", " ", text).split())


def _asks(text: str, library: Library) -> tuple[Ask, ...]:
    groups = expand(parse(text), resources.lexicon(), resources.glossary()).groups
    kept = tuple(g for g in groups if not set(words(folded(g[0]))) <= _DEMAND)
    parts = {w for group in kept for name in group for w in words(name)}
    total = sum(d.passages for d in library.documents())
    return asks_of(kept, library.frequencies(parts), total, text)
