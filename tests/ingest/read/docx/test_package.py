"""Files that other programs than Word wrote, and files with a damaged part, are read all the same."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.read.docx import read
from ingest.read.formats import sniff
from ingest.read.source import Source
from kb.models import Skipped
from tests.ingest.read.docx_maker import document, make_word, p, style, zipped


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def renamed(data: bytes, change: dict[str, str]) -> bytes:
    found = {}
    for name, content in parts_of(data).items():
        for before, after in change.items():
            name = name.replace(before, after)
        found[name] = content
    return zipped(found)


WHOLE = make_word(p("Lamps", style="H"), styles=style("heading 1").replace("heading1", "H"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WHOLE, id="as Word writes it"),
        pytest.param(renamed(WHOLE, {"/": "\\"}), id="backslashes in names"),
        pytest.param(renamed(WHOLE, {"styles.xml": "Styles.XML"}), id="other letter case"),
        pytest.param(make_word(p("Lamps", style="H"), main="word/document2.xml",
                               styles=style("heading 1").replace("heading1", "H")),
                     id="another name of the main part"),
        pytest.param(zipped({n: d.replace(b'Target="styles.xml"', b'Target="/word/styles.xml"')
                             for n, d in parts_of(WHOLE).items()}), id="absolute targets"),
        pytest.param(zipped({n: d.replace(b"</Relationships>", b'<Relationship Id="z" Type="x/image"'
                                          b' Target="NULL"/></Relationships>')
                             for n, d in parts_of(WHOLE).items()}), id="a picture that is not there"),
        pytest.param(zipped({n: d.replace(b"<Relationships>", b'<Relationships><Relationship Id="t" '
                                          b'Type="x/officeDocument" Target="theme.xml"/>')
                             for n, d in parts_of(WHOLE).items()} | {"theme.xml": b"<theme/>"}),
                     id="a theme that is named before the body"),
    ],
)  # fmt: skip
def test_parts_are_found(data: bytes) -> None:
    made = document(data)
    assert [s.heading for s in made.sections] == ["Lamps"]
    assert sniff(Source.of(data, "x.docx")) == "docx"


@pytest.mark.parametrize("name", ["memo.docm", "memo.dotx", "memo.dotm", "memo.docx"])
def test_macros_and_templates_make_no_difference(name: str) -> None:
    assert sniff(Source.of(WHOLE, name)) == "docx"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("word/styles.xml", "its styles are damaged, so headings may be missing"),
        ("word/numbering.xml", "its lists are damaged, so automatic numbers are missing"),
        ("word/footnotes.xml", "its footnotes are damaged and left out"),
        ("word/endnotes.xml", "its endnotes are damaged and left out"),
    ],
)
def test_a_damaged_part_does_not_stop_the_rest(part: str, told: str) -> None:
    whole = make_word(p("Lamps."), styles="", numbering="", footnotes="", endnotes="")
    made = document(zipped(parts_of(whole) | {part: b"<broken"}))
    assert (made.text, made.warnings) == ("Lamps.", (told,))


def test_a_damaged_body_or_an_encrypted_entry_is_skipped() -> None:
    broken = zipped(parts_of(WHOLE) | {"word/document.xml": b"<w:document"})
    locked = bytearray(WHOLE)
    at = WHOLE.rfind(b"PK\x01\x02", 0, WHOLE.find(b"word/document.xml", WHOLE.find(b"PK\x01\x02")))
    locked[at + 8] |= 1
    for data in (broken, bytes(locked)):
        result = read(Source.of(data, "memo.docx"))
        assert isinstance(result, Skipped)
        assert "the DOCX file is damaged" in result.reason


def test_a_file_nested_too_deeply_is_skipped_with_the_reason() -> None:
    deep = make_word("<w:sdt><w:sdtContent>" * 500 + p("x") + "</w:sdtContent></w:sdt>" * 500)
    result = read(Source.of(deep, "memo.docx"))
    assert isinstance(result, Skipped)
    assert "nested too deeply" in result.reason


TITLES = [
    ("Lamp Audit", p("Text."), "Lamp Audit", "the title of the properties"),
    ("Word Document", p("Lamps at Night"), "Lamps at Night", "a title that a program wrote"),
    ("Microsoft Word - draft2.docx", p("Lamps at Night"), "Lamps at Night", "the name of a file"),
    ("Documento 1", p("Lámparas"), "Lámparas", "a new document in Spanish"),
    ("untitled", p("Lamps"), "Lamps", "untitled"),
    ("", p("Memo") + p("Oil and Lamps", style="Title"), "Oil and Lamps", "the style Title"),
    ("", p("x " * 200) + p("Findings", style="Heading1"), "Findings",
     "the first heading, where the text begins with a paragraph"),
    ("Document Retention", p("Text."), "Document Retention", "a title that begins as a default does"),
    ("User Fees at the Border", p("Text."), "User Fees at the Border", "one that begins with User"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "body", "expected", "why"), TITLES, ids=[t[3] for t in TITLES])
def test_the_title(title: str, body: str, expected: str, why: str) -> None:
    made = document(make_word(body, core=f"<dc:title>{title}</dc:title>"))
    assert made.metadata.title == expected, why


@pytest.mark.parametrize(
    ("styles", "body", "level"),
    [
        (style("Section Head", based_on="Heading2") + style("heading 2").replace("heading2", "Heading2"),
         p("Oil", style="SectionHead"), True),
        (style("Legal", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'), p("Oil", style="Legal"), True),
        ("", p("Oil", properties='<w:outlineLvl w:val="0"/>'), True),
        (style("Author", based_on="Title") + style("Title"), p("Ana", style="Author"), False),
        ("", p("Oil", properties='<w:outlineLvl w:val="9"/>'), False),
        (style("Legal", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
         p("The agency counted the oil.", style="Legal"), False),
        (style("TOC Heading", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="heading1")
         + style("heading 1"), p("Contents", style="TOCHeading"), False),
    ],
)  # fmt: skip
def test_headings_by_outline_level_and_by_kinship(styles: str, body: str, level: bool) -> None:
    assert bool(document(make_word(body + p("Text."), styles=styles)).sections) is level


def test_a_table_of_contents_is_no_body_text() -> None:
    made = document(
        make_word(p("Lamps 3", style="toc1") + p("Oil", style="Heading1"), styles=style("toc 1"))
    )
    assert [s.role.value for s in made.sections] == ["contents", "body"]


def test_headers_and_comments_are_left_out() -> None:
    related = {
        "h": ("header", b"<w:hdr>Draft</w:hdr>"),
        "c": ("comments", b"<w:comments>no</w:comments>"),
    }
    assert document(make_word(p("Text."), related=related)).text == "Text."
