"""The forms of words that recommend, oppose or commend something, in English and Spanish.

They are in ``recommendation_cues.yaml``. Each cue is a pattern over one sentence.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from pydantic import Field, field_validator

from kb.recommend.actors import actors
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Explicitness, Stance
from kb.recommend.verbs import verb_fragments
from kb.resources import LexiconModel


class Trait(StrEnum):
    """How a cue is read beyond its pattern."""

    # where the action and its actor are
    ACTION_IN_CUE = "action_in_cue"  # its pattern holds the verb of the action: "can be used"
    ACTOR_BEHIND = "actor_behind"  # "we recommend that DHS expand …"
    VERB_AFTER_MODAL = "verb_after_modal"  # its pattern ends with the verb: "could increase"
    GERUND_SUBJECT = "gerund_subject"  # "raising pay would help": the subject is the action
    ACTED_ON_SUBJECT = "acted_on_subject"  # "funds can be used": the subject is acted on
    COMMAND = "command"  # the words are a command; the subject is not in them
    # what may be made of it
    COORDINATES = "coordinates"  # may stand in each of two clauses of a sentence
    TITLE = "title"  # may only name what the sentences after it spell out
    CONSIDERS = "considers"  # too weak to count in a spoken statement
    # when it is no recommendation (kb/recommend/false_positive_filters.py)
    MODAL = "modal"  # a modal verb, which may describe or predict
    LAYS_DOWN = "lays_down"  # a modal verb that may say what the law requires
    OFTEN_FACTUAL = "often_factual"  # says what is the case, unless a government has to
    SPANISH_MODAL = "spanish_modal"  # the same in Spanish
    RELATIVE = "relative"  # may describe in a relative clause: "la ayuda que debe llegar"
    MAY_NOTE = "may_note"  # "it is important to note"
    OWN_VOICE = "own_voice"  # says who speaks, so it reports nobody else
    POSSIBLE = "possible"  # says what is possible, unless its subject can act
    # how the short form of the action is made (kb/recommend/action.py)
    SUBJECT_IS_ACTION = "subject_is_action"  # "a registry would be crucial"
    NAMES_ACTION = "names_action"  # "what deserves attention is the registry"
    GIVES = "gives"  # "prosecutors would benefit from training": give them training
    ENDS_SUBJECT = "ends_subject"  # "raids should end": avoid raids
    JUDGES = "judges"  # "spraying is not effective": avoid spraying
    JUDGES_IN_SPANISH = "judges_in_spanish"


class Cue(LexiconModel):
    """A form of words; the head of ``recommendation_cues.yaml`` explains the fields."""

    name: str
    pattern: Pattern = re.compile("")
    stance: Stance = Stance.RECOMMENDS
    explicitness: Explicitness = Explicitness.EXPLICIT
    confidence: float = Field(0.9, ge=0, le=1)
    clause: bool = False
    beside: bool = False
    opinion: bool = False
    traits: frozenset[Trait] = frozenset()

    def has(self, trait: Trait) -> bool:
        """Whether the cue is read so."""
        return trait in self.traits


class EnglishCues(LexiconModel):
    """The English part of the file."""

    cues: tuple[Cue, ...]


class SpanishCue(Cue):
    """A Spanish cue, whose pattern ignores letter case."""

    @field_validator("pattern")
    @classmethod
    def _ignore_case(cls, value: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(f"(?i){value.pattern}")


class SpanishCues(LexiconModel):
    """The Spanish part of the file."""

    cues: tuple[SpanishCue, ...]


@cache
def english() -> EnglishCues:
    """The English cues, read once a process. Raises ``CorpusError``."""
    given = {**verb_fragments(), "government": actors().government}
    return load_patterns("recommendation_cues", EnglishCues, "english", **given)


@cache
def spanish() -> SpanishCues:
    """The Spanish cues, read once a process. Raises ``CorpusError``."""
    return load_patterns("recommendation_cues", SpanishCues, "spanish")


def cues(language: str) -> tuple[Cue, ...]:
    """The cues of a language; those of English for every language but Spanish (``es``)."""
    return spanish().cues if language == "es" else english().cues
