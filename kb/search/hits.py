"""Results of a search: hits in rank order, and notices for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.models import Metadata, Page, Role
from kb.span import Span


@dataclass(frozen=True, slots=True)
class Why:
    """Why a passage is a hit: its rank in each run (from 1), and whether an address named it."""

    lexical: int | None = None
    dense: int | None = None
    address: bool = False
    source: bool = False  # the query named this source or kind of source


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``score`` is from 0 to 1, higher is better; ``rank`` is from 1.

    ``section`` is the statutory address or the heading path. ``citation`` is verified. ``copies``
    are the ids of documents that hold the same text; ``versions`` those of other versions of its
    document whose text differs here in a fact.
    """

    rank: int
    score: float
    passage_id: str
    doc_id: str
    metadata: Metadata
    section: str | None
    pages: tuple[Page, ...]
    span: Span
    text: str
    citation: str
    role: Role = Role.BODY
    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    why: Why = Why()

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.metadata.title

    @property
    def start(self) -> int:
        """Where the passage starts in the document's text."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where the passage ends in the document's text (excluded)."""
        return self.span.end

    @property
    def version_note(self) -> str:
        """``2 versions; this one is of 2024-03``, or nothing where there is one."""
        if not self.versions:
            return ""
        return (
            f"{len(self.versions) + 1} versions; this one is of {self.metadata.date or self.doc_id}"
        )

    def as_json(self) -> dict[str, Any]:
        """The hit as the command line's ``--json`` prints it."""
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "doc_id": self.doc_id,
            "title": self.title,
            "kind": self.metadata.kind.value,
            "date": self.metadata.date,
            "language": self.metadata.language,
            "section": self.section,
            "pages": pages_json(self.pages),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "citation": self.citation,
            "role": self.role.value,
            "copies": list(self.copies),
            "versions": list(self.versions),
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was ``typed``, and the word that was ``searched`` for it."""

    typed: str
    searched: str

    def as_json(self) -> dict[str, str]:
        """The correction as ``--json`` prints it."""
        return {"typed": self.typed, "searched": self.searched}


@dataclass(frozen=True, slots=True)
class Results:
    """Hits for one query. ``notices`` are sentences for the reader, for example on words that were
    expanded or addresses that are not in the library; ``corrections`` are misspelt words, which
    the reader is shown too."""

    query: str
    mode: str
    hits: tuple[Hit, ...]
    notices: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The results as the command line's ``--json`` prints them."""
        return {
            "query": self.query,
            "mode": self.mode,
            "hits": [hit.as_json() for hit in self.hits],
            "notices": list(self.notices),
            "corrections": [c.as_json() for c in self.corrections],
            "elapsed_ms": round(self.elapsed_ms, 1),
        }


def pages_json(pages: tuple[Page, ...]) -> list[dict[str, Any]]:
    """Pages as ``--json`` prints them: index from 0, label as in the file, number as printed."""
    return [{"index": p.index, "label": p.label, "printed": p.printed} for p in pages]
