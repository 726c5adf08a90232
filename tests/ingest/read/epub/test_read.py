"""EPUB books: chapters in the order of the spine, with metadata; broken books are skipped."""

from __future__ import annotations

import pytest

from ingest.read.epub import read
from ingest.read.source import Source
from kb.models import Document, Skipped
from kb.settings import IngestSettings, settings
from tests.ingest.read.epub_maker import make_book


def document(data: bytes) -> Document:
    result = read(Source.of(data, "book.epub"))
    assert isinstance(result, Document), result
    return result


TEXTS = [
    ("<p>One lamp.</p><p>Two lamps.</p>", "One lamp.\n\nTwo lamps.", "paragraphs"),
    ("<ul><li>First</li><li>Second</li></ul>", "- First\n- Second", "items, each after a dash"),
    ("<blockquote><p>Count the lamps.</p></blockquote>", "Count the lamps.", "a quotation once"),
    ('<p>See <a href="x.html">the <b>audit</b></a>.</p>', "See the audit.", "the words of a link"),
    ("<p>Lamps&nbsp;and oil &amp; wicks</p>", "Lamps and oil & wicks", "entities of HTML"),
    ("<p>Lit <br>lamps", "Lit lamps", "markup that is not well-formed"),
    ("<p>Lamps.</p><script>var x = 1;</script>", "Lamps.", "no script"),
]


@pytest.mark.parametrize(("body", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_a_chapter_becomes_text(body: str, text: str, why: str) -> None:
    assert document(make_book({"a": body})).text == text, why


def test_the_spine_decides_the_order_of_the_chapters() -> None:
    chapters = {"z": "<p>First.</p>", "a": "<p>Second.</p>", "unlisted": "<p>Never.</p>"}
    assert document(make_book(chapters, spine="z a")).text == "First.\n\nSecond."


def test_headings_become_sections_across_chapters() -> None:
    doc = document(
        make_book({"one": "<h1>Lamps</h1><p>Forty.</p><h2>Oil</h2><p>Nine.</p>",
              "two": "<h1>Wicks</h1><p>Ten.</p>"})
    )  # fmt: skip
    assert [s.path for s in doc.sections] == [("Lamps",), ("Lamps", "Oil"), ("Wicks",)]
    assert doc.sections[0].span.of(doc.text) == "Lamps\n\nForty.\n\nOil\n\nNine."


def test_the_package_gives_the_metadata() -> None:
    meta = document(make_book({"a": "<p>Text.</p>"})).metadata
    assert (meta.title, meta.authors) == ("The Lamp Report", ("Ana Pérez", "Ben Okoye"))
    assert (meta.publisher, meta.date, meta.language) == ("Lamp Office", "2031-05-04", "en")
    assert meta.rights == "CC BY 4.0"


def test_without_metadata_the_first_line_is_the_title() -> None:
    meta = document(make_book({"a": "<h1>Lamps</h1><p>Text.</p>"}, metadata="")).metadata
    assert (meta.title, meta.date, meta.authors) == ("Lamps", None, ())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(make_book({"a": "<p>x</p>"}, container=None), "damaged", id="no container"),
        pytest.param(make_book({"a": "<p>x</p>"}, container="<container/>"), "names no package file",
                     id="a container without a package"),
        pytest.param(make_book({"a": "<p>x</p>"}, container="<container"), "damaged",
                     id="a container that is not XML"),
        pytest.param(make_book({"a": "<p>x</p>"})[:300], "damaged", id="cut off"),
        pytest.param(make_book({"a": "<p></p>"}), "no text", id="no text"),
    ],
)  # fmt: skip
def test_a_book_that_cannot_be_read_is_skipped_with_the_reason(data: bytes, reason: str) -> None:
    result = read(Source.of(data, "book.epub"))
    assert isinstance(result, Skipped)
    assert reason in result.reason


def test_an_archive_over_the_limit_is_skipped_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = settings().model_copy(update={"ingest": IngestSettings(archive_mb=1)})
    monkeypatch.setattr("ingest.read.zip_limits.settings", lambda: small)
    result = read(Source.of(make_book({"a": "<p>" + "lamps " * 200_000 + "</p>"})))
    assert isinstance(result, Skipped)
    assert "the limit is 5,000 files of 1 MB" in result.reason
