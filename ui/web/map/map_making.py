"""Makes evidence maps in a child process with limits: the recommendations of a document that is
not mapped yet are extracted from its whole text, which may be made to take long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.store import EvidenceStore
from kb.settings import settings
from kb.store import Library
from ui.guarded import Children, Limits


def made_map(home: str, doc_ids: Sequence[str]) -> EvidenceMap:
    """The map of these documents of the library at ``home``. Nothing is written to it."""
    library = Library.open(Path(home), create=False)
    try:
        return MapMaker(EvidenceStore(library, writes=False)).make(tuple(doc_ids))
    finally:
        library.close()


def map_children() -> Children:
    """Children with the limits of the settings ``app``."""
    limits = settings().app
    return Children(
        limits.extractors,
        Limits(
            limits.extract_s, limits.extract_wait_s, limits.extract_mb * 1_000_000, limits.queue_s
        ),
    )
