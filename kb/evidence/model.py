"""Evidence links and gaps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.recommend.model import words_key
from kb.span import Span


class Relation(StrEnum):
    """What a passage is for a recommendation."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CHALLENGES = "challenges"
    AUTHORISES = "authorises"
    BACKGROUND = "background"


class LinkStatus(StrEnum):
    """Whether a link is suggested by the program or judged by a person."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Gap(StrEnum):
    """What evidence is missing for a recommendation."""

    NO_EVIDENCE = "no independent evidence"
    NO_EVALUATION = "no evaluation"
    ONLY_CONTRARY = "only contrary evidence"
    ONLY_OLD = "only old evidence"
    NO_AUTHORITY = "no legal authority found"


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A passage that is evidence for or against a recommendation, or background to it.

    ``score`` is how likely a suggested link is to be evidence, 0 to 1; it is 1 for a link that was
    judged and not suggested. ``independent`` is false for the recommending document's own argument,
    for copies of it and for what only reports it. ``sources`` are the works that the words rest
    on: the document's id, shared by its copies, or, for a digest, the documents it cites; so
    sources can be counted instead of documents. ``reasons`` explain the suggested relation.
    ``citation`` verifies.
    """

    link_id: str
    rec_id: str
    doc_id: str
    span: Span
    text: str
    citation: str
    score: float
    relation: Relation
    status: LinkStatus
    independent: bool
    sources: tuple[str, ...]
    contrary: bool = False
    copies: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    note: str = ""


def link_id(rec_id: str, doc_id: str, quote: str) -> str:
    """The id of a link: the same for the same words, wherever its passage begins and ends."""
    key = "\x1f".join((rec_id, doc_id, words_key(quote)))
    return "l-" + hashlib.sha256(key.encode()).hexdigest()[:12]
