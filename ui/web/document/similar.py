"""Passages of other documents with a similar meaning, by the vectors of the library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from kb.search.fold_copies import work_of
from kb.search.hit_builder import build_hit
from kb.search.hits import Hit, Why
from kb.settings import settings

if TYPE_CHECKING:
    from kb.span import Span
    from kb.store import Library
    from kb.store.records import DocumentSummary

_POOL = 2000  # nearest passages that are looked through for other works


def similar_passages(library: Library, doc_id: str, span: Span) -> list[Hit]:
    """Passages of other works, one of each, nearest first by cosine similarity, which is their
    score. Passages whose citation does not verify are left out."""
    table = library.vector_table()
    inside = library.passages_in(doc_id, span)
    here = [table.rows[p.passage_id] for p in inside if p.passage_id in table.rows]
    if not here:
        return []
    vector = table.matrix[here].mean(axis=0)
    scores = table.matrix @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
    summaries = library.summaries()
    found: list[Hit] = []
    for row in _others(scores, table.doc_ids, summaries, doc_id):
        stored = library.passages_by_id([table.ids[row]]).get(table.ids[row])
        hit = (
            build_hit(
                library,
                stored,
                summaries[stored.doc_id],
                float(scores[row]),
                Why(dense=len(found) + 1),
            )
            if stored
            else None
        )
        if hit is not None:
            found.append(hit)
    return found


def _others(
    scores: np.ndarray[tuple[int], np.dtype[np.float32]],
    doc_ids: tuple[str, ...],
    summaries: Mapping[str, DocumentSummary],
    doc_id: str,
) -> list[int]:
    """The best row of each other work."""
    limits = settings().app
    seen = {work_of(summaries[doc_id])} if doc_id in summaries else set()
    chosen: list[int] = []
    for row in map(int, np.argsort(-scores, kind="stable")[:_POOL]):
        other = doc_ids[row]
        if scores[row] < limits.similar or len(chosen) == limits.most_similar:
            break
        work = work_of(summaries[other]) if other in summaries else other
        if other != doc_id and work not in seen:
            seen.add(work)
            chosen.append(row)
    return chosen
