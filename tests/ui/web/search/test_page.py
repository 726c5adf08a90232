"""The notice of misspelt words: what was searched, and the way to search as typed."""

from __future__ import annotations

from kb.search.hits import Correction
from ui.web.templates import render


def test_corrections_are_shown_with_a_link_that_turns_them_off() -> None:
    found = [Correction("fentanil", "fentanyl"), Correction("mejico", "méxico")]
    html = str(render("search/page", "corrections", found, "/?q=a%20b&typed=a%20b"))
    assert "Also searched:" in html
    assert "<em>fentanyl</em>, " in html
    assert 'href="/?q=a%20b&amp;typed=a%20b"' in html
    assert ">search only fentanil, mejico</a>" in html


def test_what_was_typed_is_escaped() -> None:
    html = str(render("search/page", "corrections", [Correction("<b>x", "<i>y")], "/?q=%3Cb%3Ex"))
    assert "<b>" not in html
    assert "<i>" not in html
