"""Permalinks are complete, short, and read back as they were written."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from ui.web import links


@pytest.mark.parametrize(
    ("url", "path", "parameters"),
    [
        (links.search_url(), "/", {}),
        (links.search_url('"a & b" ñ', kind=["brief", "report"]), "/",
         {"q": ['"a & b" ñ'], "kind": ["brief", "report"]}),
        (links.document_url("a b/c", 0, 9), "/document",
         {"doc": ["a b/c"], "start": ["0"], "end": ["9"]}),
        (links.document_url("d", page=1), "/document", {"doc": ["d"], "page": ["1"]}),
        (links.map_url("d", "r1", stance="for"), "/map",
         {"doc": ["d"], "rec": ["r1"], "stance": ["for"]}),
        (links.history_url("e"), "/history", {"event": ["e"]}),
        (links.collections_url("3"), "/collections", {"c": ["3"]}),
        (links.library_url(), "/library", {}),
    ],
)  # fmt: skip
def test_a_link_reads_back(url: str, path: str, parameters: dict[str, list[str]]) -> None:
    parts = urlsplit(url)
    assert parts.path == path
    assert parse_qs(parts.query) == parameters
