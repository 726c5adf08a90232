"""What is in an optional layer that is off is left out and named, however the file says so."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf, stream

OFF, ON = b"5 0 R", b"6 0 R"
CATALOG = b"/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] >> >>"
GROUPS = (b"<< /Type /OCG /Name (Draft) >>", b"<< /Type /OCG /Name (Final) >>")
WIDE = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
NOTES = b"/MediaBox [0 0 612 792] /Annots [7 0 R]"
SEEN = b"BT /F1 12 Tf 72 700 Td (The award is given.) Tj ET "
OTHER = b"BT /F1 12 Tf 72 600 Td (It is cancelled.) Tj ET "


def in_form(content: bytes, more: bytes = b"", resources: bytes = b"") -> bytes:
    held = b" /Resources << /Font << %s >> %s >>" % (FONTS, resources)
    return stream(content, WIDE + more + held)


def text_of(pdf: bytes) -> str:
    """The text, after a check that what is left out is named."""
    found = read(Source.of(pdf))
    assert isinstance(found, Document)
    named = any("cancelled" in warning for warning in found.warnings)
    assert named == ("cancelled" not in found.text), found.warnings
    return found.text


MEMBERSHIPS = [
    (OFF, False),
    (ON, True),
    (b"<< /Type /OCMD /OCGs 5 0 R >>", False),
    (b"<< /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AllOn >>", False),
    (b"<< /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AnyOn >>", True),
    (b"<< /Type /OCMD /OCGs [5 0 R 6 0 R] >>", True),
    (b"<< /Type /OCMD /OCGs [6 0 R] /P /AnyOff >>", False),
    (b"<< /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AnyOff >>", True),
    (b"<< /Type /OCMD /OCGs [5 0 R 6 0 R] /P /AllOff >>", False),
    (b"<< /Type /OCMD /OCGs [5 0 R] /P /AllOff >>", True),
    (b"<< /Type /OCMD /VE [/Not 6 0 R] >>", False),
    (b"<< /Type /OCMD /VE [/Not 5 0 R] >>", True),
    (b"<< /Type /OCMD /VE [/And 6 0 R [/Not 5 0 R]] >>", True),
    (b"<< /Type /OCMD /VE [/Or 5 0 R [/Not 6 0 R]] >>", False),
]


@pytest.mark.parametrize(("membership", "shown"), MEMBERSHIPS)
@pytest.mark.parametrize("kind", ["form", "nested form", "marked form", "note", "field"])
def test_text_is_read_where_its_layer_is_on(kind: str, membership: bytes, shown: bool) -> None:
    layer = b" /OC %s" % membership
    content, resources, objects, page = SEEN + b"/X Do", b"/XObject << /X 7 0 R >>", [], b""
    if kind == "form":
        objects = [in_form(OTHER, layer)]
    elif kind == "nested form":
        objects = [in_form(b"/Y Do", layer, b"/XObject << /Y 8 0 R >>"), in_form(OTHER)]
    elif kind == "marked form":
        content = SEEN + b"/OC /L BDC /X Do EMC"
        resources += b" /Properties << /L %s >>" % membership
        objects = [in_form(OTHER)]
    else:
        of = b"/FreeText /Contents" if kind == "note" else b"/Widget /FT /Tx /T (f) /V"
        content, resources, page = SEEN, b"", NOTES
        entry = b"<< /Type /Annot /Subtype %s (It is cancelled.) /F 4 /Rect [0 0 612 792] %s %s >>"
        objects = [entry % (of, layer, b"/AP << /N 8 0 R >>"), in_form(OTHER)]
    size = page or b"/MediaBox [0 0 612 792]"
    pdf = drawn_pdf(
        content, objects=[*GROUPS, *objects], resources=resources, page=size, catalog=CATALOG
    )
    assert ("cancelled" in text_of(pdf)) == shown


@pytest.mark.parametrize("off_is_first", [True, False])
def test_of_two_languages_on_one_place_the_layer_that_is_on_is_read(off_is_first: bool) -> None:
    spanish = OTHER.replace(b"It is cancelled.", b"Queda aprobado.")
    layers = (b" /OC 5 0 R", b" /OC 6 0 R") if off_is_first else (b" /OC 6 0 R", b" /OC 5 0 R")
    pdf = drawn_pdf(
        SEEN + b"/X Do /Y Do",
        objects=[*GROUPS, in_form(OTHER, layers[0]), in_form(spanish, layers[1])],
        resources=b"/XObject << /X 7 0 R /Y 8 0 R >>",
        catalog=CATALOG,
    )
    found = read(Source.of(pdf))
    assert isinstance(found, Document)
    assert ("cancelled" in found.text, "aprobado" in found.text) == (not off_is_first, off_is_first)


def test_a_letter_drawn_twice_in_a_layer_is_read() -> None:
    pdf = drawn_pdf(
        SEEN + b"/X Do",
        objects=[*GROUPS, in_form(OTHER + OTHER.replace(b"72", b"72.3"), b" /OC 6 0 R")],
        resources=b"/XObject << /X 7 0 R >>",
        catalog=CATALOG,
    )
    assert "It is cancelled." in text_of(pdf)


@pytest.mark.parametrize(
    ("state", "shown"), [(b"/BaseState /OFF", False), (b"/BaseState /OFF /ON [6 0 R]", True)]
)
def test_a_note_follows_the_base_state(state: bytes, shown: bool) -> None:
    note = b"<< /Type /Annot /Subtype /FreeText /Contents (It is cancelled.) /F 4 /OC 6 0 R"
    pdf = drawn_pdf(
        SEEN,
        objects=[*GROUPS, note + b" /Rect [0 0 612 792] /AP << /N 8 0 R >> >>", in_form(OTHER)],
        page=NOTES,
        catalog=b"/OCProperties << /OCGs [5 0 R 6 0 R] /D << %s >> >>" % state,
    )
    assert ("cancelled" in text_of(pdf)) == shown


def test_a_ticked_box_of_a_layer_that_is_off_is_not_named() -> None:
    box = (
        b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (hazard) /AS /Yes /Rect [0 0 9 9] /OC %s >>"
    )
    off, on = (
        read(Source.of(drawn_pdf(SEEN, objects=[*GROUPS, box % g], page=NOTES, catalog=CATALOG)))
        for g in (OFF, ON)
    )
    assert isinstance(off, Document)
    assert isinstance(on, Document)
    assert ("hazard" in str(off.warnings), "hazard" in str(on.warnings)) == (False, True)
