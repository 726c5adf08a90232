"""Chapters are read as a reading program shows them: no number that nobody wrote, no hidden word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.epub import read
from ingest.read.epub.style_sheets import deciding_rules
from ingest.read.source import Source
from kb.models import Document, Role
from tests.ingest.read.epub_maker import make_book


def document(data: bytes) -> Document:
    result = read(Source.of(data, "book.epub"))
    assert isinstance(result, Document), result
    return result


def text_of(body: str, **parts: str) -> str:
    return document(make_book({"a": body}, **parts)).text  # type: ignore[arg-type]


SHOWN = [
    ('<p>carried 1,900<a epub:type="noteref" href="#f"><sup>7</sup></a> loads</p>',
     "carried 1,900 loads", "the mark of a note in EPUB's own way"),
    ('<p>in 1884<a epub:type="noteref" href="n.xhtml#f">8</a>, and</p>', "in 1884, and",
     "a mark that is not raised"),
    ('<p>in 1884<sup><a href="n.xhtml#f">8</a></sup>.</p>', "in 1884.", "a raised link"),
    ('<p>in 1884<a role="doc-noteref" href="#f">8</a>.</p>', "in 1884.", "a role of ARIA"),
    ("<div>Text in a division.</div>", "Text in a division.", "text in a division"),
    ("<section>One.<div>Two.</div>Three.</section>", "One.\n\nTwo.\n\nThree.",
     "text between divisions"),
    ("<p>Loads were<br/>counted.</p>", "Loads were counted.", "a line break keeps words apart"),
    ("<p>One</p>tail", "One\n\ntail", "text behind a paragraph"),
    ("<p>It was 1990&ndash;1995&nbsp;&mdash; said &eacute;l.</p>", "It was 1990–1995 — said él.",
     "entities of HTML"),
    ("<p>AT&amp;T &lt; 5</p>", "AT&T < 5", "entities of XML"),
    ('<p style="display:none">Hidden.</p><p>Shown.</p>', "Shown.", "a hidden paragraph"),
    ("<p>Lit <del>40</del><ins>41</ins>.</p>", "Lit 41.", "deleted words"),
    ('<p>of the <span epub:type="pagebreak" id="p45" title="45"/>salt</p>', "of the salt",
     "the end of a printed page"),
    ('<p>the toll of 12<span epub:type="pagebreak">45</span> loads</p>', "the toll of 12 loads",
     "the number of a printed page"),
    ('<p>page <a id="page_45"/>turned</p>', "page turned", "an empty anchor closes itself"),
    ("<ol><li>One<ol><li>Two</li></ol></li></ol>", "1. One\n1. Two", "a list in a list"),
    ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a | b\n1 | 2",
     "a table"),
    ("<figure><img src='x.png' alt='Map'/><figcaption>Map 1.</figcaption></figure>", "Map 1.",
     "a caption"),
    ('<p>E <epub:switch><epub:case required-namespace="m">F</epub:case><epub:default>= ma'
     "</epub:default></epub:switch></p>", "E = ma", "one of two forms of one content"),
    ("<p>See <i/>the <b/>audit.</p>", "See the audit.", "empty elements"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text", "why"), SHOWN, ids=[s[2] for s in SHOWN])
def test_what_is_shown_is_text(body: str, text: str, why: str) -> None:
    assert text_of(body) == text, why


def test_notes_are_notes() -> None:
    made = document(
        make_book(
            {"a": '<p>Loads.</p><aside epub:type="footnote" id="f"><p>7 Of two mules.</p></aside>'
                  '<ol><li epub:type="endnote">Barrels.</li></ol>'}
        )
    )  # fmt: skip
    found = [s.span.of(made.text) for s in made.sections if s.role is Role.FOOTNOTE]
    assert found == ["7 Of two mules.", "1. Barrels."]


def test_a_style_sheet_of_the_book_may_hide_words() -> None:
    head = '<link rel="stylesheet" href="../css/b%20k.css"/><link rel="stylesheet" href="no.css"/>'
    data = make_book(
        {"a": '<p class="gone">Publisher only.</p><p>Lamps.</p>'}, head=head,
        files={"css/b k.css": b".gone { display: none }"},
    )  # fmt: skip
    assert document(data).text == "Lamps."


def test_a_rule_for_one_device_hides_nothing() -> None:
    sheet = b"@media amzn-mobi { p { display: none } } @media print { p { display: none } }"
    head = '<link rel="stylesheet" href="s.css"/>'
    data = make_book({"a": "<p>Lamps.</p>"}, head=head, files={"OEBPS/s.css": sheet})
    assert document(data).text == "Lamps."


RULES = [
    (".a { display: none }", True), (".a { DISPLAY:none !important; color: red }", True),
    (".a { visibility: hidden }", True), (".a { text-decoration: line-through }", True),
    (".a { vertical-align: super; font-size: 0.7em }", True), (".a { font-size: 0 }", True),
    (".a { opacity: 0; }", True), (".a { text-indent: -9999px }", True), ("a { display: block }", True),
    (".a { text-decoration: none; border: none }", False), (".a { font-size: 0.9em }", False),
    (".a { opacity: 0.5 }", False), (".a { text-indent: -1em }", False), (".a { color: white }", False),
    ("@font-face { src: url(x) }", False), ("/* .a { display: none } */", False), (".a {", False),
    (".a { display: none " * 20_000, False),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "kept"), RULES)
def test_only_rules_that_decide_what_is_read_are_kept(rule: str, kept: bool) -> None:
    assert bool(deciding_rules(rule)) is kept


def test_the_table_of_contents_is_told_from_the_text() -> None:
    nav = (
        '<nav epub:type="toc"><h1>Contents</h1><ol><li><a href="b.xhtml">Lamps</a></li></ol></nav>'
    )
    made = document(make_book({"toc": nav, "b": "<h1>Lamps</h1><p>Forty.</p>"}))
    assert made.text.endswith("Lamps\n\nForty.")
    body = [s for s in made.sections if s.role is Role.BODY]
    assert [s.path for s in body] == [("Lamps",)]
    contents = [s.span.of(made.text) for s in made.sections if s.role is Role.CONTENTS]
    assert contents == ["Contents", "1. Lamps"]


def test_the_guide_of_an_older_book_marks_its_contents() -> None:
    made = document(
        make_book(
            {"toc": "<p>Lamps 3</p>", "b": "<p>Forty lamps.</p>"},
            guide='<reference type="toc" href="toc.xhtml"/>',
        )
    )
    assert [s.role for s in made.sections] == [Role.CONTENTS]


def xhtml(body: str, encoding: str = "utf-8", declared: str | None = None) -> bytes:
    named = f"<?xml version='1.0' encoding='{declared or encoding}'?>"
    whole = f"{named}<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"
    return whole.encode(encoding)


CHAPTERS = [
    (xhtml("<p>Señal — ¿qué?</p>"), "Señal — ¿qué?", "UTF-8"),
    (xhtml("<p>Señal — ¿qué?</p>", "utf-16"), "Señal — ¿qué?", "UTF-16"),
    (xhtml("<p>Señal ¿qué?</p>", "iso-8859-1"), "Señal ¿qué?", "Latin-1, declared"),
    (xhtml("<p>“Señal” – qué</p>", "cp1252", "windows-1252"), "“Señal” – qué", "Windows-1252"),
    (xhtml("<p>Señal</p>", "utf-8", "iso-8859-1"), "Señal", "UTF-8 that claims to be Latin-1"),
    (b"\xef\xbb\xbf" + xhtml("<p>Lamps</p>"), "Lamps", "a byte order mark"),
    (b"<!DOCTYPE html [<!ENTITY nbsp '&#160;'>]><html><body><p>a&nbsp;b</p></body></html>", "a b",
     "entities declared in the chapter"),
    (b"<html><body><p>Lit <br>lamps<p>Oil & wick", "Lit lamps\n\nOil & wick", "not well-formed"),
    (b"<!-- x --><!DOCTYPE html PUBLIC '-//W3C' 'x.dtd'><html><body><p>Lamps</p></body></html>",
     "Lamps", "a document type"),
    (b"<html><head/><body><script>no()</script><style>p {}</style><p>Lamps</p></body></html>",
     "Lamps", "scripts and styles"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "text", "why"), CHAPTERS, ids=[c[2] for c in CHAPTERS])
def test_encodings_and_damaged_markup(data: bytes, text: str, why: str) -> None:
    assert document(make_book({"a": data})).text == text, why


@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "div", "section", "li", "blockquote", "h2", "td"]),
                  st.text("abcxyz", min_size=1, max_size=6)),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_every_word_is_read_once_in_order(parts: list[tuple[str, str]]) -> None:
    wrap = {"li": "<ul><li>{}</li></ul>", "td": "<table><tr><td>{}</td></tr></table>"}
    body = "".join(wrap.get(name, f"<{name}>{{}}</{name}>").format(w) for name, w in parts)
    assert text_of(body).replace("- ", "").split() == [w for _, w in parts]


@pytest.mark.case("21")
def test_the_case_of_wrong_reading(case_path: Callable[[str], Path]) -> None:
    made = document(case_path("21-noteref.epub").read_bytes())
    for words in ("carried 1,900 loads in 1884, and", "Text that stands in a division alone",
                  "Loads were counted at dusk.", "Loads of two mules each",
                  "Map 1. The roads in the dry season.", "the archive in Xalapa"):  # fmt: skip
        assert made.text.count(words) == 1, words
    for words in ("1,9007", "18848", "Hidden words"):
        assert words not in made.text
