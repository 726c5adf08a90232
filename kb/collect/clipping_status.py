"""A clipping in its place: its words looked for in the record as it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.cite import cite_text, pin_verified, relocate
from kb.errors import UnknownDocument
from kb.span import Span
from kb.store.versioned_cache import VersionedCache

if TYPE_CHECKING:
    from kb.cite import PinCite
    from kb.models import Metadata
    from kb.store import Library


@dataclass(frozen=True, slots=True)
class Clipping:
    """A passage collected. ``cite`` and ``citation`` are there only while its words verify;
    else ``problem`` says why not. ``moved`` is set when they stand in another place now."""

    clipping_id: str
    collection_id: str
    doc_id: str
    quote: str
    note: str
    span: Span
    citation: str | None = None
    cite: PinCite | None = None
    metadata: Metadata | None = None
    moved: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    cite: PinCite | None = None
    citation: str | None = None
    metadata: Metadata | None = None
    problem: str = ""


class ClippingVerifier:
    """Puts clippings in their place, and remembers it for as long as the record stays the same:
    a page is drawn anew at every click."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places: VersionedCache[_Place] = VersionedCache(2000)

    def clipping(self, row: Mapping[str, Any]) -> Clipping:
        """The clipping of a row of the record, verified against its document as it is now."""
        span = Span(int(row["start"]), int(row["end"]))
        doc_id, quote = str(row["doc_id"]), str(row["quote"])
        key = f"{doc_id}:{span.start}:{span.end}:{hashlib.sha256(quote.encode()).hexdigest()}"
        version = self._library.version()
        place = self._places.of(version, key, lambda: self._place(doc_id, quote, span))
        cite = place.cite
        return Clipping(
            str(row["clipping_id"]), str(row["collection_id"]), doc_id,
            cite.quote if cite else quote, str(row["note"]), cite.span if cite else span,
            place.citation, cite, place.metadata, bool(cite and cite.span != span), place.problem,
        )  # fmt: skip

    def _place(self, doc_id: str, quote: str, span: Span) -> _Place:
        try:
            document = self._library.document(doc_id)
        except UnknownDocument:
            return _Place(problem=f"{doc_id} is not in the library any more")
        found = relocate(quote, span, document)
        if found is None:
            return _Place(problem=f"these words are not in {doc_id} any more")
        cite = pin_verified(document, found.span)
        if cite is None:
            return _Place(problem=f"these words do not verify in {doc_id}")
        return _Place(cite, cite_text(cite, document.metadata), document.metadata)
