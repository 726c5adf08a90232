"""The map as GraphML: recommendations, documents and sources, joined by links."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.evidence.export.checked import standing

if TYPE_CHECKING:
    import networkx as nx

    from kb.library import Library

# Characters that XML 1.0 has no way to write.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(found: EvidenceMap, library: Library) -> str:
    """A directed graph: an edge leads from a passage's document to the recommendation."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in found.rows:
        _add(graph, row, library)
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    return out.getvalue().decode("utf-8")


def _add(graph: nx.MultiDiGraph[str], row: Row, library: Library) -> None:
    rec = row.recommendation
    graph.add_node(
        rec.rec_id,
        kind="recommendation",
        label=_clean(row.title),
        document=rec.doc_id,
        area=rec.area.value,
        stance=rec.stance.value,
        gaps="; ".join(g.value for g in row.gaps),
    )
    for link in standing(row.links, library):
        title = library.document(link.doc_id).metadata.title
        graph.add_node(f"doc:{link.doc_id}", kind="document", label=_clean(title))
        graph.add_edge(
            f"doc:{link.doc_id}",
            rec.rec_id,
            key=link.link_id,
            relation=link.relation.value,
            status=link.status.value,
            independent=link.independent,
            score=link.score,
            citation=_clean(link.citation),
            quote=_clean(link.text),
        )


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", text)
