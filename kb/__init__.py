"""Evidencia's core: documents, indexes, search, answers, citations, evidence; and its public API.

    import kb

    with kb.open_library() as library:
        for hit in library.search("arms trafficking").hits:
            print(hit.rank, hit.citation)

The names in ``__all__`` and ``ingest.ingest`` are public, and ``docs/api.md`` describes them.
Every other module is private: it may change in any version. A name is imported when it is first
used, so that ``import kb`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.answer.model import Answer, Sentence
    from kb.api import OpenLibrary, open_library
    from kb.cite.verify import Verification, VerificationStatus
    from kb.errors import EvidenciaError, LibraryBusy, LibraryError, QueryError, UnknownDocument
    from kb.models import Document, Kind, Metadata, Page, Section
    from kb.search.hits import Hit, Results
    from kb.span import Span
    from kb.store.records import DocumentSummary

__version__ = "0.2.0"

__all__ = [
    "Answer",
    "Document",
    "DocumentSummary",
    "EvidenciaError",
    "Hit",
    "Kind",
    "LibraryBusy",
    "LibraryError",
    "Metadata",
    "OpenLibrary",
    "Page",
    "QueryError",
    "Results",
    "Section",
    "Sentence",
    "Span",
    "UnknownDocument",
    "Verification",
    "VerificationStatus",
    "open_library",
]

_MODULES = {
    "kb.answer.model": ("Answer", "Sentence"),
    "kb.api": ("OpenLibrary", "open_library"),
    "kb.cite.verify": ("Verification", "VerificationStatus"),
    "kb.errors": (
        "EvidenciaError", "LibraryBusy", "LibraryError", "QueryError", "UnknownDocument",
    ),
    "kb.models": ("Document", "Kind", "Metadata", "Page", "Section"),
    "kb.search.hits": ("Hit", "Results"),
    "kb.span": ("Span",),
    "kb.store.records": ("DocumentSummary",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


if not TYPE_CHECKING:  # a type checker knows the names above, and no others

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module 'kb' has no attribute {name!r}")
        return getattr(import_module(_MODULE_OF[name]), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
