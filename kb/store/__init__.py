"""The library's store: one SQLite file with everything that must not be lost."""

from kb.store.library import FILE, Library
from kb.store.passage_filters import ANSWERING, Filter
from kb.store.records import (
    AddressRow,
    CheckReport,
    DocumentSummary,
    Facets,
    Finding,
    LexicalQuery,
    SourceState,
    StoredPassage,
    VectorTable,
)

__all__ = [
    "ANSWERING",
    "FILE",
    "AddressRow",
    "CheckReport",
    "DocumentSummary",
    "Facets",
    "Filter",
    "Finding",
    "LexicalQuery",
    "Library",
    "SourceState",
    "StoredPassage",
    "VectorTable",
]
