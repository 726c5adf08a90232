"""Hebrew and Arabic are read in the order in which people read them, figures as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingest.read.pdf import read
from ingest.read.pdf.right_to_left import drawn_in_reading_order, logical
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf, stream

HEBREW = ["שלום", "המשטרה", "תפסה", "רובים", "בגבול", "שנת", "עם", "לא"]
ARABIC = ["الشرطة", "ضبطت", "بندقية", "على", "الحدود", "في", "عام", "المدينة"]
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def seen(words: list[str]) -> str:
    """How a line of these words looks from left to right."""
    return " ".join(w if w[0].isdigit() or w.isascii() else w[::-1] for w in reversed(words))


Line = str | list[str]  # glyphs, each of one letter or more


def pdf(lines: list[Line], *, backwards: bool = False, size: float = 12) -> bytes:
    """A PDF that shows each line, given as it looks, glyph by glyph at its place; ``backwards``
    stores the glyphs from the right, as programs that keep the reading order do."""
    letters = sorted({c for line in lines for c in line} - {" "})
    codes = {c: i + 33 for i, c in enumerate(letters)}
    mapped = "\n".join(f"<{codes[c]:02x}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    cmap = ("/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
            f" endcodespacerange {len(letters)} beginbfchar\n{mapped}\nendbfchar endcmap end")  # fmt: skip
    shown = []
    for row, line in enumerate(lines):
        places = [(c, 72 + 0.5 * size * i) for i, c in enumerate(line) if c != " "]
        for c, x in reversed(places) if backwards else places:
            shown.append(f"BT /R {size:g} Tf {x:g} {700 - 16 * row} Td <{codes[c]:02x}> Tj ET")
    widths = " ".join(["500"] * 224)
    font = ("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 255"
            f" /Widths [{widths}] /ToUnicode 6 0 R >>").encode()  # fmt: skip
    content = "\n".join(shown).encode()
    return drawn_pdf(content, objects=[font, stream(cmap.encode())], fonts=FONTS + b" /R 5 0 R")


def text_of(data: bytes) -> str:
    found = read(Source.of(data, "rtl.pdf"))
    assert isinstance(found, Document), found
    return found.text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["המשטרה", "תפסה", "412", "רובים"], "a figure in Hebrew"),
        (["המשטרה", "תפסה", "1,407", "רובים", "בגבול"], "a figure with a separator"),
        (["בגבול", "12/05/2026", "תפסה"], "a date"),
        (["המשטרה", "עם", "GAO", "בגבול"], "a Latin name"),
        (["الشرطة", "ضبطت", "412", "بندقية"], "a figure in Arabic"),
        (["الشرطة", "ضبطت", "1,407", "بندقية", "في", "2026"], "two figures"),
        (["الشرطة", "ضبطت", "٤١٢", "بندقية"], "Arabic figures"),
        (["الشرطة", "UNODC", "الحدود"], "a Latin name in Arabic"),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.case("33")
def test_a_line_is_read_from_the_right_however_it_is_stored(
    words: list[str], why: str, backwards: bool
) -> None:
    assert text_of(pdf([seen(words)], backwards=backwards)) == " ".join(words), why


@pytest.mark.case("33")
def test_text_that_its_program_did_not_turn_is_read_as_it_is() -> None:
    """Programs without right-to-left script draw the reading order from the left."""
    lines = ["الشرطة ضبطت 412 بندقية على الحدود", "في المدينة عام 2026"]
    assert text_of(pdf(lines)).replace("\n", " ") == " ".join(lines)
    lines = ["שלום המשטרה תפסה 412 רובים בגבול", "עם שנת 2026 מן הים"]
    assert text_of(pdf(lines)).replace("\n", " ") == " ".join(lines)


@pytest.mark.parametrize("backwards", [False, True])
def test_letters_of_one_glyph_are_read_in_their_order(backwards: bool) -> None:
    """Lam-alef is one glyph."""
    turned: Line = ["ة", "ق", "د", "ن", "ب", " ", "م", "لا", "س", "ل", "ا"]
    assert text_of(pdf([turned], backwards=backwards)) == "السلام بندقة"
    as_read: Line = ["ا", "ل", "س", "لا", "م", " ", "ب", "ن", "د", "ق", "ة"]
    assert text_of(pdf([as_read], backwards=backwards)) == "السلام بندقة"


@pytest.mark.parametrize(
    ("visual", "expected", "why"),
    [
        ("%5 ةبسن", "نسبة 5%", "a percentage in Arabic"),
        ("5% לש רועיש", "שיעור של 5%", "a percentage in Hebrew"),
        (")2026( ةطرشلا", "الشرطة (2026)", "brackets as they look"),
        ("(2026) ةطرشلا", "الشرطة (2026)", "brackets that the file has turned"),
        ("The word שלום means peace.".replace("שלום", "םולש"), "The word שלום means peace.",
         "a Hebrew word in English"),
        ("2021 2020 يماع", "عامي 2020 2021", "two figures side by side"),
        ("ﺔﻃﺮﺸﻟا", "الشرطة", "letters by their shapes"),
    ],
)  # fmt: skip
def test_lines(visual: str, expected: str, why: str) -> None:
    assert logical(visual) == expected, why


@pytest.mark.parametrize("words", [HEBREW, ARABIC])
def test_the_direction_of_drawing_shows_in_the_letters(words: list[str]) -> None:
    assert not drawn_in_reading_order([seen(words)])
    assert drawn_in_reading_order([" ".join(words)])


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_words_and_figures_come_back(data: st.DataObject) -> None:
    words = data.draw(st.sampled_from([HEBREW, ARABIC]))
    figures = st.sampled_from(["7", "412", "1,407", "3.5", "2026"])
    parts = data.draw(
        st.lists(st.tuples(st.sampled_from(words), figures | st.none()), min_size=1, max_size=8)
    )
    line = [p for word, figure in parts for p in (word, figure) if p]
    assert logical(seen(line)) == " ".join(line)
    assert logical(seen(line).translate(ARABIC_DIGITS)) == " ".join(line).translate(ARABIC_DIGITS)


def test_latin_text_beside_it_stays_as_it_is() -> None:
    lines = [seen(["המשטרה", "תפסה", "412", "רובים"]), "The police seized 412 rifles."]
    assert text_of(pdf(lines)).split("\n")[-1].endswith("The police seized 412 rifles.")
