"""Files of formats that are not read are skipped with what they are and what to do."""

from __future__ import annotations

import pytest

from ingest.read.formats import read_source
from ingest.read.source import Source
from kb.models import Skipped

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
