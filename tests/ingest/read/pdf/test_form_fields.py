"""What is filled into a form is text; ticked boxes are named."""

from __future__ import annotations

import pytest

from tests.ingest.read.pdf.test_join_characters import at, document
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf, stream

TICK = stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
PAGE = b"/MediaBox [0 0 612 792] /Annots [5 0 R]"


def form(field: bytes, needs: bytes, *more: bytes) -> bytes:
    """A page with one field, and a form whose entries include ``needs``."""
    widget = b"<< /Type /Annot /Subtype /Widget /F 4 /Rect [150 695 350 715] %s >>" % field
    entries = b"/AcroForm << /Fields [5 0 R] /DA (/F1 10 Tf 0 g) /DR << /Font << %s >> >> %s >>"
    return drawn_pdf(
        at(72, "The award is"), page=PAGE, objects=[widget, *more], catalog=entries % (FONTS, needs)
    )


@pytest.mark.parametrize("needs", [b"/NeedAppearances true", b""])
@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (b"/FT /Tx /T (f) /V (485,000 dollars)", "The award is 485,000 dollars"),
        (b"/FT /Tx /T (f) /DA (/F1 10 Tf 0 g) /V (485,000)", "The award is 485,000"),
        (b"/FT /Ch /Ff 131072 /T (f) /Opt [(none) (all)] /V (all)", "The award is all"),
        (b"/FT /Tx /T (f)", "The award is"),
    ],
)
def test_a_value_without_an_appearance_is_text(needs: bytes, field: bytes, expected: str) -> None:
    assert " ".join(document(form(field, needs)).text.split()) == expected


@pytest.mark.parametrize(
    ("field", "named", "why"),
    [
        (b"/FT /Btn /T (hazard) /V /Yes /AS /Yes", "“hazard”", "a ticked box"),
        (b"/FT /Btn /T (h) /TU (Hazardous cargo) /V /Yes /AS /Yes", "“Hazardous cargo”",
         "its name for people"),
        (b"/FT /Btn /Ff 32768 /T (route) /V /North /AS /North", "“route: North”", "a choice"),
        (b"/Parent << /FT /Btn /T (route) /V /North >> /AS /North", "“route: North”",
         "a part of a field"),
        (b"/FT /Btn /T (hazard) /V /Off /AS /Off", "", "a box without a tick"),
        (b"/FT /Btn /T (hazard)", "", "a box without a state"),
        (b"/FT /Btn /Ff 65536 /T (send) /AS /Yes", "", "a push button"),
    ],
)  # fmt: skip
def test_a_ticked_box_is_named(field: bytes, named: str, why: str) -> None:
    looks = b" /AP << /N << /Yes 6 0 R /North 6 0 R /Off 6 0 R >> >>"
    found = document(form(field + looks, b"", TICK))
    ticks = [w for w in found.warnings if "ticked boxes" in w]
    expected = [f"page 1 (label 1) has ticked boxes, which the text does not show: {named}"]
    assert ticks == (expected if named else []), why
