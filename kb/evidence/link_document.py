"""Links all recommendations of a document. A run can be stopped and run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kb.evidence.linker import Linker

if TYPE_CHECKING:
    from kb.evidence.evidence_map import MapMaker
    from kb.search.engine import Searcher


class LinkProgress(Protocol):
    """Receives the progress of linking; the progress of ingestion fits."""

    def total(self, files: int) -> None:
        """The number of recommendations."""

    def doing(self, name: str, done: int, total: int) -> None:
        """The recommendation that is being linked."""

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        """The number of recommendations that are linked."""

    def stopped(self) -> bool:
        """True when the work is to end early."""


def link_all(
    maker: MapMaker,
    searcher: Searcher,
    doc_id: str,
    rec_id: str | None = None,
    watcher: LinkProgress | None = None,
) -> int:
    """Link the recommendations of a document, or only ``rec_id``; returns how many were linked.
    What was linked since the library last changed is not linked again, so a run that was stopped
    continues where it ended."""
    found = [r for r in maker.recommendations(doc_id) if rec_id in (None, r.rec_id)]
    if watcher:
        watcher.total(len(found))
    linker = Linker(searcher)
    for n, recommendation in enumerate(found):
        if watcher and watcher.stopped():
            return n
        if watcher:
            watcher.doing(recommendation.action, 0, 1)
        maker.store.link(recommendation, linker)
        if watcher:
            watcher.done(n + 1, 0, 0.0)
    return len(found)
