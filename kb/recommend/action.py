"""The action of a claim as a short phrase that begins with a verb where it can.

The words are in the part ``action`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.recommend.claim import Claim
from kb.recommend.cues import Cue, SpanishCue, Trait
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Stance
from kb.recommend.verbs import as_command, verbs
from kb.resources import LexiconModel
from kb.settings import settings

_END_FROM = 20  # characters of a phrase before which no mark ends it
_NAME = re.compile(r"[A-Z]\w+ [A-Z]")
_BE = re.compile(r"\s*be \w+")
_TO = re.compile(r"\s*to (\w.*)", re.DOTALL)
_PREDICATE = re.compile(r"\bis (?:the )?(.+)", re.DOTALL)
_ALSO = re.compile(r"^be also")


class ActionPatterns(LexiconModel):
    """The part ``action``."""

    filler: Pattern
    passive: Pattern
    end: Pattern
    opening: Pattern
    finding: Pattern
    copula: Pattern
    finite: Pattern
    modal: Pattern
    negation: Pattern
    infinitive: Pattern
    stays: Pattern
    next_clause: Pattern
    subordinate: Pattern
    tail: Pattern
    loose_end: Pattern


@cache
def _patterns() -> ActionPatterns:
    return load_patterns("recommendation_sentences", ActionPatterns, "action")


def action_of(claim: Claim, text: str) -> str:
    """What is to be done (or left undone), in few words of the document."""
    rest = text[claim.action_at : claim.span.end]
    whole_subject = claim.cue.has(Trait.ACTED_ON_SUBJECT)
    end = claim.action_at if whole_subject else claim.cue_at
    subject = text[claim.span.start : end]
    subject = _patterns().opening.sub("", subject.rstrip() if whole_subject else subject)
    if claim.cue.has(Trait.GERUND_SUBJECT):
        rest = _patterns().modal.split(rest)[0]
    phrase = _phrase(claim.cue, subject, rest)
    if claim.negated and claim.stance is Stance.RECOMMENDS and _BE.match(rest):
        return _short(f"address {_lower(phrase)}")  # "should not be ignored"
    ends = claim.cue.has(Trait.ENDS_SUBJECT) and not rest.strip(" .")
    if claim.negated and not ends:
        spanish = isinstance(claim.cue, SpanishCue)
        phrase = f"no {phrase}" if spanish else f"not {_patterns().negation.sub('', phrase)}"
    elif claim.stance is Stance.OPPOSES:
        phrase = _opposed(claim.cue, phrase, rest, subject)
    return _short(phrase)


def _opposed(cue: Cue, phrase: str, rest: str, subject: str) -> str:
    """The phrase as what is not to be done."""
    if cue.beside:
        return f"avoid {_stripped(rest)}"
    if cue.has(Trait.ENDS_SUBJECT):
        return f"avoid {_lower(_noun(subject))}"
    if cue.has(Trait.JUDGES) or cue.has(Trait.JUDGES_IN_SPANISH):
        english = cue.has(Trait.JUDGES)
        action = _TO.match(rest) or _patterns().infinitive.match(rest)
        if action:
            return f"{'not' if english else 'no'} {action.group(1)}"
        return f"{'avoid' if english else 'evitar'} {_lower(_noun(subject))}"
    against, named = phrase.startswith("against "), phrase.removeprefix("against ")
    return f"avoid {named}" if against else phrase


def _phrase(cue: Cue, subject: str, rest: str) -> str:
    """The action named by the words after the cue, else by the subject before it."""
    patterns, rest = _patterns(), _stripped(rest)
    if cue.has(Trait.NAMES_ACTION) and (named := _PREDICATE.search(rest)):
        return named.group(1)
    if cue.has(Trait.ACTED_ON_SUBJECT):
        rest = _ALSO.sub("be", rest)
    if stays := patterns.stays.match(rest):
        return f"keep {_lower(_noun(subject))} {rest[stays.end() :]}"
    passive = patterns.passive.match(rest)
    if passive and passive.group(1) in verbs().base_of_participle:
        verb, tail = verbs().base_of_participle[passive.group(1)], passive.group(2)
        return f"{verb} {_lower(_noun(subject))} {tail}".strip()
    if len(rest.split()) < settings().recommend.title_words:
        return f"{rest.strip(' .')} {_lower(patterns.copula.split(_noun(subject))[0])}"
    if cue.has(Trait.GIVES):
        return f"give {_lower(_noun(subject))} {rest}"
    if cue.has(Trait.SUBJECT_IS_ACTION):
        head = as_command(patterns.finite.split(_noun(subject))[0]) if subject.strip() else rest
        return head if len(head.split()) > 1 else rest
    if passive or rest.startswith("be "):
        return as_command(_noun(subject)).strip() or rest
    return as_command(rest)


def _noun(subject: str) -> str:
    """The last clause of a subject, without what opens the sentence and the verb it leads to."""
    patterns = _patterns()
    main = patterns.subordinate.sub("", patterns.finding.split(subject)[-1])
    clause = patterns.next_clause.split(main)[-1]
    return patterns.finite.split(patterns.tail.sub("", clause.strip(" ,—")))[0]


def _stripped(rest: str) -> str:
    rest = rest.strip(" ,—:")
    while (cut := _patterns().filler.sub("", rest)) != rest:
        rest = cut
    return rest


def _short(phrase: str) -> str:
    phrase = " ".join(phrase.split())
    end = _patterns().end.search(phrase, _END_FROM)
    words = (phrase[: end.start()] if end else phrase).split()
    most = settings().recommend.action_words
    if len(words) > most:
        words = words[:most]
        while words and _patterns().loose_end.fullmatch(words[-1]):
            words.pop()
    return _lower(" ".join(words).strip(' ,.;:—"“”'))


def _lower(phrase: str) -> str:
    """``phrase`` with a small letter at its head, unless it begins with a name."""
    capital = len(phrase) > 1 and phrase[0].isupper() and phrase[1].islower()
    return phrase[0].lower() + phrase[1:] if capital and not _NAME.match(phrase) else phrase
