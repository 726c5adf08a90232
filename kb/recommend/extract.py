"""What a document recommends or, being a statute, orders."""

from __future__ import annotations

import re

from kb.models import Document, Kind
from kb.recommend.action import action_of
from kb.recommend.actors import actors_of, named_in
from kb.recommend.candidate_sentences import CandidateSentence, blocks
from kb.recommend.claim import Claim
from kb.recommend.claims import claims_in
from kb.recommend.instruments import instruments_of
from kb.recommend.mandates import mandates
from kb.recommend.model import Area, Recommendation, recommendation_id
from kb.recommend.numbered_recommendations import numbered
from kb.recommend.policy_areas import area_of
from kb.recommend.restatements import Group, grouped
from kb.recommend.unnumbered_recommendations import unnumbered

RULES = "extract-3"
"""The rules' version: a change of what is extracted changes it."""

_LAWS = (Kind.STATUTE, Kind.BILL)
# Kinds of document that argue a case in their own voice; the others mostly report.
_ARGUING = (Kind.BRIEF, Kind.ARTICLE, Kind.OTHER, Kind.REPORT)
_REPORTING = ("CRS", "Congressional Research Service")


def extract(document: Document) -> tuple[Recommendation, ...]:
    """The recommendations of ``document``, or the mandates where it is a law, in reading order.

    Pure and deterministic. Every span holds the text it is given with, and ids are distinct.
    """
    if document.metadata.kind in _LAWS:
        return _distinct(mandates(document))
    found = blocks(document)
    if _by_gao(document):
        return _distinct(numbered(document, found) or unnumbered(document, found))
    claims = _claims(document, found)
    return _distinct([_recommendation(document, g) for g in grouped(claims, document.text)])


def _by_gao(document: Document) -> bool:
    """Whether it is a report of GAO's, whose numbered recommendations are all it makes."""
    meta = document.metadata
    publisher = (meta.publisher or "").casefold()
    issued = publisher == "gao" or "government accountability office" in publisher
    return issued or (meta.number or "").upper().startswith("GAO-")


def _claims(document: Document, found: list[CandidateSentence]) -> list[Claim]:
    language = document.metadata.language or "en"
    opinion = _argues(document)
    claims = [
        claim
        for sentence in found
        for claim in claims_in(sentence, document.text, language=language, opinion=opinion)
    ]
    if document.metadata.kind is Kind.STATEMENT:  # talk is full of "should"; somebody must be meant
        return [c for c in claims if named_in(c.subject) and c.cue.name != "consider"]
    return claims


def _argues(document: Document) -> bool:
    meta = document.metadata
    return meta.kind in _ARGUING and meta.publisher not in _REPORTING


def _recommendation(document: Document, group: Group) -> Recommendation:
    text, spanish = document.text, document.metadata.language == "es"
    main = group.claims[0]
    words = main.span.of(text)
    area = area_of(words, (main.sentence.text,))
    area = area_of(words, main.sentence.headings) if area is Area.OTHER else area
    return Recommendation(
        rec_id=recommendation_id(document.doc_id, words),
        doc_id=document.doc_id,
        span=main.span,
        text=words,
        places=tuple(sorted({c.span for c in group.claims})),
        actors=actors_of(_agent(main, text), words, area, heading=_heading(main), spanish=spanish),
        action=action_of(main, text),
        instruments=instruments_of(words),
        area=area,
        stance=main.stance,
        explicitness=main.cue.explicitness,
        confidence=round(min(main.cue.confidence + 0.02 * (len(group.claims) - 1), 1.0), 2),
    )


_PASSIVE = re.compile(r"\s*(?:also |further |not |\w+ly )*be (?:\w+ly )?\w+(?:ed|en|t|ung|ade)\b")
_PRONOUN = re.compile(r"(?i)\s*(?:they|it|both|these|the two|ell[oa]s|ambos)\s*$")
_POSSESSIVE = re.compile(r"\s*(?:Its|Their|Her|His|Sus?) \w+\s*$")
_MODAL = re.compile(r"\b(?:should|must|can|could|need|needs|debe\w*)\b")
_BY_AGENT = re.compile(r"\bby (the [^,;.]{3,60}|[A-Z][^,;.]{2,60})")


def _agent(claim: Claim, text: str) -> str:
    """The words that may name who is to act; what is acted on names nobody."""
    rest = text[claim.action_at : claim.span.end]
    if claim.cue.name == "doing would help":
        return ""
    if _PASSIVE.match(rest) and claim.cue.name not in ("list item", "imperative"):
        by = _BY_AGENT.search(rest)
        return by.group(1) if by else ""
    if _PRONOUN.match(claim.subject) or _POSSESSIVE.match(claim.subject):
        subjects = [_MODAL.split(b)[0] for b in claim.sentence.before]
        return next((s for s in subjects if named_in(s)), "")
    return claim.subject


def _heading(claim: Claim) -> str:
    """The heading where it says whom the recommendations under it are for."""
    return " ".join(claim.sentence.headings[-1:]) if claim.sentence.recommending else ""


def _distinct(found: list[Recommendation]) -> tuple[Recommendation, ...]:
    """``found`` in reading order, one for each id (the same words twice are one demand)."""
    kept: dict[str, Recommendation] = {}
    for each in sorted(found, key=lambda r: r.span):
        kept.setdefault(each.rec_id, each)
    return tuple(kept.values())
