"""The notice of misspelt words: what was searched, and the way to search as typed."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kb.search.hits import Correction
from tests.ui.sample import Sample
from ui.web.templates import render


def test_corrections_are_shown_with_a_link_that_turns_them_off() -> None:
    found = [Correction("fentanil", "fentanyl"), Correction("mejico", "méxico")]
    html = str(render("search/page", "corrections", found, "/?q=a%20b&typed=a%20b"))
    assert "Also searched: <em>" in html
    assert "<em>fentanyl</em>, " in html
    assert 'href="/?q=a%20b&amp;typed=a%20b"' in html
    assert ">search only fentanil, mejico</a>" in html


def test_what_was_typed_is_escaped() -> None:
    html = str(render("search/page", "corrections", [Correction("<b>x", "<i>y")], "/?q=%3Cb%3Ex"))
    assert "<b>" not in html
    assert "<i>" not in html


def test_the_link_searches_as_typed_and_the_next_query_is_corrected_again(
    sample_library: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_HOME", str(sample_library.base / "home"))
    st.cache_resource.clear()
    shown = _shown(q="mesured lampps", p="2", kind="brief")
    assert "<em>lamps</em>" in shown
    assert 'href="/?q=mesured%20lampps&amp;kind=brief&amp;typed=mesured%20lampps"' in shown
    assert "Also searched" not in _shown(q="mesured lampps", typed="mesured lampps")
    assert "Also searched" in _shown(q="lampps", typed="mesured lampps")
    st.cache_resource.clear()


def _shown(**parameters: str) -> str:
    """The HTML of the search page with these parameters in its address."""
    app = AppTest.from_string("from ui.web.search.page import page\npage()", default_timeout=60)
    for key, value in parameters.items():
        app.query_params[key] = value
    return "".join(element.proto.body for element in app.run().get("html"))
