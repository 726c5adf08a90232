"""Text that leaves no mark on the page is left out and named; text that people see is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document, Skipped
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf, stream

SEEN = b"BT /F1 11 Tf 72 700 Td (The award is 485,000 dollars over three years.) Tj ET "
OTHER = b"BT /F1 11 Tf 72 640 Td (The award is cancelled.) Tj ET "
IMAGE = stream(b"\xff\xff\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1"
               b" /ColorSpace /DeviceRGB /BitsPerComponent 8")  # fmt: skip
FORM = stream(b"1 g " + OTHER + b"0 g 60 600 300 20 re f 1 g BT /F1 11 Tf 72 606 Td (In a box.) Tj ET",
              b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << %s >> >>"
              % FONTS)  # fmt: skip


def document(content: bytes, **more: object) -> Document:
    found = read(Source.of(drawn_pdf(content, **more), "drawn.pdf"))  # type: ignore[arg-type]
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("hidden", "seen", "why"),
    [
        (b"3 Tr " + OTHER, b"2 Tr " + OTHER, "the invisible mode; outlined"),
        (b"7 Tr " + OTHER, b"1 Tr " + OTHER, "a clip alone; outlines alone"),
        (b"1 1 1 rg " + OTHER, b"0.6 0.6 0.6 rg " + OTHER, "white; grey"),
        (b"0.99 g " + OTHER, b"0.85 g " + OTHER, "nearly white; pale"),
        (b"0 0 0 0.01 k " + OTHER, b"0 0 0 0.4 k " + OTHER, "white in other colours"),
        (b"0.2 g 60 630 300 30 re f " + OTHER.replace(b"BT", b"BT 0.22 g"),
         b"0.2 g 60 630 300 30 re f 1 g " + OTHER, "the colour of the box; white on dark"),
        (b"1 0 0 rg 60 630 300 30 re f " + OTHER.replace(b"BT", b"BT 1 0 0 rg"),
         b"1 0 0 rg 60 630 300 30 re f 1 1 0 rg " + OTHER, "red on red; yellow on red"),
        (OTHER + b"60 630 300 30 re f", b"0.9 g 60 630 300 30 re f 0 g " + OTHER,
         "under a black bar; over a grey one"),
        (OTHER + b"1 g 60 630 300 30 re f", OTHER + b"60 630 300 30 re S",
         "under a white box; in a frame"),
        (b"q 0 0 10 10 re W n " + OTHER + b"Q", b"q 0 600 500 100 re W n " + OTHER + b"Q",
         "clipped away; inside the clip"),
        (OTHER.replace(b"72 640", b"700 640"), OTHER, "right of the page"),
        (OTHER.replace(b"72 640", b"72 -90"), OTHER, "below the page"),
        (OTHER.replace(b"11 Tf", b"0.1 Tf"), OTHER.replace(b"11 Tf", b"5 Tf"), "a tiny size; small"),
        (b"/Clear gs " + OTHER, b"/Half gs " + OTHER, "see-through; half see-through"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_left_out_and_named(hidden: bytes, seen: bytes, why: str) -> None:
    states = b"/ExtGState << /Clear << /ca 0 >> /Half << /ca 0.5 >> >>"
    without, kept = (document(SEEN + c, resources=states) for c in (hidden, seen))
    assert without.text == "The award is 485,000 dollars over three years.", why
    assert [w.split(";")[0] for w in without.warnings] == [
        "page 1 (label 1) has text that cannot be seen"
    ]
    assert "“The award is cancelled.”" in without.warnings[0]
    assert [o.reason for o in without.left_out] == ["cannot be seen on the page"]
    assert "The award is cancelled." in kept.text, why
    assert kept.warnings == ()


def test_a_layer_that_is_off_is_left_out() -> None:
    """The layer is on unless the catalogue switches it off."""
    content = SEEN + b"/OC /Draft BDC " + OTHER + b"EMC"
    more = {
        "objects": [b"<< /Type /OCG /Name (Draft) >>"],
        "resources": b"/Properties << /Draft 5 0 R >>",
    }
    made = drawn_pdf(content, **more)  # type: ignore[arg-type]
    off = made.replace(
        b"/Type /Catalog", b"/Type /Catalog /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>"
    )
    kept, without = read(Source.of(made)), read(Source.of(off))
    assert isinstance(kept, Document)
    assert isinstance(without, Document)
    assert "cancelled" in kept.text
    assert "cancelled" not in without.text


def test_text_in_a_form_is_compared_with_what_the_form_draws() -> None:
    found = document(SEEN + b"/X Do", objects=[FORM], resources=b"/XObject << /X 5 0 R >>")
    assert "cancelled" not in found.text
    assert "In a box." in found.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"q 500 0 0 700 50 50 cm /X Do Q 3 Tr " + SEEN, "invisible text over a scan"),
        (SEEN + b"q 500 0 0 700 50 50 cm /X Do Q", "text under a scan"),
    ],
)
def test_the_recognised_text_of_a_scan_is_its_text(content: bytes, why: str) -> None:
    found = document(content, objects=[IMAGE], resources=b"/XObject << /X 5 0 R >>")
    assert found.text == "The award is 485,000 dollars over three years.", why
    assert found.warnings == (), why


def test_invisible_text_beside_an_image_is_left_out() -> None:
    content = SEEN + b"q 50 0 0 50 50 50 cm /X Do Q 3 Tr " + OTHER
    found = document(content, objects=[IMAGE], resources=b"/XObject << /X 5 0 R >>")
    assert "cancelled" not in found.text


def test_a_page_of_nothing_but_hidden_text_has_no_text() -> None:
    assert isinstance(read(Source.of(drawn_pdf(b"1 g " + SEEN))), Skipped)


@hypothesis_settings(max_examples=25, deadline=None)
@given(paper=st.tuples(*[st.integers(0, 10)] * 3), ink=st.tuples(*[st.integers(0, 10)] * 3))
def test_text_is_kept_where_its_colour_differs_from_its_paper(
    paper: tuple[int, ...], ink: tuple[int, ...]
) -> None:
    """On any paper, ink of a clearly other colour is read, ink of the same colour is not."""
    colours = [b"%g %g %g rg " % tuple(c / 10 for c in of) for of in (paper, ink)]
    found = document(
        SEEN + colours[0] + b"60 630 300 30 re f " + OTHER.replace(b"BT", b"BT " + colours[1])
    )
    difference = max(abs(p - i) for p, i in zip(paper, ink, strict=True))
    if difference >= 3:
        assert "cancelled" in found.text
    elif difference == 0:
        assert "cancelled" not in found.text


@pytest.mark.case("14")
def test_hidden_text_of_the_case_is_left_out(case_path: Callable[[str], Path]) -> None:
    found = read(Source.load(case_path("14-hidden-text.pdf")))
    assert isinstance(found, Document)
    assert "485,000 dollars" in found.text
    assert "log book" in found.text
    assert "1 dollar" not in found.text
    assert "cancelled" not in found.text
    assert "text that cannot be seen" in found.warnings[0]
