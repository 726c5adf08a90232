"""Cues in a passage for its relation to a recommendation: findings, failures, grants, hedges.

A cue is a list of words and patterns in English and Spanish; ``kb.evidence.relations`` decides
what it suggests. The approach is that of cue phrases in argumentation mining (Palau and Moens
2009, "Argumentation mining").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from kb.evidence.word_patterns import Cue, Words, alternatives
from kb.resources import LexiconModel, load_lexicon


@dataclass(frozen=True, slots=True)
class Cues:
    """Which cues a text has; each field is the first words that show it, or ``""``."""

    failure: str
    success: str
    finding: str
    demand: str
    grant: str
    limit: str
    hedge: str
    opposition: str
    affront: str
    unknown: str
    harm: str
    gives: str
    undertaken: str
    unmeasured: str
    no_effect: str


class _RelationCues(LexiconModel):
    """``corpus/lexicons/relation_cues.yaml``."""

    cues: Mapping[str, Cue]
    mend: Words
    curb: Words


@cache
def cue_patterns() -> Mapping[str, re.Pattern[str]]:
    """The pattern of each cue, by the name of its field in ``Cues``."""
    cues = load_lexicon("relation_cues", _RelationCues).cues
    return {field.name: cues[field.name].compiled() for field in fields(Cues)}


def cues_in(text: str) -> Cues:
    """The cues of ``text``, whatever its line breaks."""
    text = " ".join(text.split())
    return Cues(**{name: _shown(pattern, text) for name, pattern in cue_patterns().items()})


def _shown(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group().strip() if found else ""


def seeks_to_mend(folded_action: str) -> bool:
    """True for a folded action that seeks to mend what there is ("improve", "audit")."""
    return bool(_verbs()[0].search(folded_action))


def seeks_to_curb(folded_action: str) -> bool:
    """True for a folded action that seeks to restrict or reduce something."""
    return bool(_verbs()[1].search(folded_action))


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    read = load_lexicon("relation_cues", _RelationCues)
    mend, curb = (rf"\b(?:{alternatives(words)})\b" for words in (read.mend, read.curb))
    return re.compile(mend), re.compile(curb)
