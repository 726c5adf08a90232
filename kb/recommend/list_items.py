"""List items that a recommendation introduces, and commands under a heading of recommendations.

The words are in the part ``lists`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kb.recommend.actors import actors
from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.claim import Claim
from kb.recommend.coordinated_actions import begins_with_verb, parts
from kb.recommend.cues import Cue, Trait
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Explicitness, Stance
from kb.recommend.polarity import Polarity, behind, polarity
from kb.recommend.verbs import commands, leading_verb, verb_fragments
from kb.resources import LexiconModel
from kb.settings import settings

# Cues without a pattern: what makes these recommendations is where they are.
_LISTED = Cue(name="list item", confidence=0.8, traits=frozenset({Trait.COMMAND}))
_ORDERED = Cue(name="imperative", confidence=0.85, traits=frozenset({Trait.COMMAND, Trait.TITLE}))
_MEASURE = Cue(name="measure", confidence=0.6, traits=frozenset({Trait.TITLE}))
_VOICED = Cue(name="body that recommends", confidence=0.85, traits=frozenset({Trait.ACTOR_BEHIND}))
_OFFER = Cue(name="offer", confidence=0.7, explicitness=Explicitness.TENTATIVE)


class ListPatterns(LexiconModel):
    """The part ``lists``."""

    announcing: Pattern
    strictly_announcing: Pattern
    other_list: Pattern
    opposed: Pattern
    opening: Pattern
    offered: Pattern
    voiced: Pattern
    infinitive: Pattern
    spanish_order: Pattern
    negation: Pattern
    finite: Pattern
    relative: Pattern


@cache
def _patterns() -> ListPatterns:
    given = {**verb_fragments(), "government": actors().government}
    return load_patterns("recommendation_sentences", ListPatterns, "lists", **given)


def listed(sentence: CandidateSentence, text: str, opinion: bool, language: str) -> list[Claim]:
    """An item of a list that a recommendation introduces, or a command under such a heading."""
    patterns = _patterns()
    lead = sentence.lead.of(text) if sentence.lead else ""
    announced = (patterns.announcing if opinion else patterns.strictly_announcing).search(lead)
    if announced and not patterns.other_list.search(lead):
        against = bool(patterns.opposed.search(lead))
        stance = Stance.OPPOSES if against else Stance.RECOMMENDS
        return [
            Claim(s, sentence, _LISTED, stance, s.start, s.start, lead, against)
            for s in parts(text, sentence.span.start, sentence.span.end, nouns=True)
        ]
    return commanded(sentence, text, opinion, language) if sentence.recommending else []


def commanded(sentence: CandidateSentence, text: str, opinion: bool, language: str) -> list[Claim]:
    """A command, or an item that names a measure, under a heading of recommendations."""
    if offered := _patterns().offered.match(sentence.text):
        at = sentence.span.start + offered.start("verb")
        return [Claim(sentence.span, sentence, _OFFER, Stance.RECOMMENDS, at, at, sentence.text)]
    if opinion and (voiced := _patterns().voiced.match(sentence.text)):
        return _voiced(sentence, voiced, language)
    opening = _patterns().opening.match(sentence.text)
    skipped = opening.end() if opening else 0
    cue = _kind_of_order(sentence, skipped)
    if cue is None or (not opinion and (cue is not _ORDERED or sentence.lead_in)):
        return []
    meant, at = _ordered(sentence.text, skipped, language), sentence.span.start + skipped
    lead = sentence.lead.of(text) if sentence.lead else ""
    addressed = " ".join((lead, *sentence.headings[-1:]))
    action_at = sentence.span.start + meant.action_at
    return [
        Claim(sentence.span, sentence, cue, meant.stance, at, action_at, addressed, meant.negated)
    ]


def _voiced(sentence: CandidateSentence, match: re.Match[str], language: str) -> list[Claim]:
    """What the body that speaks in the document recommends, or advises against."""
    at, end = match.span("says")
    meant = polarity(sentence.text, at, end, end, language=language, clause=True)
    denied = meant is None or meant.stance is Stance.OPPOSES
    if meant is None or (denied and match["against"]):
        return []  # "does not oppose" asks for nothing
    stance = Stance.OPPOSES if denied or match["against"] else Stance.RECOMMENDS
    base = sentence.span.start
    action_at = base + meant.action_at
    return [
        Claim(sentence.span, sentence, _VOICED, stance, base + at, action_at, "", meant.negated)
    ]


def _ordered(words: str, at: int, language: str) -> Polarity:
    """How a command at ``at`` is meant: "Do not allow", "Avoid", "No new funds"."""
    negation = _patterns().negation.match(words, at)
    start = negation.end() if negation else at
    meant = behind(words, start, language=language, turns=int(bool(negation)))
    return meant if begins_with_verb(words[start:]) else replace(meant, action_at=at, negated=False)


def _kind_of_order(sentence: CandidateSentence, skipped: int) -> Cue | None:
    """Whether the words after the opening command, name a measure or do neither."""
    words, patterns, limits = sentence.text[skipped:], _patterns(), settings().recommend
    titled = sentence.lead_in or bool(sentence.actor)  # a cell of a table may be short too
    fewest = limits.title_words if titled else limits.command_words
    cut_off = words[:1].islower() and not sentence.item and not skipped
    if len(words.split()) < fewest or cut_off:
        return None
    if commands(words) or patterns.infinitive.match(words) or patterns.spanish_order.match(words):
        return _ORDERED
    if patterns.negation.match(words) or (leading_verb(words) and sentence.item):
        return _ORDERED
    measure = sentence.item and sentence.first and not sentence.lead_in
    states = patterns.finite.search(patterns.relative.split(words)[0])
    return _MEASURE if measure and not states and not words.endswith("?") else None
