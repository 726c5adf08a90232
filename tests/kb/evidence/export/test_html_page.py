"""The page is one file without scripts; it loads nothing, and each link leads to a place in it."""

from __future__ import annotations

import re

import pytest
from lxml import html

from kb.evidence.evidence_map import EvidenceMap, MapMaker
from kb.evidence.export import export
from kb.evidence.store import EvidenceStore
from kb.models import Document
from kb.store import Library
from tests.kb.evidence.conftest import Put
from tests.kb.evidence.export.hostile import FOUND, SAID, hostile_map

Lamps = tuple[Document, Document]


@pytest.fixture
def page(library: Library, put: Put) -> html.HtmlElement:
    return html.fromstring(export(hostile_map(put), library, "html"))


def test_the_page_has_no_script_and_loads_nothing(page: html.HtmlElement) -> None:
    kinds = {e.tag for e in page.iter() if isinstance(e.tag, str)}
    assert not kinds & {"script", "img", "svg", "iframe", "object", "embed", "link", "base", "form"}
    for element in page.iter():
        assert not [a for a in element.attrib if a.startswith("on") or a in ("src", "srcset", "style")]  # fmt: skip
    assert all(re.fullmatch(r"#[\w-]+", a.get("href")) for a in page.iter("a"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def test_ids_are_unique_and_links_lead_to_them(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {a.get("href")[1:] for a in page.iter("a")} <= set(ids)
    for name in page.xpath("//@aria-labelledby"):
        assert name in ids


def test_quotations_are_the_words_of_the_documents(page: html.HtmlElement) -> None:
    shown = {" ".join(q.text_content().split()) for q in page.iter("blockquote")}
    assert shown <= {_plain(SAID), *(_plain(f) for f in FOUND)}
    assert len(shown) == 5


def _plain(text: str) -> str:
    """As it is shown: no marks that hide or turn, no mark of a list item."""
    from kb.text.display import displayable

    return " ".join(displayable(re.sub(r"^- ", "", text)).split())


def test_the_page_has_three_tables_and_links_back_to_them(page: html.HtmlElement) -> None:
    assert page.xpath("//details/summary[../table or ../div/table]/text()") == [
        "By relation", "By kind of source", "By document",
    ]  # fmt: skip
    assert len(page.xpath("//article//a[@href='#tables']")) == 1
    assert page.xpath("//th[@scope='col']")
    assert page.xpath("//th[@scope='row']")


def test_template_code_in_documents_is_shown_as_text(page: html.HtmlElement) -> None:
    assert "{{ 7 * 7 }} {% if true %}" in page.text_content()


def test_counts_are_read_aloud_and_unlinked_recommendations_say_so(
    library: Library, store: EvidenceStore, put: Put, lamps: Lamps
) -> None:
    counted = html.fromstring(export(hostile_map(put), library, "html"))
    assert "For: 1 confirmed, 0 suggested" in counted.text_content()
    bare: EvidenceMap = MapMaker(store).make(["lamp-brief"])
    text = html.fromstring(export(bare, library, "html")).text_content()
    assert text.count("No evidence was looked for yet.") == len(bare.rows) == 2
    assert "2 recommendations from Lamps for the border." in text
