"""Recommendations, mandates, evidence links, judgements and gaps: the records of the map."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.span import Span


class Sort(StrEnum):
    """What kind of demand it is; the ``kind`` of ``--json``."""

    RECOMMENDATION = "recommendation"
    MANDATE = "mandate"  # a statute's "the Secretary shall submit …"


class Stance(StrEnum):
    """How a document stands to the action it names."""

    RECOMMENDS = "recommends"
    OPPOSES = "opposes"
    COMMENDS = "commends existing"


class Explicitness(StrEnum):
    """Whether the demand is said in so many words, said as something to explore, or implied."""

    EXPLICIT = "explicit"
    TENTATIVE = "explicit, tentative"
    IMPLIED = "implied"


class Area(StrEnum):
    """Policy areas by which the map is grouped."""

    MILITARY = "avoiding military action"
    SECURITY = "security cooperation"
    ARMS = "arms trafficking"
    BORDER = "border security"
    FINANCE = "illicit finance"
    CORRUPTION = "anti-corruption"
    FENTANYL = "fentanyl and demand reduction"
    PRECURSORS = "precursors and economic statecraft"
    MIGRATION = "migration"
    JUSTICE = "rule of law and human rights"
    OVERSIGHT = "oversight and evaluation"
    OTHER = "other"


class Relation(StrEnum):
    """How a passage bears on a recommendation."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CHALLENGES = "challenges"
    AUTHORISES = "authorises"
    BACKGROUND = "background"


class Status(StrEnum):
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
class Recommendation:
    """One thing a document says somebody should do, or that a statute orders.

    ``span`` is its fullest statement in the document's canonical text and ``text`` the words
    there; ``places`` are all its statements, that one included, in reading order. ``actors`` are
    who is to act, ``action`` a short phrase with a verb, ``instruments`` the laws, programmes and
    bodies named. ``confidence`` is from 0 to 1. ``number`` is the document's own number for it
    (GAO's recommendations have one). For a mandate, ``product`` is what is to be delivered and
    ``due`` the date it is due (ISO 8601, computed from the date of enactment) or, where it
    recurs, the first date, with ``recurs`` saying how often (``yearly``). ``progress`` is its
    status in the issuer's words where the document gives one (``open``, ``implemented`` …).
    """

    rec_id: str
    doc_id: str
    span: Span
    text: str
    places: tuple[Span, ...]
    actors: tuple[str, ...]
    action: str
    instruments: tuple[str, ...]
    area: Area
    stance: Stance
    explicitness: Explicitness = Explicitness.EXPLICIT
    confidence: float = 1.0
    sort: Sort = Sort.RECOMMENDATION
    number: str | None = None
    product: str | None = None
    due: str | None = None
    recurs: str | None = None
    progress: str | None = None
    paraphrase: str = ""
    pages: tuple[str, ...] = ()

    @property
    def on_record(self) -> bool:
        """True when its words can be read, and so verified, in a document on record."""
        return bool(self.text)


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
    status: Status
    independent: bool
    sources: tuple[str, ...]
    contrary: bool = False
    copies: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    note: str = ""


def words_key(text: str) -> str:
    """Eight hexadecimal digits of a text's letters and figures, the same in every printing of
    it (spaces, hyphens, quotation marks and letter case aside)."""
    plain = "".join(c for c in text.casefold() if c.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def recommendation_id(doc_id: str, text: str) -> str:
    """The id of a recommendation: its document and the key of its words."""
    return f"{doc_id}.r-{words_key(text)}"


def link_id(rec_id: str, doc_id: str, quote: str) -> str:
    """The id of a link: the same for the same words wherever the passage begins and ends."""
    key = "\x1f".join((rec_id, doc_id, words_key(quote)))
    return "l-" + hashlib.sha256(key.encode()).hexdigest()[:12]
