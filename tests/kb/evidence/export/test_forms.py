"""Each form of an export shows documents' words as text; nothing in it is executed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from markdown_it import MarkdownIt

from kb.errors import QueryError
from kb.evidence.evidence_map import EvidenceMap
from kb.evidence.export import FORMATS, export
from kb.store import Library
from tests.kb.evidence.conftest import Put
from tests.kb.evidence.export.hostile import FORMULA, MARKS, SAID, hostile_map


@pytest.fixture
def found(put: Put) -> EvidenceMap:
    return hostile_map(put)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_line_a_link_and_no_field_that_is_a_formula(library: Library, found: EvidenceMap) -> None:  # fmt: skip
    rows = _rows(export(found, library, "csv"))
    assert len(rows) == len(found.rows[0].links)
    for row in rows:
        assert None not in row
        assert None not in row.values()
        for value in row.values():
            assert not value.lstrip().startswith(("=", "+", "-", "@")), value
    assert any(row["quote"] == f"'{FORMULA}" for row in rows)
    assert {row["documents"] for row in rows} == {"1"}
    assert {row["independent_sources"] for row in rows} == {"1"}


@pytest.mark.parametrize(
    "value", ["=1", " =1", "＝1", "+1", "-1", "@a", "\t=1", "\r\n=1", "\u202e=1"]
)
def test_a_formula_is_led_by_an_apostrophe_however_it_is_hidden(value: str) -> None:
    from kb.evidence.export.csv_table import _safe

    assert _safe(value).startswith("'")
    assert _safe("1 = 1") == "1 = 1"


def test_a_recommendation_without_a_link_has_a_line(library: Library, found: EvidenceMap) -> None:
    from dataclasses import replace

    bare = replace(found, rows=(replace(found.rows[0], links=()),))
    [row] = _rows(export(bare, library, "csv"))
    assert row["recommendation_id"] == "brief.r-1"
    assert row["link_id"] == ""


def test_graphml_is_well_formed_and_read_back(library: Library, found: EvidenceMap, tmp_path: Path) -> None:  # fmt: skip
    text = export(found, library, "graphml")
    ElementTree.fromstring(text)
    (tmp_path / "map.graphml").write_text(text, encoding="utf-8")
    graph = nx.read_graphml(tmp_path / "map.graphml", force_multigraph=True)
    assert set(graph.nodes) == {"brief.r-1", "doc:report"}
    assert graph.number_of_edges() == len(found.rows[0].links)
    quotes = {data["quote"] for _, _, data in graph.edges(data=True)}
    assert FORMULA in quotes
    assert any("<script>window.hacked=1</script>" in q for q in quotes)


def test_markdown_shows_hostile_text_as_text(library: Library, found: EvidenceMap) -> None:  # fmt: skip
    text = export(found, library, "markdown")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    for tag in ("<script", "<img", "<svg", "<a ", "<table", "<code", "<!--", "<h4", "<hr"):
        assert tag not in html, tag
    assert html.count("<h3>") == 1
    assert html.count("<strong>") == 6  # For, Against, Qualifying, Background, own, gaps
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in html
    assert "rejected by" not in text


def test_json_has_the_words_unchanged(library: Library, found: EvidenceMap) -> None:
    [entry] = json.loads(export(found, library, "json"))["recommendations"]
    assert entry["text"] == SAID
    document = library.document("report")
    for link in entry["evidence"]:
        assert document.text[link["start"] : link["end"]] == link["text"]


@pytest.mark.parametrize("form", ["csv", "graphml", "markdown", "html"])
def test_no_export_has_invisible_or_bidirectional_marks(
    library: Library, found: EvidenceMap, form: str
) -> None:
    text = export(found, library, form)
    assert not MARKS & set(text)
    assert not any(f"&#{ord(m)};" in text for m in MARKS)


@pytest.mark.parametrize("form", list(FORMATS))
def test_an_empty_map_can_be_written(library: Library, form: str) -> None:
    assert export(EvidenceMap((), {}), library, form)


def test_an_unknown_form_is_refused(library: Library) -> None:
    with pytest.raises(QueryError, match="use one of csv, json, graphml, markdown, html"):
        export(EvidenceMap((), {}), library, "pdf")
