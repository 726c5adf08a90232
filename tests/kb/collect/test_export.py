"""In exports the words of hostile documents stay text, and no line of them becomes a field."""

from __future__ import annotations

import json
import re

import pytest
from markdown_it import MarkdownIt

from kb.cite import PinCite, cite_text
from kb.collect import Clipping
from kb.collect.export import as_bibtex, as_csl, as_ris, markdown
from kb.models import Kind, Metadata
from kb.span import Span

HOSTILE = (
    "x\u202ey\u2066z\x07\r\nTY  - JOUR\r\nER  - \r\nDOI: 10.1/x\n"
    "}\n@misc{evil, note = {a}}\n<script>alert(1)</script> ![i](http://h.example/i.png) "
    "[l](javascript:alert(1)) **b**"
)
URL = "javascript:alert(1)"


def _clipping(doc_id: str = "d", title: str = HOSTILE, note: str = HOSTILE) -> Clipping:
    cite = PinCite(doc_id, "0" * 64, Span(0, len(HOSTILE)), HOSTILE, path=(HOSTILE,))
    metadata = Metadata(title=title, kind=Kind.REPORT, publisher=HOSTILE, url=URL)
    cited = cite_text(cite, metadata)
    return Clipping("i", "c", doc_id, HOSTILE, note, cite.span, cited, cite, metadata)


def test_markdown_shows_hostile_text_as_text() -> None:
    shown = markdown(HOSTILE, [_clipping()])
    html = MarkdownIt("commonmark").enable("table").render(shown)
    for tag in ("<script", "<img", "<a ", "<strong", "<table"):
        assert tag not in html
    assert "alert(1)" in html


@pytest.mark.parametrize(
    "line",
    ["- a", "+ a", "1. a", "12) a", "# a", "===", "---", "> a", "    a", "| a | b |", "~~~", "```"],
)
def test_a_note_is_a_paragraph_whatever_it_begins_with(line: str) -> None:
    html = MarkdownIt("commonmark").render(markdown("Memo", [_clipping(note=f"before\n{line}")]))
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"h1", "blockquote", "p"}, html
    assert line.strip().replace(">", "&gt;") in html


def test_ris_has_only_its_own_fields() -> None:
    lines = as_ris([_clipping(), _clipping("e")]).split("\r\n")
    tags = [line[:6] for line in lines if line]
    assert tags.count("TY  - ".strip() + " ") == tags.count("ER  - "[:6]) == 2
    assert all(re.match(r"[A-Z][A-Z0-9]  -", t) for t in tags)
    assert not any("\n" in line for line in lines)
    assert not any(line.startswith("UR") for line in lines)


def test_bibtex_has_only_its_own_entries() -> None:
    found = as_bibtex([_clipping("a b"), _clipping("A b"), _clipping("a-b-2"), _clipping("a-b")])
    keys = re.findall(r"^@\w+\{([^,]+),$", found, re.MULTILINE)
    assert len({k.casefold() for k in keys}) == len(keys) == 4
    bare = re.sub(r"\\[{}]", "", found)
    assert bare.count("{") == bare.count("}")


def test_csl_json_has_one_line_per_quote() -> None:
    (item,) = json.loads(as_csl([_clipping(), _clipping()]))
    lines = item["note"].split("\n")
    assert len(lines) == 2
    assert all(line.startswith("“") for line in lines)
    assert "URL" not in item


@pytest.mark.parametrize("write", [as_bibtex, as_ris, as_csl, lambda c: markdown(HOSTILE, c)])
def test_no_export_has_invisible_or_bidirectional_marks(write: object) -> None:
    made = write([_clipping()])  # type: ignore[operator]
    assert not set("\u202e\u2066\x07") & set(made)
    assert "\\u0007" not in made


@pytest.mark.parametrize("write", [as_bibtex, as_ris])
def test_an_empty_collection_exports_nothing(write: object) -> None:
    assert write([]) == ""  # type: ignore[operator]
    assert as_csl([]) == "[]\n"
