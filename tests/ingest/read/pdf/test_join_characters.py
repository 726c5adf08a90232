"""Characters become runs: spaces, spaced letters, ligatures, letters drawn twice, turned text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingest.read.pdf import read
from ingest.read.pdf.pdf_file import Pdf
from ingest.read.pdf.runs import Run
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import FONTS, drawn_pdf, stream

WIDTHS = {"a": 5.56, "e": 5.56, "1": 5.56, "l": 2.22, "i": 2.22, ".": 2.78, "m": 8.33, "W": 9.44}


def runs(content: bytes, **more: object) -> tuple[Run, ...]:
    return Pdf(drawn_pdf(content, **more)).read(0, None).runs  # type: ignore[arg-type]


def texts(content: bytes, **more: object) -> list[str]:
    return [r.text for r in runs(content, **more)]


def document(data: bytes) -> Document:
    found = read(Source.of(data, "drawn.pdf"))
    assert isinstance(found, Document), found
    return found


def at(x: float, words: str, y: float = 700, size: float = 10) -> bytes:
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET " % (size, x, y, words.encode("cp1252"))


@pytest.mark.parametrize(
    ("content", "expected", "why"),
    [
        (b"[(Re)20(ad)-400(this)-30(now)] TJ", ["Read thisnow"], "a wide gap is a space"),
        (b"[(Re)20(ad)-2000(this)] TJ", ["Read", "this"], "a wider one parts runs"),
        (b"2 Tc (Double quote) Tj", ["Double quote"], "letters set apart are one word"),
        (b"2 Tc (Do) Tj 0 Tc (or) Tj", ["Door"], "also where the next ones are not"),
        (b"(W) Tj 2 Tc ( N) Tj 0 Tc (.) Tj", ["W N."], "also after a letter alone"),
        (b"-0.3 Tc (Double quote) Tj", ["Double quote"], "letters set close"),
        (b"3 Tw (a word) Tj", ["a word"], "wide spaces"),
        (b"80 Tz (a word) Tj", ["a word"], "narrow letters"),
        (b"(well\xadknown) Tj", ["well-known"], "a hyphen inside a line, named a soft one"),
        (b"(Introduction....................7) Tj", ["Introduction .................... 7"],
         "the dots of a table of contents"),
        (b"(a) Tj /F2 10 Tf (b) Tj", ["a", "b"], "another face"),
    ],
)  # fmt: skip
def test_strings_become_runs(content: bytes, expected: list[str], why: str) -> None:
    assert texts(b"BT /F1 10 Tf 72 700 Td " + content + b" ET") == expected, why


def test_a_run_has_its_start_end_and_size() -> None:
    (run,) = runs(b"BT /F1 10 Tf 2 0 0 2 30 40 Tm (word) Tj ET")
    assert (run.x, run.y, run.size) == (30, 40, 20)
    assert run.end == pytest.approx(30 + 20 * (0.722 + 0.556 + 0.333 + 0.556), abs=0.01)


def test_a_declared_page_header_and_a_soft_hyphen_are_recognised() -> None:
    head, body, rest = runs(
        b"BT /F1 10 Tf /Artifact <</Type /Pagination /Subtype /Header>> BDC 72 760 Td (Head) Tj EMC"
        b" 0 -90 Td (ethe) Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC 0 -12 Td (real) Tj ET"
    )
    assert head.page_header
    assert not body.page_header
    assert body.text == "ethe\u00ad"
    assert rest.text == "real"


def test_a_mark_beside_a_figure_is_no_part_of_it() -> None:
    content = at(72, "They seized 1,900") + at(151, "7", 704, 6) + at(156, "loads in May.")
    found = document(drawn_pdf(content))
    assert found.text == "They seized 1,900 loads in May."


def test_ligatures_are_letters_and_two_of_one_kind_stay_two() -> None:
    cmap = b"1 beginbfchar <61> <00660066> endbfchar 1 beginbfchar <62> <006600660069> endbfchar"
    font = (b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 97 /LastChar 98"
            b" /Widths [600 600] /ToUnicode 6 0 R >>")  # fmt: skip
    content = b"BT /F1 10 Tf 72 700 Td (o) Tj /L 10 Tf (a) Tj /F1 10 Tf (ers, e) Tj /L 10 Tf (b) Tj /F1 10 Tf (cient) Tj ET"
    found = drawn_pdf(content, objects=[font, stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
        b" endcodespacerange " + cmap + b" endcmap end")], fonts=FONTS + b" /L 5 0 R")  # fmt: skip
    assert document(found).text == "offers, efficient"


@pytest.mark.parametrize("offset", [(0.0, 0.0), (0.3, 0.0), (0.5, -0.5), (0.0, 0.4), (-0.4, 0.2)])
@pytest.mark.case("15")
def test_a_letter_drawn_twice_is_one_letter(offset: tuple[float, float]) -> None:
    """For bold, or as a shadow; letter by letter, by word, or all once more at the end."""
    x, y = offset
    word = "aa11 well seemed all"
    again = at(72 + x, word, 700 + y)
    one_by_one = b"".join(
        at(72 + 5.56 * i + dx, "1", 660 + dy) for i in range(3) for dx, dy in ((0, 0), offset)
    )
    found = document(drawn_pdf(at(72, word) + at(72, "The first line.", 680) + one_by_one + again))
    assert " ".join(found.text.split()) == f"{word} The first line. 111"


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="ae1li.mW", min_size=1, max_size=12),
    st.floats(-0.6, 0.6),
    st.floats(-0.6, 0.6),
)
@pytest.mark.case("15")
def test_letters_side_by_side_stay_and_drawn_again_do_not_count(
    word: str, x: float, y: float
) -> None:
    """Whatever the word, it is read the same drawn once, and once more beside itself."""
    places = [72 + sum(WIDTHS[c] for c in word[:i]) for i in range(len(word))]
    once = b"".join(at(p, c) for p, c in zip(places, word, strict=True))
    twice = b"".join(at(p, c) + at(p + x, c, 700 + y) for p, c in zip(places, word, strict=True))
    assert texts(at(72, word)) == [word]
    assert texts(once) == [word]
    assert texts(twice) == [word]


@pytest.mark.case("15")
def test_the_case_of_fake_bold(case_path: Callable[[str], Path]) -> None:
    found = read(Source.load(case_path("15-fake-bold.pdf")))
    assert isinstance(found, Document)
    assert found.text.startswith("Radio Spectrum Audit\n\nThe auditors counted 212 unlicensed")


UPRIGHT = b"".join(at(72, "Upright words fill most of this page.", 700 - 14 * i) for i in range(4))


@pytest.mark.parametrize(
    ("matrix", "why"),
    [(b"0 1 -1 0", "upwards"), (b"0 -1 1 0", "downwards"), (b"0.7 0.7 -0.7 0.7", "slanting"),
     (b"-1 0 0 -1", "upside down")],
)  # fmt: skip
@pytest.mark.case("32")
def test_turned_text_beside_upright_text_is_named(matrix: bytes, why: str) -> None:
    turned = b"BT /F1 10 Tf " + matrix + b" 400 300 Tm (Ojinaga 9 staff) Tj ET"
    found = document(drawn_pdf(UPRIGHT + turned))
    assert "Ojinaga" not in found.text
    assert found.warnings == (
        "page 1 (label 1) has text set at an angle; it is left out (“Ojinaga 9 staff”)",
    ), why
    assert [o.reason for o in found.left_out] == ["set at an angle"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("matrix", [b"1 0 0 1 100 300", b"0 1 -1 0 300 300", b"0 -1 1 0 300 500",
                                    b"-1 0 0 -1 400 300"])  # fmt: skip
@pytest.mark.case("32")
def test_a_page_turned_as_a_whole_is_read(rotate: int, matrix: bytes) -> None:
    lines = b"BT /F1 10 Tf 12 TL " + matrix + b" Tm (Ojinaga 9 staff) Tj T* (in the year) Tj ET"
    found = document(drawn_pdf(lines, page=b"/MediaBox [0 0 612 792] /Rotate %d" % rotate))
    assert found.text == "Ojinaga 9 staff in the year"
    assert found.warnings == ()


@pytest.mark.case("32")
def test_the_case_of_a_turned_table(case_path: Callable[[str], Path]) -> None:
    found = read(Source.load(case_path("32-turned-side-table.pdf")))
    assert isinstance(found, Document)
    assert "Mesquite 18,204 3.1%" in found.text
    assert "Mesquite 14 staff" not in found.text
    assert "page 3 (label 3) has text set at an angle" in found.warnings[0]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (b"/MediaBox [100 200 712 992]", "a page that does not begin at zero"),
        (b"/MediaBox [0 0 6120 7920] /UserUnit 1", "a large page"),
        (b"/MediaBox [0 0 2000 2000] /CropBox [60 600 700 800]", "a crop box"),
    ],
)
def test_boxes_of_pages(page: bytes, why: str) -> None:
    found = document(drawn_pdf(at(150, "Words inside the box."), page=page))
    assert found.text == "Words inside the box.", why


def test_words_outside_the_crop_box_are_left_out_and_named() -> None:
    found = document(drawn_pdf(at(150, "Words inside.") + at(150, "A printer's mark.", 820),
                               page=b"/MediaBox [0 0 700 900] /CropBox [60 600 700 800]"))  # fmt: skip
    assert found.text == "Words inside."
    assert "A printer's mark." in found.warnings[0]


def test_letters_that_are_drawings_are_read() -> None:
    """A Type 3 font, whose sizes are its own."""
    font = (b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [.01 0 0 .01 0 0]"
            b" /FirstChar 97 /LastChar 99 /Widths [60 60 60] /CharProcs << /a 6 0 R /b 6 0 R /c 6 0 R >>"
            b" /Encoding << /Differences [97 /a /b /c] >> /Resources << >> >>")  # fmt: skip
    glyph = stream(b"60 0 0 0 50 70 d1 0 0 50 70 re f")
    (run,) = runs(b"BT /T 10 Tf 72 700 Td (abc) Tj ET", objects=[font, glyph], fonts=b"/T 5 0 R")
    assert (run.text, run.size) == ("abc", 10)
    assert run.end == pytest.approx(90)


def test_what_is_filled_into_a_field_and_written_on_the_page_is_text() -> None:
    looks = stream(b"BT /F1 10 Tf 2 5 Td (485,000 dollars) Tj ET",
                   b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << %s >> >>"
                   % FONTS)  # fmt: skip
    for kind in (b"/Widget /FT /Tx /T (f) /V (485,000 dollars)", b"/FreeText /DA (/F1 10 Tf)"):
        field = (b"<< /Type /Annot /Subtype %s /F 4 /Rect [150 695 350 715]"
                 b" /AP << /N 6 0 R >> >>" % kind)  # fmt: skip
        found = document(drawn_pdf(at(72, "The award is"), objects=[field, looks],
                                   page=b"/MediaBox [0 0 612 792] /Annots [5 0 R]"))  # fmt: skip
        assert found.text == "The award is 485,000 dollars"


def test_letters_that_the_file_does_not_tell_are_warned_of() -> None:
    """A composite font without a map to letters."""
    font = (b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H"
            b" /DescendantFonts [6 0 R] >>")  # fmt: skip
    inner = (b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500"
             b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
             b" /FontDescriptor << /Type /FontDescriptor /FontName /Odd /Flags 4"
             b" /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /StemV 80 >> >>")  # fmt: skip
    content = (
        at(72, "The words here are fine.")
        + b"BT /O 10 Tf 72 600 Td <003a003b003c003d003e003f0040> Tj ET"
    )
    found = document(drawn_pdf(content, objects=[font, inner], fonts=FONTS + b" /O 5 0 R"))
    assert any("letters that the file does not tell" in w for w in found.warnings)


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    [b"BT", b"ET", b"q", b"Q", b"1 0 0 1 9 9 cm", b"/F1 9 Tf", b"(word) Tj", b"[(a) -300 (b)] TJ",
     b"0 -12 Td", b"T*", b"(x) '", b'1 2 (y) "', b"1 0 0 1 50 700 Tm", b"/Artifact BMC", b"EMC",
     b"0 Tz", b"nan 1 Td", b"1 Tj", b"Tm", b"/X Do", b"3 Tr", b"1 g", b"0 0 9 9 re f", b"W n"]),
    max_size=40))  # fmt: skip
def test_no_order_of_operators_raises(operators: list[bytes]) -> None:
    page = Pdf(drawn_pdf(b"\n".join(operators))).read(0, None)
    assert page.problem is None
    for run in page.runs:
        assert run.text.strip() == run.text
        assert run.end >= run.x


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_content_raises(content: bytes) -> None:
    assert Pdf(drawn_pdf(content)).read(0, None).problem is None
