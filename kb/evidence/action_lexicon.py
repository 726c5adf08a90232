"""The kinds of action that a recommendation asks for and that a text names.

A text on the same subject is evidence only where the same kind of action is taken, found wanting
or permitted in it: a passage on a bureau's powers says nothing of its budget. The kinds follow the
verbs of policy texts, in the way of the ontologies by which political events are coded (Gerner,
Schrodt and Yilmaz 2002, "Conflict and Mediation Event Observations").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kb.evidence.word_patterns import Words, alternatives, whole_words
from kb.resources import LexiconModel, load_lexicon
from kb.text.stems import folded


class _Kind(LexiconModel):
    en: Words
    es: Words


class _Actions(LexiconModel):
    kinds: Mapping[str, _Kind]
    degree_stems: Words
    degree_words: Words
    manner: Words
    weakest: frozenset[str]
    first: frozenset[str]
    clause_openers: Words


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The patterns of ``corpus/lexicons/actions.yaml``, over folded text."""

    kinds: Mapping[str, re.Pattern[str]]
    degree: re.Pattern[str]
    manner: re.Pattern[str]
    clause: re.Pattern[str]
    weakest: frozenset[str]
    first: frozenset[str]


@cache
def _patterns() -> _Patterns:
    read = load_lexicon("actions", _Actions)
    return _Patterns(
        {name: whole_words((*kind.en, *kind.es)) for name, kind in read.kinds.items()},
        re.compile(rf"(?:{alternatives(read.degree_stems)})\w*|{alternatives(read.degree_words)}"),
        re.compile(alternatives(read.manner)),
        re.compile(rf"(?<!\W)\W+(?:{alternatives(read.clause_openers)})\b"),
        read.weakest,
        read.first,
    )


def action_patterns() -> Mapping[str, re.Pattern[str]]:
    """The kinds of action by name, each with the pattern of its words."""
    return _patterns().kinds


@dataclass(frozen=True, slots=True)
class ActionKind:
    """A kind of action that a recommendation names, and the folded word that names it."""

    name: str
    word: str

    def is_in(self, folded_text: str) -> bool:
        """True when a folded text names an action of this kind."""
        return bool(_patterns().kinds[self.name].search(folded_text))


def leading_actions(action: str, instruments: Sequence[str] = ()) -> tuple[ActionKind, ...]:
    """The kinds named by the first word of ``action`` that names any, clauses left out. Proper
    names of instruments are passed over: a strike force is not a strike."""
    patterns = _patterns()
    text = folded(patterns.clause.split(action, maxsplit=1)[0])
    for name in instruments:
        if name != name.lower():
            text = text.replace(folded(name), " ")
    found = sorted(_first_places(text), key=lambda place: place[0])
    found = [f for f in found if f[1] not in patterns.weakest] or found
    found = [f for f in found if f[1] in patterns.first] or found
    return tuple(ActionKind(name, word) for at, name, word in found if at == found[0][0])


def actions_named_by(word: str) -> tuple[ActionKind, ...]:
    """The kinds of action that one folded word names."""
    kinds = _patterns().kinds.items()
    return tuple(ActionKind(name, word) for name, pattern in kinds if pattern.fullmatch(word))


def is_degree(word: str) -> bool:
    """True for a folded word that says how much is to be done, not what ("increase")."""
    return bool(_patterns().degree.fullmatch(word))


def _first_places(text: str) -> Iterator[tuple[int, str, str]]:
    """Where each kind is first named: place, kind, word. Words of degree and manner that another
    word follows are passed over."""
    patterns = _patterns()
    for name, pattern in patterns.kinds.items():
        for match in pattern.finditer(text):
            word = match.group()
            is_lead_in = is_degree(word.split()[0]) and text[match.end() :].strip()
            if not is_lead_in and not patterns.manner.match(text, match.start()):
                yield match.start(), name, word
                break
