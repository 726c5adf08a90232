"""Recommendations and mandates: what a document says somebody should do."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from kb.span import Span


class RecommendationKind(StrEnum):
    """A recommendation or a mandate; ``kind`` in ``--json``."""

    RECOMMENDATION = "recommendation"
    MANDATE = "mandate"  # a statute's "the Secretary shall submit …"


class Stance(StrEnum):
    """Whether a document recommends an action, opposes it, or commends one that exists."""

    RECOMMENDS = "recommends"
    OPPOSES = "opposes"
    COMMENDS = "commends existing"


class Explicitness(StrEnum):
    """Whether the recommendation is explicit, explicit but only an option, or implied."""

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


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An action that a document recommends, opposes or commends, or that a statute orders.

    ``span`` is its fullest statement in the document's canonical text and ``text`` the words
    there; ``places`` are all its statements, that one included, in reading order. ``actors`` are
    who is to act, empty where the document does not say; ``action`` is a short phrase with a verb,
    ``instruments`` are the laws, programmes and bodies named.
    ``confidence`` is from 0 to 1. ``number`` is the document's own
    number for it (GAO's recommendations have one). ``progress`` is its status in the issuer's
    words where the document gives one (``open``, ``implemented`` …).

    For a mandate, ``product`` is what is to be delivered and ``due`` the date it is due (ISO 8601,
    computed from the date of enactment). Where it recurs, ``due`` is the first date and ``recurs``
    says how often (``yearly``).

    ``paraphrase`` and ``pages`` come from a manual paraphrase. The field names are those of the
    records in the library.
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
    sort: RecommendationKind = RecommendationKind.RECOMMENDATION
    number: str | None = None
    product: str | None = None
    due: str | None = None
    recurs: str | None = None
    progress: str | None = None
    paraphrase: str = ""
    pages: tuple[str, ...] = ()

    @property
    def in_library(self) -> bool:
        """True when its words can be read, and so verified, in a document of the library."""
        return bool(self.text)


def words_key(text: str) -> str:
    """Eight hexadecimal digits made of the letters and figures of ``text``.

    They are the same in every printing of it: spaces, hyphens, quotation marks and letter case do
    not count.
    """
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def recommendation_id(doc_id: str, text: str) -> str:
    """The id of a recommendation: its document and the key of its words."""
    return f"{doc_id}.r-{words_key(text)}"
