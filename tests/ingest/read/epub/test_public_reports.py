"""Public reports on other readers of EPUB books, each as a small input of our own."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.read.epub import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.epub_maker import make_book


def text_of(data: bytes) -> str:
    result = read(Source.of(data, "book.epub"))
    assert isinstance(result, Document), result
    return result.text


def with_name_in_utf8_without_its_flag(data: bytes, name: str) -> bytes:
    """The archive with the entry ``x1x.xhtml`` named ``name`` in UTF-8, which its flags deny."""
    stored = name.encode()
    old = b"x" * len(stored)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(buffer, "w") as made:
        for info in whole.infolist():
            made.writestr(info.filename.replace("NAME", old.decode()), whole.read(info))
    return buffer.getvalue().replace(old, stored)


def with_broken_checksum(data: bytes, name: str) -> bytes:
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(name.encode()))
    broken = bytearray(data)
    broken[at + 16] ^= 0xFF
    return bytes(broken)


def listed(href: str, **files: bytes) -> bytes:
    return make_book(
        {}, "one", manifest=f'<item id="one" href="{href}"/>',
        files={k.replace("__", "/"): v for k, v in files.items()},
    )  # fmt: skip


ONE = b"<html><body><p>One.</p></body></html>"
MATHS = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>x</mi>'
    '<annotation encoding="application/x-tex">\\frac{x}{1}</annotation></semantics></math>'
)
REPORTS = [
    ("ebooklib#222", "a name in UTF-8 that the archive does not say is UTF-8",
     with_name_in_utf8_without_its_flag(
         make_book({}, "one", manifest='<item id="one" href="mère.xhtml"/>',
                   files={"OEBPS/NAME.xhtml": ONE}), "mère"), "One."),
    ("ebooklib#281", "files that are listed and missing",
     make_book({"a": "<p>One.</p>"}, manifest='<item id="i" href="js/kobo.js"/>'), "One."),
    ("epub2tts#280", "backslashes in an address",
     listed("Text\\one.xhtml", **{"OEBPS__Text__one.xhtml": ONE}), "One."),
    ("book-to-skill#230", "a fragment and escapes in an address",
     listed("Chapter%201.xhtml#section-2", **{"OEBPS__Chapter 1.xhtml": ONE}), "One."),
    ("markitdown#1724", "an address with dots",
     listed("../Text/one.xhtml", **{"Text__one.xhtml": ONE}), "One."),
    ("epy#93", "an address to a folder above that is the same folder",
     listed("../OEBPS/one.xhtml", **{"OEBPS__one.xhtml": ONE}), "One."),
    ("onyx#14773", "chapters stored in another order; the contents outside the spine",
     make_book({"three": "<p>3</p>", "nav": "<nav>1 2 3</nav>", "one": "<p>1</p>", "two": "<p>2</p>"},
               "one two three"), "1\n\n2\n\n3"),
    ("onyx#14773 b", "a chapter whose checksum is wrong",
     with_broken_checksum(make_book({"a": "<p>One.</p>", "b": "<p>Two.</p>"}), "OEBPS/b.xhtml"), "One."),
    ("epub2tts-edge#47", "paragraphs and divisions in one chapter",
     make_book({"a": "<p>One.</p><div>Two.</div><div><p>Three.</p>Four.</div>"}),
     "One.\n\nTwo.\n\nThree.\n\nFour."),
    ("obsidian-epub-importer#33", "paragraphs that hold the mark of a note",
     make_book({"a": '<p>Text<span class="fn"><a href="#n1" id="r1"><img src="n.png" alt="note"/></a>'
                     "</span> goes on.</p>"}), "Text goes on."),
    ("pandoc#9419", "a comment that XML forbids",
     make_book({"a": "<!-- two -- hyphens ---><p>After it.</p>"}), "After it."),
    ("pandoc#4555", "a formula beside its source", make_book({"a": f"<p>Let {MATHS} hold.</p>"}), "Let x hold."),
    ("WebToEpub#1003", "the text of a tooltip beside the note",
     make_book({"a": '<p>The word<sup><a href="#f" title="tip">[1]</a></sup> stays.</p>'}),
     "The word stays."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "kind", "data", "text"), REPORTS, ids=[f"{r[0]} {r[1]}" for r in REPORTS]
)
def test_what_others_lost_is_read(source: str, kind: str, data: bytes, text: str) -> None:
    assert text_of(data) == text, kind
