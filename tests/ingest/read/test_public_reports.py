"""Faults that users of similar systems reported in public, each made into a small input of ours."""

from __future__ import annotations

import codecs

import pytest

from ingest.read.formats import read_source
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.html.page import SENTENCE, document, lines, page

# source of the report, body of a page, the lines that are right
PAGES = [
    ("trafilatura 531", "<table><tr><td>Mon<td><ul><li>10:00 AM - 8:00 PM</ul><td>Closed now"
     "<tr><td>Tue<td><ul><li>Closed</ul><td></table>",
     ["Mon | 10:00 AM - 8:00 PM | Closed now", "Tue | Closed"]),
    ("trafilatura 233", "Did they admit it, okay?<ul><li>First point.<li>Second point.</ul>After.",
     ["Did they admit it, okay?", "- First point.", "- Second point.", "After."]),
    ("trafilatura 431", '<ul><li><span class="t" tabindex="0">You have the right.</span></li></ul>',
     ["- You have the right."]),
    ("trafilatura 76", '<table><tr><th>Hash<th>Link<tr><td>a1<td><a href="x">report</a>'
     '<tr><td>b2<td><a href="y">report two</a></table>',
     ["Hash | Link", "a1 | report", "b2 | report two"]),
    ("trafilatura 829", "<table><tr><td><p><b>Fentanyl</b></p></td></tr></table>", ["Fentanyl"]),
    ("docling 3508", "<ol><li>One<table><tr><th>Name<th>Use<tr><td>Range<td><ul><li>a<li>b</ul>"
     "</table><li>Two<li>Three</ol>",
     ["1. One", "Name | Use", "Range | a b", "2. Two", "3. Three"]),
    ("docling 3618", "<ul><li><span>Step text</span><div><div><div><ul><li>Detail 1</li>"
     "<li>Detail 2</li></ul></div></div></div></li></ul>",
     ["- Step text", "- Detail 1", "- Detail 2"]),
    ("docling 2922", "<p>\n  Lamps are lit until\n  the morning.\n</p>",
     ["Lamps are lit until the morning."]),
    ("docling 2745", "<p><b>D</b>epot, <b>P</b>ort, <i>P</i>ier</p>", ["Depot, Port, Pier"]),
    ("turbohtml 403", "<ul><li>A</li><ul><li>B</li><li>C</li></ul><li>D</li></ul>",
     ["- A", "- B", "- C", "- D"]),
    ("markitdown 1539", "<p>further<strong> </strong>reference <b>First</b><b> </b><b>Last</b></p>",
     ["further reference First Last"]),
    ("turndown 237", 'x<h3>See the<span> </span><a href="y">guide</a><span> </span>for details</h3>',
     ["x", "See the guide for details"]),
    ("html-to-markdown 481", "<p>A<i> </i>B</p>", ["A B"]),
    ("pandoc 1162", "<p>foo <I>bar </I>baz</p>", ["foo bar baz"]),
    ("unstructured 1928", "<table><thead><tr><th>Year<th>Guns</thead><tfoot><tr><td>All<td>9</tfoot>"
     "<tbody><tr><td>2024<td>9</tbody></table>", ["Year | Guns", "All | 9", "2024 | 9"]),
    ("unstructured 1807", "<table><thead><tr><th>Year</th><th>Guns</th></tr></thead></table>",
     ["Year | Guns"]),
    ("unstructured 4469", "<table><thead><tr><th rowspan=2>Site<th colspan=2>2024</thead><tbody>"
     "<tr><td>May<td>June<tr><td>Port<td>8<td>9</table>",
     ["Site | 2024", "| May | June", "Port | 8 | 9"]),
    ("forme 54", "<table><tr><td>Street<td rowspan=2>Office<tr><td>Town</table>",
     ["Street | Office", "Town"]),
    ("readability 283", '<p><span class="error" style="display:none">HIDDEN ERROR</span>Seen</p>',
     ["Seen"]),
    ("poliloom 45", '<p>Born <span style="display:none">(1977-08-21)</span> in 1977</p>',
     ["Born in 1977"]),
    ("fipguide 1023", '<p>lanes<sup><a href="#a">1</a></sup><sup><a href="#b">2</a></sup> in</p>',
     ["lanes in"]),
    ("scaling-book 55", '<p>at 256<sup><a href="#a">3</a></sup> chips</p>', ["at 256 chips"]),
    ("pd3f 26", "<p>ahead.<sup>15</sup> Then</p>", ["ahead. Then"]),
    ("pypandoc 403", "<p><some_tag>123</some_tag><some_tag>456</some_tag></p>", ["123456"]),
    ("readability 451", "<p><h2>Only gamers</h2></p><p>Text</p>", ["Only gamers", "Text"]),
    ("gpt-crawler 157", '<p>Q</p><div style="height: 0px; overflow: hidden; display: none;">A</div>',
     ["Q"]),
]  # fmt: skip


@pytest.mark.parametrize(("report", "body", "expected"), PAGES, ids=[row[0] for row in PAGES])
def test_a_page_is_read_right(report: str, body: str, expected: list[str]) -> None:
    assert lines(body) == expected, report


