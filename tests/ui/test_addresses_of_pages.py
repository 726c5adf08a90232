"""Whatever stands in the address of a page, the page is drawn: a message at worst, never an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.chromium import wait_until_drawn
from tests.ui.sample import Sample

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.case("S14")
# Each page with parameters that name something, and all that it reads from its address.
PAGES = {
    "search": ({"q": "lamps"}, ("q", "p", "kind", "publisher", "lang", "doc", "years", "mode",
                              "typed")),
    "document": ({"doc": "{report}"}, ("doc", "start", "end", "page", "section", "at")),
    "map": ({"doc": "{brief}"}, ("doc", "rec", "area", "actor", "stance", "gap", "status", "view",
                                 "relation", "kind", "source", "judge-name")),
    "history": ({}, ("view", "event", "years", "topic", "government", "words")),
    "history glossary": ({"view": "glossary"}, ("term", "kind", "find")),
    "history start": ({"view": "start"}, ("path", "step")),
    "collections": ({}, ("c",)),
    "library": ({}, ("doc", "find", "order", "sheet")),
}  # fmt: skip
ODD = {
    "no number to int()": "²",
    "other numerals": "Ⅷ½㉈𝟙",
    "digits of another script": "٣",
    "years of another script": "٢٠١٠..٢٠١٢",
    "more than 64 bits": "9" * 30,
    "more than int() reads": "9" * 5000,
    "negative": "-1",
    "nought": "0",
    "a fraction": "1.5",
    "an exponent": "1e400",
    "infinity": "inf",
    "no number": "nan",
    "nothing": "",
    "a space": " ",
    "NUL": "a\x00b",
    "a newline": "a\nb",
    "turned text": "a\u202eb\u2066c\u200f",
    "tags": "a\U000e0041",
    "a path": "../../etc/passwd",
    "SQL": "' OR 1=1; --",
    "FTS": '" OR NEAR( * ^ AND',
    "filters": 'kind:"x" year:99999999999999999999 -doc: lang:',
    "HTML": "<img src=x onerror=alert(1)>",
    "Markdown": ":red[x] $x$ ![x](http://127.0.0.1:9/x)",
    "a template": "{{7*7}} ${7*7} %s {0}",
    "a range": "0000..9999",
    "a range the wrong way": "9999..0000",
    "long": "lamp " * 20_000,
    "one long word": "x" * 100_000,
    "many signs": "?" * 20_000,
    "accents on one letter": "a" + "\u0301" * 20_000,
}


@pytest.fixture(scope="module")
def home(sample_library: Sample) -> Iterator[Path]:
    """The library, for pages drawn in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KB_HOME", str(sample_library.base / "home"))
        patch.setenv("KB_READ_ONLY", "1")
        st.cache_resource.clear()
        yield sample_library.base / "home"
        st.cache_resource.clear()


def _drawn(page: str, parameters: dict[str, str | list[str]]) -> AppTest:
    name = page.split()[0]
    app = AppTest.from_string(f"from ui.web.{name}.page import page\npage()", default_timeout=60)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app.run()


def _given(page: str, sample_library: Sample) -> dict[str, str | list[str]]:
    ids = {"report": sample_library.ids["report.md"], "brief": sample_library.ids["brief.md"]}
    return {k: v.format(**ids) for k, v in PAGES[page][0].items()}


def _is_drawn(page: str, sample_library: Sample, odd: str) -> None:
    """With ``odd`` in every parameter, once beside those that name something, once instead."""
    names, given = PAGES[page][1], _given(page, sample_library)
    for parameters in ({**dict.fromkeys(names, odd), **given}, {n: [odd, "1", odd] for n in names}):
        app = _drawn(page, parameters)
        assert not app.exception, app.exception[0].message


@pytest.mark.parametrize("odd", ["²", "9" * 30, "a\x00b"])
@pytest.mark.parametrize("page", PAGES)
def test_an_odd_value_is_no_error(home: Path, sample_library: Sample, page: str, odd: str) -> None:
    _is_drawn(page, sample_library, odd)


@pytest.mark.full
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("page", PAGES)
def test_no_odd_value_is_an_error(home: Path, sample_library: Sample, page: str, odd: str) -> None:
    _is_drawn(page, sample_library, ODD[odd])


BROWSER = ("/?p=²", "/?q=lamps&p=²", "/?q=lamps&p=99999999999999999999", "/?q=lamps&p=-1",
           "/?q=lamps&p=1.5&p=2", "/?q=%ED%A0%80&kind=%ff", "/?q=lamps&years=²..³", "/?q=a%00b",
           "/document?doc=%00&page=²", "/document?doc=x&doc=y&start=²&end=٣", "/map?judge-name=²&doc=²",
           "/history?view=start&path=²&step=²", "/library?sheet=²&order=²&find=²", "/collections?c=²")  # fmt: skip


@pytest.mark.browser
def test_a_browser_shows_no_error_either(sample: Sample, page: Page) -> None:
    for path in BROWSER:
        page.goto(sample.at(quote(path, safe="/?=&%.")))
        page.locator(".stMain h1").first.wait_for()
        wait_until_drawn(page)
        shown = page.locator(".stMain").inner_text()
        assert "Error" not in shown, path
        assert "error in the program" not in shown, path
        assert page.locator("[data-testid=stException]").count() == 0, path
