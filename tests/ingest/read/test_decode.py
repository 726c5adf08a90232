"""Bytes become text by their byte order mark, as UTF-8, or by the likeliest encoding."""

from __future__ import annotations

import codecs

import pytest

from ingest.read.decode import decode

WORDS = "Mérida – lámparas\n" * 4
DATA = [
    (WORDS.encode(), WORDS, "UTF-8"),
    (codecs.BOM_UTF8 + WORDS.encode(), WORDS, "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"), WORDS, "UTF-16, little endian"),
    (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), WORDS, "UTF-16, big endian"),
    (codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"), WORDS, "UTF-32"),
    (WORDS.encode("cp1252"), WORDS, "Windows-1252"),
    (b"a\r\nb\rc", "a\nb\nc", "line ends of other systems"),
    (b"\x00\x01\x02\x03" * 30, None, "binary"),
    (b"", "", "nothing"),
]


@pytest.mark.parametrize(("data", "text", "why"), DATA, ids=[row[2] for row in DATA])
def test_bytes_are_decoded(data: bytes, text: str | None, why: str) -> None:
    assert decode(data) == text, why
