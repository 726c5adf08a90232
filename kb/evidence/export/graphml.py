"""The map as GraphML: documents and recommendations, joined by evidence links."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kb.evidence.evidence_map import EvidenceMap, Row
from kb.text.display import displayable

if TYPE_CHECKING:
    import networkx as nx

# Characters that XML 1.0 has no way to write.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(found: EvidenceMap, titles: Mapping[str, str]) -> str:
    """A directed graph: an edge leads from a passage's document to the recommendation.
    ``titles`` are of the documents in the library, by id."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in found.rows:
        _add(graph, row, titles)
    out = io.BytesIO()
    nx.write_graphml(graph, out)
    return out.getvalue().decode("utf-8")


def _add(graph: nx.MultiDiGraph[str], row: Row, titles: Mapping[str, str]) -> None:
    rec = row.recommendation
    about = {
        "label": row.title,
        "document": rec.doc_id,
        "actor": "; ".join(rec.actors),
        "area": rec.area.value,
        "stance": rec.stance.value,
        "progress": rec.progress or "",
        "gaps": "; ".join(g.value for g in row.gaps),
    }
    graph.add_node(_clean(rec.rec_id), kind="recommendation", **_all_clean(about))
    for link in row.links:
        source = _clean(f"doc:{link.doc_id}")
        graph.add_node(source, kind="document", label=_clean(titles.get(link.doc_id, link.doc_id)))
        values = {
            "relation": link.relation.value,
            "status": link.status.value,
            "citation": link.citation,
            "quote": link.text,
            "sources": "; ".join(link.sources),
            "judges": "; ".join(link.judges),
            "note": link.note,
        }
        graph.add_edge(
            source,
            _clean(rec.rec_id),
            key=link.link_id,
            independent=link.independent,
            score=link.score,
            **_all_clean(values),
        )


def _all_clean(values: Mapping[str, str]) -> dict[str, str]:
    return {name: _clean(value) for name, value in values.items()}


def _clean(text: str) -> str:
    return _NO_XML.sub(" ", displayable(text))
