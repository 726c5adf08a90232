"""The documents of the library as a table, and the files that were not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from markupsafe import Markup

from kb.store.records import OUTDATED, DocumentSummary, SourceState
from kb.text.file_names import shown_name
from kb.text.stems import folded
from ui.web.templates import render

ORDERS = ("By title", "Newest first", "By kind", "Most passages")
_MOST_FILES = 200  # files listed as not read
_TEMPLATE = "library/documents"


def matching(documents: Iterable[DocumentSummary], text: str) -> list[DocumentSummary]:
    """The documents that have every word of ``text`` in their metadata or warnings."""
    words = folded(text).split()
    return [d for d in documents if all(w in _searchable(d) for w in words)]


def _searchable(document: DocumentSummary) -> str:
    meta = document.metadata
    fields = (meta.title, meta.kind.value, meta.publisher, meta.date, meta.number, meta.language)
    return folded(" ".join((document.doc_id, *(f for f in fields if f), *document.warnings)))


def ordered(documents: Iterable[DocumentSummary], order: str) -> list[DocumentSummary]:
    """The documents in one of ``ORDERS``; those that are equal by title."""
    found = sorted(documents, key=lambda d: d.metadata.title.casefold())
    if order == "Newest first":
        return sorted(found, key=lambda d: d.metadata.date or "", reverse=True)
    if order == "By kind":
        return sorted(found, key=lambda d: d.metadata.kind.value)
    if order == "Most passages":
        return sorted(found, key=lambda d: -d.passages)
    return found


def table(documents: Sequence[DocumentSummary], *, change: bool) -> Markup:
    """One row a document; ``change`` adds a link to its panel on this page."""
    return render(_TEMPLATE, "table", documents, change)


def panel(document: DocumentSummary) -> Markup:
    """The head of the panel in which a document is read again or removed."""
    return render(_TEMPLATE, "panel", document)


def not_read(sources: Mapping[str, SourceState]) -> Markup:
    """The files that gave no document, each with its reason, in a fold; nothing when all did."""
    found = sorted(
        (s for s in sources.values() if s.doc_id is None or s.status == OUTDATED),
        key=lambda s: s.path,
    )
    if not found:
        return Markup()
    files = [(shown_name(PurePath(s.path).name), s.reason or s.status) for s in found[:_MOST_FILES]]
    return render(_TEMPLATE, "not_read", files, len(found))
