"""Links all recommendations of a document, with progress; may be stopped and run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kb.evidence.linker import Linker

if TYPE_CHECKING:
    from kb.evidence.evidence_map import MapMaker
    from kb.search.engine import Searcher


class Watcher(Protocol):
    """Who is told how far it is; a progress of ingestion fits."""

    def total(self, files: int) -> None:
        """So many there are in all."""

    def doing(self, name: str, done: int, total: int) -> None:
        """This one is being done."""

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        """So many are done."""

    def stopped(self) -> bool:
        """True when the work is to end early."""


def link_all(
    maker: MapMaker,
    searcher: Searcher,
    doc_id: str,
    rec_id: str | None = None,
    watcher: Watcher | None = None,
) -> int:
    """Link the recommendations of a document, or the one named; gives how many were linked.
    What was linked since the record last changed is not linked again, so a run that was stopped
    goes on where it ended."""
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