def test_a_paragraph_of_a_page_laid_out_by_a_table_is_whole() -> None:
    """trafilatura 890: words after the second emphasis were lost."""
    html = (
        "<html><head><title>Gears</title></head><body><table><tr><td class=sidebar>"
        f"<a href='/'>Home</a></td><td><h1>Gears</h1><p>{SENTENCE}<p>If it turns at rate <i>r</i>, "
        "the gear turns at -3<i>r</i> and the knob at 3<i>r</i>/2. It has a slope.</table></body>"
    )
    assert (
        "rate r, the gear turns at -3r and the knob at 3r/2. It has a slope." in document(html).text
    )


DATES = [
    ("htmldate 28", page("<p>x</p>", head='<script>var t={"expires":"2025-01-31"}</script>'), None),
    ("htmldate 124", page("<p>x</p>").replace("</body>", "<footer>© 2024</footer></body>"), None),
    ("htmldate 158", page("<p>This policy was last updated in July 2024 by the agency.</p>"), None),
    ("htmldate 8", page("<p>Law of May 3, 2019, call 030-2019-0503.</p>"), None),
    ("trafilatura 296", page("<p>x</p>", head='<script type="application/ld+json">{"@type":"Article"'
     ',"author":{"@type":"Person","name":{"@type":"Person","name":"J S"}},"datePublished":'
     '"2024-05-03"}</script>'), "2024-05-03"),
    ("article-extractor 400", page("<p>x</p>", head='<script type="application/ld+json">'
     '{"@type":"WebSite","name":"A"}</script><script type="application/ld+json">{"@type":'
     '"NewsArticle",\n"headline":"a\nb","datePublished":"2024-05-03"}</script>'), "2024-05-03"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "html", "date"), DATES, ids=[row[0] for row in DATES])
def test_a_date_is_one_that_the_page_states(report: str, html: str, date: str | None) -> None:
    assert document(html).metadata.date == date, report


def test_the_title_is_the_name_of_the_page_and_not_its_tagline() -> None:
    """trafilatura 23"""
    head = (
        '<script type="application/ld+json">{"@type":"Article","name":"Notes on Bridges",'
        '"headline":"a thing that a page says of itself"}</script>'
    )
    assert document(page("<p>x</p>", head=head)).metadata.title == "Notes on Bridges"


def test_a_consent_notice_without_a_role_is_not_the_article() -> None:
    """postlight parser 638: the notice was all that was read."""
    html = (
        "<html><head><title>Ship Docks</title></head><body><div id=divCMText><div>We use cookies. By "
        'clicking "OK" or any content on this site, you agree to allow cookies to be placed. Read '
        "more in our <a href=p>privacy policy</a>.</div></div><div><h1>Ship Docks</h1><p>Seventeen "
        "people on board tested positive.</p></div></body></html>"
    )
    assert document(html).text == "Ship Docks\n\nSeventeen people on board tested positive."


ENCODED = [
    ("ftfy 233", "â…“ of the load, MÃ©rida".encode(), "⅓ of the load, Mérida"),
    ("charset_normalizer 407", "Él habló de ello…".encode("cp1252"), "Él habló de ello…"),
    ("charset_normalizer 624", ("Jahr;Säle;Plätze\n" + "1981;2;3\n" * 50).encode("cp1252"), None),
    ("charset_normalizer 516", "Año, café y ñandú".encode() + b"\xa0", "Año, café y ñandú\ufffd"),
    ("llm-wiki 435", codecs.BOM_UTF8 + b"Lamps\r\n\r\nOil", "Lamps\n\nOil"),
]


@pytest.mark.parametrize(("report", "data", "text"), ENCODED, ids=[row[0] for row in ENCODED])
def test_a_text_is_decoded_right(report: str, data: bytes, text: str | None) -> None:
    result = read_source(Source.of(data, "a.txt"))
    assert isinstance(result, Document)
    assert result.text == text if text else "Säle;Plätze" in result.text, report


MARKDOWN = [
    ("python-frontmatter 20", '---\r\ntitle: "My title"\r\npublished: no\r\n---\r\n\r\nBody', "Body"),
    ("deck 412", "--- \t\r\ntitle: A\r\n---  \r\nBody", "Body"),
    ("writr 374", "---\ntitle: A\n---", None),
    ("docling 913", "1. Make it (`git b`) now\n2. Then", "1. Make it (git b) now\n2. Then"),
    ("docling 3991", "| c1 | c2 |\n|---|---|\n| 1 | A_B<br>, C_D<br>FROM `a|b` |",
     "c1 | c2\n1 | A_B , C_D FROM `a | b`"),
    ("docling 2800", "order to compute it.\n\n### Part\n\nText.\n\n<p>Some paragraph.</p>",
     "order to compute it.\n\nPart\n\nText.\n\nSome paragraph."),
    ("docling 1990", "- First\n  - subitem\n- B. second\n- 4\\. Fourth\n\nThe end!",
     "- First\n- subitem\n- B. second\n- 4. Fourth\n\nThe end!"),
    ("docling-core 180", "**a \\<b\\> _c_** &lt;d&gt;", "a <b> c <d>"),
    ("mkdocs-spellcheck 9", "<label>One</label><label>Two</label>", "One Two"),
]  # fmt: skip


@pytest.mark.parametrize(("report", "source", "text"), MARKDOWN, ids=[row[0] for row in MARKDOWN])
def test_markdown_is_read_right(report: str, source: str, text: str | None) -> None:
    result = read_source(Source.of(source.encode(), "a.md"))
    if text is None:
        assert not isinstance(result, Document)
    else:
        assert isinstance(result, Document)
        assert result.text == text, report
