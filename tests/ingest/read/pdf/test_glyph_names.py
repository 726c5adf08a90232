"""Ligatures that only a name of several letters tells are warned of."""

from __future__ import annotations

import pytest

from tests.ingest.read.pdf.test_join_characters import document
from tests.ingest.read.pdf_maker import drawn_pdf, stream

CMAP = stream(b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar"
              b" <C9> <00660069> endbfchar endcmap")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "told", "warned", "why"),
    [
        (b"f_i", b"", True, "two letters"),
        (b"f_f_i", b"", True, "three letters"),
        (b"t_t.liga", b"", True, "with a variant"),
        (b"f_i", b"/ToUnicode 5 0 R", False, "the file tells the letters"),
        (b"fi", b"", False, "a name that is read"),
        (b"_", b"", False, "no letters"),
    ],
)
def test_a_ligature_named_by_its_letters(name: bytes, told: bytes, warned: bool, why: str) -> None:
    font = (b"/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s /Encoding << /Type"
            b" /Encoding /BaseEncoding /WinAnsiEncoding /Differences [201 /%s] >> >>" % (told, name))  # fmt: skip
    content = b"BT /F1 10 Tf 72 700 Td (The of\xc9ce keeps the manual of the water bath.) Tj ET"
    found = document(drawn_pdf(content, fonts=font, objects=[CMAP]))
    assert any("letters that the file does not tell" in w for w in found.warnings) is warned, why
