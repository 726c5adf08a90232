"""Files of formats that are not read are skipped with what they are and what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.formats import read_source, sniff
from ingest.read.source import Source
from kb.models import Document, Skipped

UNREADABLE = [
    (b"\x89PNG\r\n\x1a\n", "it is a PNG image"),
    (b"\xd0\xcf\x11\xe0" + bytes(99), "save it as DOCX or PDF"),
    (b"{\\rtf1 lamps}", "it is an RTF file; save it as DOCX or PDF"),
    (b"\x1f\x8b" + bytes(99), "it is a gzip archive; unpack it first"),
    (b"PK\x03\x04" + bytes(99), "a ZIP archive that is neither DOCX nor EPUB; unpack it first"),
    (bytes(range(256)) * 9, "it is neither text nor a known document format"),
]


@pytest.mark.parametrize(("data", "reason"), UNREADABLE, ids=[row[1] for row in UNREADABLE])
def test_an_unreadable_format_is_named(data: bytes, reason: str) -> None:
    result = read_source(Source.of(data, "file.bin"))
    assert isinstance(result, Skipped)
    assert reason in result.reason


KINDS = [
    ("page.bin", "<!doctype html><p>Lamps", "html"),
    ("page.bin", "<?xml version='1.0'?>\n<!-- a --> <!-- b -->\n<html>", "html"),
    ("page.md", "<!doctype html><p>Lamps", "html"),
    ("law.bin", "<?xml version='1.0'?><bill>", "uslm"),
    ("notes.md", "<?xml?> <!-- licence -->\n# Lamps", "markdown"),
    ("notes.txt", "---\ntitle: Lamps\n---\nLamps burn.", "markdown"),
    ("notes.txt", "---\nLamps burn.", "text"),
    ("notes.txt", "<!-- never closed", "text"),
]


@pytest.mark.parametrize(("name", "text", "kind"), KINDS)
def test_a_textual_format_is_told_by_its_first_lines(name: str, text: str, kind: str) -> None:
    assert sniff(Source.of(text.encode(), name)) == kind


@pytest.mark.case("S8")
def test_comments_before_a_markdown_text_are_no_obstacle(
    case_path: Callable[[str], Path],
) -> None:
    document = read_source(Source.load(case_path("hostile/comments.md")))
    assert isinstance(document, Document)
    assert document.text == "Zebra\n\nZebra lamps stood at the border."


@pytest.mark.case("S8")
@pytest.mark.parametrize(
    "piece", ["<!-- a -->", "<!-- a ", "<?xml ", "<pre", "<pre ", "<", "---\n", " ", "&", "SEC. 1"]
)
def test_telling_the_kind_of_a_file_takes_time_in_proportion_to_its_length(piece: str) -> None:
    """Twelve times the text takes at most sixty times as long; a quadratic pattern takes 144
    times, an exponential one never ends."""

    def seconds(length: int) -> float:
        source = Source.of((" <?xml?>" + piece * (length // len(piece))).encode(), "file.html")
        started = time.process_time()
        for _ in range(3):
            sniff(source)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(180_000) < 60 * max(seconds(15_000), 0.005)
