"""Recommendations of auditors from before they were numbered.

"We recommend that the Secretary take the following two actions", with a list or with (1), (2) in
the sentence. The words are in the part ``unnumbered`` of ``auditor_recommendations.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.models import Document
from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.instruments import instruments_of
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Recommendation, recommendation_id
from kb.recommend.numbered_recommendations import addressed
from kb.recommend.polarity import behind
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import stems
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span

_TAIL = re.compile(r"(?<![;,. ])[;,. ]*(?:and )?$")  # what is left over at the end of a part
_CONFIDENCE = 0.9
_WHO_WORDS = 8  # words taken for the addressee where no verb shows its end
_COMPARED = 3  # stems a statement must have to be compared


class UnnumberedPatterns(LexiconModel):
    """The part ``unnumbered``."""

    we_recommend: Pattern
    matter: Pattern
    addressee: Pattern
    number: Pattern


@cache
def _patterns() -> UnnumberedPatterns:
    return load_patterns("auditor_recommendations", UnnumberedPatterns, "unnumbered")


@dataclass(slots=True)
class _Statement:
    """A recommendation in the making: its fullest statement, and all of them in ``places``."""

    span: Span
    actors: tuple[str, ...]
    places: set[Span]


def unnumbered(
    document: Document, found: list[CandidateSentence], *, matters: bool = False
) -> list[Recommendation]:
    """The recommendations of a report that numbers none, in reading order, each once; only the
    matters for Congress to consider where ``matters``."""
    made: list[_Statement] = []
    for at, sentence in enumerate(found):
        we = None if matters else _patterns().we_recommend.search(sentence.text)
        matter = _patterns().matter.search(sentence.text) if sentence.recommending else None
        if not we and not matter:
            continue
        who = _who(sentence.text[we.end() :]) if we else ("Congress",)
        begin = we.end() if we else 0
        for span in _spans(sentence, begin, found, at):
            _add(made, document.text, span, who)
    recommendations = (_recommendation(document, m.span, m.actors, m.places) for m in made)
    return sorted(recommendations, key=lambda r: r.span)


def _who(rest: str) -> tuple[str, ...]:
    match = _patterns().addressee.match(rest)
    return addressed(match["who"] if match else " ".join(rest.split()[:_WHO_WORDS]))


def _spans(
    sentence: CandidateSentence, begin: int, found: list[CandidateSentence], at: int
) -> list[Span]:
    """What is recommended: the items of a list, the numbered parts, or the sentence."""
    if sentence.text.rstrip().endswith(":"):
        items = [s for s in found[at + 1 :] if s.lead == sentence.span and s.first]
        return [s.span for s in items]
    base = sentence.span.start
    cuts = [m for m in _patterns().number.finditer(sentence.text) if m.start() >= begin]
    if len(cuts) < 2:
        return [sentence.span]
    ends = [*(c.start() for c in cuts[1:]), len(sentence.text)]
    return [
        Span(base + c.end(), base + c.end() + len(_TAIL.sub("", part)))
        for c, e in zip(cuts, ends, strict=True)
        if (part := sentence.text[c.end() : e]).strip()
    ]


def _add(made: list[_Statement], text: str, span: Span, actors: tuple[str, ...]) -> None:
    own = stems(span.of(text))
    for other in made[: settings().recommend.most_compared]:
        theirs = stems(other.span.of(text))
        few = min(len(own), len(theirs))
        if few >= _COMPARED and len(own & theirs) / few >= settings().recommend.same_unnumbered:
            other.span = max((other.span, span), key=len)
            other.actors = other.actors or actors
            other.places.add(span)
            return
    made.append(_Statement(span, actors, {span}))


def _recommendation(
    document: Document, span: Span, actors: tuple[str, ...], places: set[Span]
) -> Recommendation:
    words = span.of(document.text)
    asks = _patterns().we_recommend.search(words) or _patterns().matter.search(words)
    meant = behind(words, asks.end() if asks else 0, language="en", clause=True)
    action = ("not " if meant.negated else "") + words[meant.action_at :].strip()
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=tuple(sorted(places)),
        actors=actors,
        action=" ".join(action.split()[: settings().recommend.action_words]).strip(" .,;"),
        instruments=instruments_of(words),
        area=area_of(words, (document.metadata.title,)),
        stance=meant.stance,
        confidence=round(_CONFIDENCE * meant.sure, 2),
    )
