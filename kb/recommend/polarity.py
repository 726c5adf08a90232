"""Whether the words of a cue ask for an action or advise against it.

A cue is written without negation. Each negation in its scope and each verb of leaving undone behind
it turns the stance: "should not" opposes, "should not fail to" recommends. What need not be done is
neither. The words are in ``polarity.yaml``; scope follows the usual account of negation by clause
(Morante and Blanco 2012, the *SEM shared task).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import field_validator

from kb.recommend.coordinated_actions import begins_with_verb
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Stance
from kb.recommend.verbs import verb_fragments
from kb.resources import LexiconModel
from kb.settings import settings

_NEAR = 40  # characters before a cue in which "need not" may be


class PolarityPatterns(LexiconModel):
    """The part of a language; ``polarity.yaml`` gives an example of each."""

    before: Pattern
    inside: Pattern
    nobody: Pattern
    not_only: Pattern
    behind: Pattern
    clause: Pattern
    object: Pattern
    leaves: Pattern
    neglects: Pattern
    waived: Pattern
    contrast: Pattern

    @field_validator("*")
    @classmethod
    def _ignore_case(cls, value: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(value.pattern, re.IGNORECASE)


class ClauseStart(LexiconModel):
    """Where a clause begins, in both languages."""

    start: Pattern


@dataclass(frozen=True, slots=True)
class Polarity:
    """The stance of a cue, and where the verb of its action begins in the sentence.

    ``negated`` says that the short form of the action begins with "not"; ``sure`` is from 0 to 1.
    """

    stance: Stance
    action_at: int
    negated: bool = False
    sure: float = 1.0


@cache
def _patterns(language: str) -> PolarityPatterns:
    part = "spanish" if language == "es" else "english"
    return load_patterns("polarity", PolarityPatterns, part, **verb_fragments())


@cache
def _clause_start() -> re.Pattern[str]:
    return load_patterns("polarity", ClauseStart, "clauses").start


def polarity(
    sentence: str, start: int, end: int, action_at: int, *, language: str, clause: bool = False
) -> Polarity | None:
    """How a cue that recommends is meant at ``sentence[start:end]``; ``None`` where it asks for
    nothing. ``clause`` says that a clause with a subject may follow ("we recommend that …")."""
    patterns = _patterns(language)
    if patterns.waived.search(sentence[max(start - _NEAR, 0) : end + 1]):
        return None
    inside = bool(patterns.inside.search(sentence[start:end]))
    turns = int(inside or denied(sentence, start, language=language))
    return behind(sentence, action_at, language=language, turns=turns, clause=clause)


def denied(sentence: str, at: int, *, language: str) -> bool:
    """Whether the words before ``at``, or the subject of their clause, negate what is there."""
    patterns, segments = _patterns(language), _clause_start().split(sentence[:at])
    return bool(patterns.before.search(segments[-1])) or any(map(patterns.nobody.match, segments))


def behind(
    sentence: str, at: int, *, language: str, turns: int = 0, clause: bool = False
) -> Polarity:
    """How the verb at ``at``, or what leads to it, is meant after ``turns`` negations."""
    patterns, sure = _patterns(language), 1.0
    if match := patterns.not_only.match(sentence, at):
        at = match.end()
    elif match := patterns.behind.match(sentence, at):
        turns, at = turns + 1, match.end()
    elif patterns.object.match(sentence, at) or (clause and patterns.clause.match(sentence, at)):
        turns, sure = turns + 1, settings().recommend.less_sure
    negated = turns % 2 == 1
    leaves = patterns.leaves.match(sentence, at)
    neglects = patterns.neglects.match(sentence, at) if negated and not leaves else None
    turned = leaves or neglects
    turns += bool(turned)
    if negated and turned and begins_with_verb(sentence[turned.end() :]):
        at, negated = turned.end(), False
    stance = Stance.OPPOSES if turns % 2 else Stance.RECOMMENDS
    return Polarity(stance, at, negated, sure)


def contrasted(text: str, start: int, end: int, *, language: str) -> re.Match[str] | None:
    """What is asked for instead of a negated action: "not sell | but lease"."""
    return _patterns(language).contrast.search(text, start, end)
