"""Evidence links and what the map misses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.recommend.model import words_key
from kb.span import Span


class Relation(StrEnum):
    """How a passage bears on a recommendation."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CHALLENGES = "challenges"
    AUTHORISES = "authorises"
    BACKGROUND = "background"


class LinkStatus(StrEnum):
    """What has become of a link: suggested by the machine, or judged by a person."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Gap(StrEnum):
    """What the map misses for a recommendation."""

    NO_EVIDENCE = "no independent evidence"
    NO_EVALUATION = "no evaluation"
    ONLY_CONTRARY = "only contrary evidence"
    ONLY_OLD = "only old evidence"
    NO_AUTHORITY = "no legal authority found"


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A passage that bears on a recommendation.

    ``score`` is how likely a suggested one is to be evidence, 0 to 1; 1 for one that is judged and
    was not suggested. ``independent`` is false for the recommending
    document's own argument, for copies of it and for what only reports it. ``sources`` are the
    works the words rest on: a document's own id, shared by its copies, or, for a digest, the
    documents it cites there; so sources are counted and not documents.
    ``reasons`` say what the suggested relation rests on. ``citation`` verifies.
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
    """The id of a link: the same for the same words wherever the passage begins and ends."""
    key = "\x1f".join((rec_id, doc_id, words_key(quote)))
    return "l-" + hashlib.sha256(key.encode()).hexdigest()[:12]
