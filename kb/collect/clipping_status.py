"""Clippings with their present status: whether their words are still in the library, and where."""

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
    """A collected passage. ``cite`` and ``citation`` are set while its words verify; otherwise
    ``problem`` says why they do not. ``moved`` is set where the words are at another place now."""

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
class _Status:
    cite: PinCite | None = None
    citation: str | None = None
    metadata: Metadata | None = None
    problem: str = ""


class ClippingVerifier:
    """Verifies clippings, and keeps the results until the library changes, because a page is
    drawn again at every click."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._statuses: VersionedCache[_Status] = VersionedCache(2000)

    def clipping(self, row: Mapping[str, Any]) -> Clipping:
        """The clipping of a database row, verified against its document as it is now."""
        span = Span(int(row["start"]), int(row["end"]))
        doc_id, quote = str(row["doc_id"]), str(row["quote"])
        key = f"{doc_id}:{span.start}:{span.end}:{hashlib.sha256(quote.encode()).hexdigest()}"
        version = self._library.version()
        status = self._statuses.of(version, key, lambda: self._status(doc_id, quote, span))
        cite = status.cite
        return Clipping(
            str(row["clipping_id"]), str(row["collection_id"]), doc_id,
            cite.quote if cite else quote, str(row["note"]), cite.span if cite else span,
            status.citation, cite, status.metadata, bool(cite and cite.span != span),
            status.problem,
        )  # fmt: skip

    def _status(self, doc_id: str, quote: str, span: Span) -> _Status:
        try:
            document = self._library.document(doc_id)
        except UnknownDocument:
            return _Status(problem=f"{doc_id} is not in the library any more")
        found = relocate(quote, span, document)
        if found is None:
            return _Status(problem=f"these words are not in {doc_id} any more")
        cite = pin_verified(document, found.span)
        if cite is None:
            return _Status(problem=f"these words do not verify in {doc_id}")
        return _Status(cite, cite_text(cite, document.metadata), document.metadata)
