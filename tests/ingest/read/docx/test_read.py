"""Word documents: headings, lists, tables, links and properties are read; broken files skipped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest.read.docx import read
from ingest.read.source import Source
from kb.models import Document, Skipped
from kb.settings import IngestSettings, settings


def word(*fill: Callable[[Any], object], **properties: str) -> bytes:
    """A Word file made by ``fill``, functions that add something to an empty document."""
    made = docx.Document()
    for step in fill:
        step(made)
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def document(*fill: Callable[[Any], object], **properties: str) -> Document:
    result = read(Source.of(word(*fill, **properties), "memo.docx"))
    assert isinstance(result, Document), result
    return result


def heading(text: str, level: int) -> Callable[[Any], object]:
    return lambda d: d.add_heading(text, level)


def paragraph(text: str, style: str | None = None) -> Callable[[Any], object]:
    return lambda d: d.add_paragraph(text, style)


def table(*rows: tuple[str, ...]) -> Callable[[Any], object]:
    def fill(d: Any) -> None:
        made = d.add_table(len(rows), len(rows[0]))
        for row, words in zip(made.rows, rows, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text

    return fill


def link(before: str, text: str, url: str) -> Callable[[Any], object]:
    def fill(d: Any) -> None:
        made = d.add_paragraph(before)
        element = OxmlElement("w:hyperlink")
        element.set(
            qn("r:id"), made.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        )
        run = OxmlElement("w:r")
        words = OxmlElement("w:t")
        words.text = text
        run.append(words)
        element.append(run)
        made._p.append(element)

    return fill


TEXTS = [
    ((paragraph("One lamp."), paragraph("Two lamps.")), "One lamp.\n\nTwo lamps.", "paragraphs"),
    ((paragraph("First", "List Bullet"), paragraph("Second", "List Bullet")),
     "- First\n- Second", "items of a list, each after a dash"),
    ((paragraph("Before."), table(("Depot", "Lamps"), ("North", "40")), paragraph("After.")),
     "Before.\n\nDepot | Lamps\nNorth | 40\n\nAfter.", "a table in its place, a row on each line"),
    ((link("See ", "the audit", "https://audit.example/"),), "See the audit", "the words of a link"),
    ((paragraph("A\u00a0lamp\u200b and\tan oil\u00adcan"),), "A lamp and an oilcan",
     "invisible characters are removed, spaces are plain"),
    ((paragraph("Lamps."), paragraph(""), paragraph("Oil.")), "Lamps.\n\nOil.", "no empty paragraph"),
]  # fmt: skip


@pytest.mark.parametrize(("fill", "text", "why"), TEXTS, ids=[row[2] for row in TEXTS])
def test_the_body_becomes_text(fill: tuple[Any, ...], text: str, why: str) -> None:
    assert document(*fill).text == text, why


def test_headings_become_nested_sections() -> None:
    doc = document(
        heading("Lamps of the Depots", 0),
        heading("Findings", 1),
        paragraph("Forty lamps were lit."),
        heading("Oil", 2),
        paragraph("Nine barrels were used."),
        heading("Recommendations", 1),
        paragraph("Count the lamps."),
    )
    assert [s.path for s in doc.sections] == [
        ("Lamps of the Depots",),
        ("Lamps of the Depots", "Findings"),
        ("Lamps of the Depots", "Findings", "Oil"),
        ("Lamps of the Depots", "Recommendations"),
    ]
    oil = doc.sections[2]
    assert oil.span.of(doc.text) == "Oil\n\nNine barrels were used."


@pytest.mark.parametrize("style", ["Encabezado 1", "Título 2", "titulo2"])
def test_spanish_heading_styles_are_headings(style: str) -> None:
    def fill(d: Any) -> None:
        d.styles.add_style(style, 1)
        d.add_paragraph("Hallazgos", style)

    assert [s.heading for s in document(fill, paragraph("Texto.")).sections] == ["Hallazgos"]


@pytest.mark.parametrize(("style", "joined"), [("List Text", "\n"), ("Specialist", "\n\n")])
def test_a_style_of_lists_keeps_its_items_together(style: str, joined: str) -> None:
    def fill(d: Any) -> None:
        d.styles.add_style(style, 1)
        d.add_paragraph("One", style)
        d.add_paragraph("Two", style)

    assert document(fill).text == f"One{joined}Two"


def test_properties_give_title_author_and_language() -> None:
    meta = document(
        paragraph("Text."), title="Lamp Audit", author="Ana Pérez", language="es-MX"
    ).metadata
    assert (meta.title, meta.authors, meta.language) == ("Lamp Audit", ("Ana Pérez",), "es")


@pytest.mark.parametrize("author", ["python-docx", "Microsoft Office User", "", " user "])
def test_an_author_that_names_software_is_no_author(author: str) -> None:
    assert document(paragraph("Text."), author=author).metadata.authors == ()


def test_without_a_title_the_first_line_is_the_title() -> None:
    doc = document(heading("Lamps in Brief", 1), paragraph("Text."), title="")
    assert doc.metadata.title == "Lamps in Brief"


def damaged() -> bytes:
    whole = word(paragraph("Lamps. " * 200))
    return whole[: len(whole) // 2]


def without_document() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(damaged(), "damaged", id="cut off"),
        pytest.param(without_document(), "damaged", id="no document inside"),
        pytest.param(b"PK but no archive", "damaged", id="no archive"),
        pytest.param(word(), "no text", id="empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_skipped_with_the_reason(data: bytes, reason: str) -> None:
    result = read(Source.of(data, "memo.docx"))
    assert isinstance(result, Skipped)
    assert reason in result.reason


def test_an_archive_over_the_limit_is_skipped_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few = settings().model_copy(update={"ingest": IngestSettings(archive_files=3)})
    monkeypatch.setattr("ingest.read.zip_limits.settings", lambda: few)
    result = read(Source.of(word(paragraph("Lamps."))))
    assert isinstance(result, Skipped)
    assert "the limit is 3 files of 300 MB" in result.reason
