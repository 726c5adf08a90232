"""Takes recommendations and mandates from a document by rule.

A law is read for mandates, a report of the Government Accountability Office (GAO) for its numbered
recommendations, and every other document sentence by sentence for cues.
"""

from __future__ import annotations

from functools import cache

from kb.models import Document, Kind
from kb.recommend.action import action_of
from kb.recommend.actors import MEXICO, actors_of, mentioned_in, named_in
from kb.recommend.candidate_sentences import CandidateSentence, candidate_sentences
from kb.recommend.claim import Claim
from kb.recommend.cues import Trait
from kb.recommend.find_claims import claims_in
from kb.recommend.instruments import instruments_of
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.mandates import mandates
from kb.recommend.model import Area, Recommendation, recommendation_id
from kb.recommend.numbered_recommendations import numbered
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import Group, grouped
from kb.recommend.unnumbered_recommendations import unnumbered
from kb.resources import LexiconModel
from kb.settings import settings

RULES = "extract-6"
"""The version of the rules and word lists. Raise it when a change gives another result."""

_LAWS = (Kind.STATUTE, Kind.BILL)
# Kinds of document that argue a case in their own voice; the others mostly report.
_ARGUING = (Kind.BRIEF, Kind.ARTICLE, Kind.OTHER, Kind.REPORT)
_REPORTING = ("CRS", "Congressional Research Service")
_SURER_BY = 0.02  # what each restatement adds to the confidence


class AgentPatterns(LexiconModel):
    """The part ``agents`` of ``recommendation_sentences.yaml``."""

    passive: Pattern
    pronoun: Pattern
    possessive: Pattern
    modal: Pattern
    by_agent: Pattern


@cache
def _patterns() -> AgentPatterns:
    return load_patterns("recommendation_sentences", AgentPatterns, "agents")


class RuleExtractor:
    """The :class:`~kb.recommend.interface.Extractor` made of cues, filters and word lists."""

    @property
    def version(self) -> str:
        """The version of the rules with the settings that are not the defaults."""
        return RULES + settings().recommend.key

    def extract(self, document: Document) -> tuple[Recommendation, ...]:
        """The recommendations of ``document``, or the mandates where it is a law, in reading
        order."""
        if document.metadata.kind in _LAWS:
            return _distinct(mandates(document))
        sentences = candidate_sentences(document)
        if _by_gao(document):
            return _distinct(_by_auditors(document, sentences))
        groups = grouped(_claims(document, sentences), document.text)
        return _distinct([_recommendation(document, g) for g in groups])


def _by_gao(document: Document) -> bool:
    """Whether it is a report of GAO's, whose numbered recommendations are all it makes."""
    meta = document.metadata
    publisher = (meta.publisher or "").casefold()
    issued = publisher == "gao" or "government accountability office" in publisher
    return issued or (meta.number or "").upper().startswith("GAO-")


def _by_auditors(document: Document, sentences: list[CandidateSentence]) -> list[Recommendation]:
    """The numbered recommendations and the matters without a number; where no recommendation has a
    number, all that are made."""
    found = numbered(document, sentences)
    places = [place for each in found for place in each.places]
    others = unnumbered(document, sentences, matters=bool(found))
    return found + [o for o in others if not any(o.span.overlaps(p) for p in places)]


def _claims(document: Document, sentences: list[CandidateSentence]) -> list[Claim]:
    language = document.metadata.language or "en"
    opinion = _argues(document)
    claims = [
        claim
        for sentence in sentences
        for claim in claims_in(sentence, document.text, language=language, opinion=opinion)
    ]
    if document.metadata.kind is Kind.STATEMENT:  # talk is full of "should"; somebody must be meant
        return [c for c in claims if named_in(c.subject) and not c.cue.has(Trait.CONSIDERS)]
    return claims


def _argues(document: Document) -> bool:
    meta = document.metadata
    return meta.kind in _ARGUING and meta.publisher not in _REPORTING


def _recommendation(document: Document, group: Group) -> Recommendation:
    text = document.text
    main = group.claims[0]
    words = main.span.of(text)
    area = area_of(words, (main.sentence.text,))
    area = area_of(words, main.sentence.headings) if area is Area.OTHER else area
    confidence = main.confidence + _SURER_BY * (len(group.claims) - 1)
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=main.span,
        text=words,
        places=tuple(sorted({c.span for c in group.claims})),
        actors=_actors(document, main, words, area),
        action=action_of(main, text),
        instruments=instruments_of(words),
        area=area,
        stance=main.stance,
        explicitness=main.cue.explicitness,
        confidence=round(min(confidence, 1.0), 2),
    )


def _actors(document: Document, claim: Claim, words: str, area: Area) -> tuple[str, ...]:
    """Who is to act: as the table has it, or named or implied by the sentence; a body that the
    document never names is not implied."""
    if actor := claim.sentence.actor:
        named = named_in(actor)
        return (actor,) if named in ((), (MEXICO,)) else named
    return actors_of(
        _agent(claim, document.text), words, area, heading=_heading(claim),
        named=mentioned_in(document.text + "\n" + document.metadata.title),
        spanish=document.metadata.language == "es",
    )  # fmt: skip


def _agent(claim: Claim, text: str) -> str:
    """The words that may name who is to act; what is acted on names nobody."""
    patterns, rest = _patterns(), text[claim.action_at : claim.span.end]
    if claim.cue.has(Trait.GERUND_SUBJECT):
        return ""
    if patterns.passive.match(rest) and not claim.cue.has(Trait.COMMAND):
        by = patterns.by_agent.search(rest)
        return by.group(1) if by else ""
    if patterns.pronoun.match(claim.subject) or patterns.possessive.match(claim.subject):
        subjects = [patterns.modal.split(b)[0] for b in claim.sentence.before]
        return next((s for s in subjects if named_in(s)), "")
    return claim.subject


def _heading(claim: Claim) -> str:
    """The heading where it says whom the recommendations under it are for."""
    return " ".join(claim.sentence.headings[-1:]) if claim.sentence.recommending else ""


def _distinct(found: list[Recommendation]) -> tuple[Recommendation, ...]:
    """``found`` in reading order, one for each id: the same words twice are one recommendation."""
    kept: dict[str, Recommendation] = {}
    for each in sorted(found, key=lambda r: r.span):
        kept.setdefault(each.rec_id, each)
    return tuple(kept.values())
