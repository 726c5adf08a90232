"""Recommendations of auditors from before they were numbered: "we recommend that the Secretary
take the following two actions", with a list or with (1), (2) in the sentence."""

from __future__ import annotations

import re

from kb.models import Document
from kb.recommend.candidate_sentences import CandidateSentence
from kb.recommend.instruments import instruments_of
from kb.recommend.model import Recommendation, Stance, recommendation_id
from kb.recommend.numbered_recommendations import addressee
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import stems
from kb.span import Span

_WE = re.compile(
    r"(?i)\b(?:we|GAO|this report|the (?:OIG|inspector general))(?: also| therefore| further)? "
    r"(?:recommends?|(?:is|are) (?:also )?recommending)(?: that)?\s+"
)
_CONSIDER = re.compile(r"^(?:the )?Congress (?:should|may wish to|might) consider\s+", re.I)
_WHO = re.compile(
    r"(?P<who>.{3,160}?)(?:,? (?:take|direct|should|ensure|require|do the following|instruct)\b"
    r"|,? (?=[a-z]+ )(?=\w+ (?:the|a|an|its|their|all|each|that)\b)|:$)"
)
_NUMBERS = re.compile(r"\(\d\)\s+")
_SAME = 0.6


def unnumbered(document: Document, found: list[CandidateSentence]) -> list[Recommendation]:
    """The recommendations of a report that numbers none, in reading order, each once."""
    made: list[Recommendation] = []
    for at, sentence in enumerate(found):
        we = _WE.search(sentence.text)
        matter = _CONSIDER.match(sentence.text) if sentence.recommending else None
        if not we and not matter:
            continue
        who = _who(sentence.text[we.end() :] if we else "Congress")
        begin = we.end() if we else 0
        for span in _spans(sentence, begin, found, at):
            _add(made, document, span, who)
    return sorted(made, key=lambda r: r.span)


def _who(rest: str) -> tuple[str, ...]:
    match = _WHO.match(rest)
    return addressee(match["who"] if match else " ".join(rest.split()[:8]))


def _spans(
    sentence: CandidateSentence, begin: int, found: list[CandidateSentence], at: int
) -> list[Span]:
    """What is recommended: the items of a list, the numbered parts, or the sentence."""
    if sentence.text.rstrip().endswith(":"):
        items = [s for s in found[at + 1 :] if s.lead == sentence.span and s.first]
        return [s.span for s in items]
    base = sentence.span.start
    cuts = [m for m in _NUMBERS.finditer(sentence.text) if m.start() >= begin]
    if len(cuts) < 2:
        return [sentence.span]
    ends = [*(c.start() for c in cuts[1:]), len(sentence.text)]
    return [
        Span(base + c.end(), base + c.end() + len(re.sub(r"[;,. ]*(?:and )?$", "", part)))
        for c, e in zip(cuts, ends, strict=True)
        if (part := sentence.text[c.end() : e]).strip()
    ]


def _add(
    made: list[Recommendation], document: Document, span: Span, actors: tuple[str, ...]
) -> None:
    words = span.of(document.text)
    own = stems(words)
    for i, other in enumerate(made):
        theirs = stems(other.text)
        few = min(len(own), len(theirs))
        if few > 2 and len(own & theirs) / few >= _SAME:
            kept = max((other.span, span), key=len)
            made[i] = _made(document, kept, other.actors or actors, {*other.places, span})
            return
    made.append(_made(document, span, actors, {span}))


def _made(
    document: Document, span: Span, actors: tuple[str, ...], places: set[Span]
) -> Recommendation:
    words = span.of(document.text)
    we = _WE.search(words)
    action = words[we.end() :] if we else words
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=span,
        text=words,
        places=tuple(sorted(places)),
        actors=actors,
        action=" ".join(action.split()[:18]).strip(" .,;"),
        instruments=instruments_of(words),
        area=area_of(words, (document.metadata.title,)),
        stance=Stance.RECOMMENDS,
        confidence=0.9,
    )
