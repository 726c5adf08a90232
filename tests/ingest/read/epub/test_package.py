"""The package of a book: which chapters there are, in which order, and what the book says of itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.epub import read
from ingest.read.formats import sniff
from ingest.read.source import Source
from kb.models import Document, Metadata, Skipped
from kb.settings import settings
from tests.ingest.read.epub_maker import make_book


def document(data: bytes) -> Document:
    result = read(Source.of(data, "book.epub"))
    assert isinstance(result, Document), result
    return result


@pytest.mark.case("S7")
def test_a_chapter_that_is_named_again_is_read_once_and_told() -> None:
    made = document(make_book({"a": "<p>One.</p>", "b": "<p>Two.</p>"}, "a b a " + "b " * 200_000))
    assert made.text == "One.\n\nTwo."
    assert made.warnings == (
        "its list of chapters names a chapter again 200,001 times; each is read once",
    )


def test_a_file_with_two_names_is_read_once() -> None:
    made = document(
        make_book(
            {"a": "<p>One.</p>"}, "a x y",
            manifest='<item id="x" href="a.xhtml#part2"/><item id="y" href="./A.xhtml"/>',
        )
    )  # fmt: skip
    assert made.text == "One."


@pytest.mark.case("S7")
@pytest.mark.parametrize("name", ["hostile/repeat.epub", "hostile/spine.epub"])
def test_hostile_books_are_read_soon(case_path: Callable[[str], Path], name: str) -> None:
    data = case_path(name).read_bytes()
    begin = time.process_time()
    made = document(data)
    assert time.process_time() - begin < settings().ingest.work_s
    assert "each is read once" in made.warnings[0]
    assert len(made.text) < 1_000_000


@pytest.mark.parametrize(
    ("files", "href"),
    [
        ({"OEBPS/c 1.xhtml": b"<p>One.</p>"}, "c%201.xhtml"),
        ({"OEBPS/c%201.xhtml": b"<p>One.</p>"}, "c%201.xhtml"),
        ({"OEBPS/Text/C1.XHTML": b"<p>One.</p>"}, "text/c1.xhtml"),
        ({"OEBPS\\c1.xhtml": b"<p>One.</p>"}, "c1.xhtml"),
        ({"c1.xhtml": b"<p>One.</p>"}, "../c1.xhtml"),
    ],
)
def test_chapters_are_found_whatever_their_names(files: dict[str, bytes], href: str) -> None:
    manifest = f'<item id="one" href="{href}"/>'
    assert document(make_book({}, "one", manifest=manifest, files=files)).text == "One."


def test_a_missing_or_damaged_chapter_does_not_stop_the_rest() -> None:
    made = document(
        make_book({"a": "<p>One.</p>", "bad": bytes(range(256)) * 9, "c": "<p>Three.</p>"}, "a bad gone c",
                  manifest='<item id="gone" href="gone.xhtml"/>')
    )  # fmt: skip
    assert made.text == "One.\n\nThree."
    assert made.warnings == (
        "chapters that are missing or damaged are left out: OEBPS/bad.xhtml, OEBPS/gone.xhtml",
    )


def test_a_chapter_that_the_list_of_files_lacks_is_named() -> None:
    made = document(make_book({"a": "<p>One.</p>"}, "a nowhere"))
    assert made.text == "One."
    assert made.warnings == (
        "its order of chapters names some that its list of files lacks; they are left out: nowhere",
    )


def test_a_chapter_that_is_nested_too_deeply_is_told_from_a_damaged_one() -> None:
    deep = "<div>" * 3_000 + "<p>Two.</p>" + "</div>" * 3_000
    made = document(make_book({"a": "<p>One.</p>", "deep": deep}))
    assert made.text == "One."
    assert made.warnings == (
        "chapters whose elements are nested too deeply are left out: OEBPS/deep.xhtml",
    )


ENCRYPTION = (
    '<encryption><EncryptedData><CipherData><CipherReference URI="{}"/></CipherData>'
    "</EncryptedData></encryption>"
)


def test_a_book_under_copy_protection_is_told_from_one_with_encrypted_fonts() -> None:
    def locked(name: str) -> bytes:
        files = {"META-INF/encryption.xml": ENCRYPTION.format(name).encode()}
        return make_book({"a": "<p>One.</p>"}, files=files)

    result = read(Source.of(locked("OEBPS/a.xhtml"), "book.epub"))
    assert isinstance(result, Skipped)
    assert "copy protection" in result.reason
    assert document(locked("OEBPS/fonts/x.otf")).text == "One."


def test_an_archive_whose_type_is_not_its_first_file_is_a_book() -> None:
    assert sniff(Source.of(make_book({"a": "<p>x</p>"}, stored_first=False), "b.epub")) == "epub"


def stated(metadata: str) -> Metadata:
    return document(make_book({"a": "<h1>Lamps</h1><p>x</p>"}, metadata=metadata)).metadata


@pytest.mark.parametrize(
    ("metadata", "field", "expected", "why"),
    [
        ("<dc:title>Unknown</dc:title>", "title", "Lamps", "a title that a program wrote"),
        ('<dc:title id="s">Sub</dc:title><dc:title id="m">Main</dc:title><meta refines="#m" '
         'property="title-type">main</meta>', "title", "Main", "the main one of two titles"),
        ("<dc:creator>Unknown</dc:creator>", "authors", (), "an author that a program wrote"),
        ('<dc:creator opf:role="aut">Ana</dc:creator><dc:creator opf:role="trl">Ben</dc:creator>',
         "authors", ("Ana",), "a translator is no author"),
        ('<dc:creator id="c">Ben</dc:creator><dc:creator id="d">Ana</dc:creator><meta refines="#c" '
         'property="role">edt</meta>', "authors", ("Ana",), "roles as EPUB 3 states them"),
        ('<dc:creator opf:role="edt">Ben</dc:creator>', "authors", ("Ben",), "an editor alone"),
        ('<dc:date opf:event="modification">2024-01-02</dc:date><dc:date opf:event="publication">'
         "1998</dc:date>", "date", "1998", "the date of publication, not of a change"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", "date", None, "calibre's unknown date"),
        ("<dc:language>spa</dc:language>", "language", "es", "a code of three letters"),
        ("<dc:language>und</dc:language>", "language", None, "an undetermined language"),
        ("<dc:language>es_MX</dc:language>", "language", "es", "an underscore"),
    ],
)  # fmt: skip
def test_what_a_book_says_of_itself(metadata: str, field: str, expected: object, why: str) -> None:
    assert getattr(stated(metadata), field) == expected, why
