"""Web pages: the article is read, the rest of the page is not."""

from __future__ import annotations

import pytest

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document, Skipped

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Lamp Oversight | Lamp Office</title>
<meta property="og:site_name" content="Lamp Office"><meta name="author" content="Ana Pérez">
<link rel="canonical" href="https://lamps.example/oversight"></head><body>
<nav><a href="/">Skip to main content</a></nav><main><article><h1>Lamp Oversight</h1>
<p>The depots lit forty lamps between 2014 and 2020, and nobody counted how many were still burning
at the end of any of those years, although each depot keeps a book for that purpose.</p>
<h2>Recommendations</h2><p>The Librarian should have each depot count its lamps twice a year and
publish what it counted, so that those who pay for the oil can see where it went.</p>
<table><tr><th>Depot</th><th>Lamps</th></tr><tr><td>North</td><td>40</td></tr></table>
</article></main><footer>Contact us</footer></body></html>"""


def test_the_article_is_read_without_navigation_and_footer() -> None:
    document = read(Source.of(ARTICLE.encode(), "page.html"))
    assert isinstance(document, Document)
    assert "count its lamps twice a year" in document.text
    assert "Skip to main content" not in document.text
    assert "Contact us" not in document.text


def test_headings_become_sections_and_a_table_row_is_one_line() -> None:
    document = read(Source.of(ARTICLE.encode(), "page.html"))
    assert isinstance(document, Document)
    assert [s.heading for s in document.sections] == ["Lamp Oversight", "Recommendations"]
    assert "Depot | Lamps\nNorth | 40" in document.text


def test_the_head_of_the_page_gives_the_metadata() -> None:
    document = read(Source.of(ARTICLE.encode(), "page.html"))
    assert isinstance(document, Document)
    meta = document.metadata
    assert (meta.title, meta.publisher) == ("Lamp Oversight", "Lamp Office")
    assert (meta.authors, meta.url) == (("Ana Pérez",), "https://lamps.example/oversight")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param(b"<html><body></body></html>", "no article", id="nothing on the page"),
        pytest.param(b"\x00\x01\x02" * 50, "not text", id="other bytes"),
    ],
)
def test_a_page_without_an_article_is_skipped_with_the_reason(page: bytes, reason: str) -> None:
    result = read(Source.of(page, "page.html"))
    assert isinstance(result, Skipped)
    assert reason in result.reason
