"""Lists, tables, line breaks and headings become lines; words never run together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.html.read import read
from ingest.read.source import Source
from kb.models import Document, Role
from tests.ingest.read.html.page import document, lines, page

BODIES = [
    ("<p>May 2024<br>Mexico City</p>", ["May 2024 Mexico City"], "a line break"),
    ("<p>May 2024<br/><br>Mexico City</p>", ["May 2024", "Mexico City"], "two line breaks"),
    ("<div>One</div><div>Two</div>", ["One", "Two"], "boxes"),
    ("<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"], "boxes in boxes"),
    ("<span style='display:block'>One</span><span>Two</span>", ["One", "Two"], "a box by style"),
    ("One<p>Two</p>Three", ["One", "Two", "Three"], "text without a paragraph"),
    ("<p>re<b>port</b> 1,<i>9</i>00</p>", ["report 1,900"], "emphasis inside a word"),
    ("<p>per<x-note>haps</x-note>, <u:b>$<u:n>95.2</u:n></u:b>%</p>", ["perhaps, $95.2%"],
     "elements that HTML does not have are inline"),
    ("<p>(<ix:nonFraction>310</ix:nonFraction>)<br><x-a>Two</x-a></p>", ["(310) Two"],
     "and a line break beside them keeps words apart"),
    ("<x-card>One<div>Two</div></x-card>Three<x-b>Four</x-b>", ["One", "Two", "ThreeFour"],
     "around a block they are blocks"),
    ("<style>x-a{display:block}</style><x-a>One</x-a><x-a>Two</x-a>", ["One", "Two"],
     "and where a style says so"),
    ("<table><tr><td><x-a>One</x-a><td><x-a>Two</x-a></table>", ["One | Two"], "and cells stay"),
    ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", ["x = 2"], "parts of a formula"),
    ("<p>nar<wbr>co&shy;tics</p>", ["narcotics"], "places where a word may break"),
    ("<p>10&nbsp;000 &amp; more&hellip;</p>", ["10 000 & more…"], "entities"),
    ("<p>One<img src=a.png alt=x>Two</p>", ["One Two"], "a picture between words"),
    ("<p>He said <q>stop <q>now</q></q>.</p>", ["He said “stop ‘now’”."], "quotation marks"),
    ("<p><ruby>漢<rt>kan</rt></ruby></p>", ["漢(kan)"], "a reading beside a character"),
    ("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>", ["漢(kan)"], "with parentheses"),
    ("<p>1. Patrol.<br>2. Inspect.</p>", ["1. Patrol.", "2. Inspect."], "a list made of breaks"),
    ("<pre>One line\nand more\n\nTwo</pre>", ["One line and more", "Two"], "typed text"),
    ("<ul><li>One<li>Two</ul>", ["- One", "- Two"], "items that are not closed"),
    ("<ul><li><p>One</p><p>More</p></li><li>Two</li></ul>", ["- One", "More", "- Two"],
     "paragraphs in an item"),
    ("<ul><li>One<ul><li>Two<ol><li>Three</ol></ul>Four</ul>",
     ["- One", "- Two", "1. Three", "Four"], "lists in a list"),
    ("<ol><li>One</li><li>Two</li></ol>", ["1. One", "2. Two"], "numbers"),
    ("<ol start=4><li>Four<li value=9>Nine<li>Ten</ol>", ["4. Four", "9. Nine", "10. Ten"],
     "numbers that are stated"),
    ("<ol type=a><li>One<li>Two</ol>", ["a. One", "b. Two"], "letters"),
    ('<ol style="list-style-type:upper-roman"><li>One<li>Two</ol>', ["I. One", "II. Two"], "Roman"),
    ("<ol reversed><li>One<li>Two</ol>", ["2. One", "1. Two"], "downwards"),
    ('<ol style="list-style:none"><li>One</ol>', ["- One"], "no numbers"),
    ("<ol><li><h3>Patrol</h3><p>At night.</p></ol>", ["1. Patrol", "At night."], "headings"),
    ("<ol><li><ul><li>One</ul></ol>", ["1. - One"], "a list at once in an item"),
    ("<dl><dt>Lane</dt><dd>For cargo.</dd></dl>", ["Lane", "For cargo."], "terms"),
    ("<details><summary>How</summary><ul><li>By lot</ul></details>", ["How", "- By lot"],
     "a part that opens"),
    ("<figure><img src=a><figcaption>Figure 1</figcaption></figure>", ["Figure 1"], "a caption"),
    ("<table><caption>Staff</caption><tr><th>Bridge<th>Staff<tr><td>Colombia<td>112</table>",
     ["Staff", "Bridge | Staff", "Colombia | 112"], "a table"),
    ("<table><tr><td><p>One</p><p>Two</p><td><ul><li>a<li>b</ul><td>x<br>y</table>",
     ["One Two | a b | x y"], "blocks in cells"),
    ("<table><tr><td>A<td>B<td>C<tr><td><td>2<td></table>", ["A | B | C", "| 2"], "empty cells"),
    ("<table><tr><td rowspan=2>North<td>1<td>a<tr><td>2<td>b</table>",
     ["North | 1 | a", "| 2 | b"], "a cell over two rows stays once, columns in place"),
    ("<table><tr><th colspan=2>2024<th>All<tr><td>1<td>2<td>3</table>",
     ["2024 | | All", "1 | 2 | 3"], "a cell over two columns"),
    ("<table><tr><td colspan=2>Total<tr><td>1<td>2</table>", ["Total", "1 | 2"], "a whole row"),
    ("<table><tr><td>a<td><table><tr><td>1<td>2</table><tr><td>bbbbbbb<td>ccccccc</table>",
     ["a | 1 2", "bbbbbbb | ccccccc"], "a table in a cell"),
    ("<table><tr><td><h2>One</h2><p>Text.</p><td><p>Side.</p></table>", ["One", "Text.", "Side."],
     "a table that lays out the page"),
    ("<table><tr><td>One<tr><td>Two</table>", ["One", "Two"], "a table of one column"),
    ("<table><tr><td>97<sup>1</sup><td>1<sup>st</sup></table>", ["97 | 1st"], "marks in cells"),
    ("<math><mi>x</mi><annotation>x squared</annotation></math>", ["x"], "a formula once"),
]  # fmt: skip


@pytest.mark.case("19")
@pytest.mark.parametrize(("body", "expected", "why"), BODIES, ids=[row[2] for row in BODIES])
def test_a_page_becomes_lines(body: str, expected: list[str], why: str) -> None:
    assert lines(body) == expected, why


@pytest.mark.case("19")
def test_the_page_of_the_case_has_every_item_once(case_path: Callable[[str], Path]) -> None:
    result = read(Source.load(case_path("19-nested-lists.html")))
    assert isinstance(result, Document)
    found = result.text.split("\n")
    for line in (
        "- Inspectors weigh every tenth lorry northbound.",
        "- Lanes close for cleaning at four each morning.",
        "- The log is sent to Piedras Negras on Fridays.",
        "A copy stays in the booth for ninety days.",
        "- Fines are paid at a window:",
        "- first offence 500 pesos",
        "- second offence 2,000 pesos",
        "Secondary lane",
        "How the sample was drawn",
        "Colombia | 112",
        "1. Counts were taken on a weekday in March.",
    ):
        assert found.count(line) == 1, line
    assert result.text.count("first offence") == 1


def test_two_lists_are_apart() -> None:
    text = document(page("<ul><li>One</ul><ul><li>Two</ul>")).text
    assert text.endswith("- One\n\n- Two")


def test_headings_open_sections_and_a_list_of_links_to_them_is_a_table_of_contents() -> None:
    links = "".join(f'<li><a href="#s{i}">Part {i}</a></li>' for i in range(3))
    doc = document(page(f"<ul>{links}</ul><h2 id=s0>Part 0</h2><h3>Deeper</h3><p>Text.</p>"))
    (deeper,) = (s for s in doc.sections if s.heading == "Deeper")
    assert deeper.path == ("Notes on Bridges", "Part 0", "Deeper")
    contents = [s.span.of(doc.text) for s in doc.sections if s.role is Role.CONTENTS]
    assert contents == ["- Part 0", "- Part 1", "- Part 2"]


@pytest.mark.parametrize("element", ["font", "b", "div", "span", "blockquote"])
def test_a_page_whose_elements_are_never_closed_is_read_to_its_end(element: str) -> None:
    body = "".join(f"<{element}>Word {i}<br>" for i in range(1500))
    assert " ".join(lines(body)).endswith("Word 1499")


def test_a_page_that_is_nested_too_deep_is_skipped_with_the_reason() -> None:
    result = read(Source.of(("<div>" * 100_000 + "x").encode(), "page.html"))
    assert not isinstance(result, Document)
    assert "nested more than 2,000 deep" in result.reason
