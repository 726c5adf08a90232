"""Words that a file gives instead of the glyphs it draws stand in the room of these glyphs."""

from __future__ import annotations

import pytest

from tests.ingest.read.pdf.test_join_characters import document, runs, texts
from tests.ingest.read.pdf_maker import drawn_pdf

SPAN = b"/Span <</ActualText <FEFF%s>>> BDC "


def span(words: str, shown: bytes) -> bytes:
    code = words.encode("utf-16-be").hex().upper().encode()
    return SPAN % code + shown + b" EMC "


def line(*parts: bytes, matrix: bytes = b"1 0 0 1 72 700") -> bytes:
    return b"BT /F1 10 Tf " + matrix + b" Tm " + b"".join(parts) + b" ET"


@pytest.mark.parametrize(
    ("parts", "expected", "why"),
    [
        ([b"(O) Tj ", b"(N) Tj ", b"(ce) Tj "], "ONce", "no marked content"),
        ([b"(O) Tj ", span("ff", b"(N) Tj"), b"(ce) Tj "], "Offce", "a ligature"),
        ([b"(O) Tj ", span("ffi", b"(N) Tj"), b"(ce) Tj "], "Office", "of three letters"),
        ([b"(o) Tj ", span("\ufb01", b"(N) Tj"), b"(ce) Tj "], "ofice", "as one letter"),
        ([b"(o) Tj ", span("fl", b"(iiii) Tj"), b"(ce) Tj "], "oflce", "drawn with four glyphs"),
        ([b"(o) Tj ", span("fl", b"(NN) Tj (NN) Tj (NN) Tj"), b"(ce) Tj "], "oflce",
         "drawn by three operators"),
        ([span("fi", b"(N) Tj"), span("fl", b"(N) Tj"), b"(o) Tj "], "fiflo", "one after the other"),
        ([b"(o) Tj ", span("fi", b"(N) Tj"), b"( ce) Tj "], "ofi ce", "a space after it"),
        ([b"(o ) Tj ", span("fi", b"(N) Tj"), b"(ce) Tj "], "o fice", "a space before it"),
        ([b"(o) Tj ", span("fi", b"(N) Tj"), b"[-400 (ce)] TJ "], "ofi ce", "a gap after it"),
        ([b"(o) Tj [-400 ()] TJ ", span("fi", b"(N) Tj"), b"(ce) Tj "], "o fice", "one before it"),
        ([b"(all ) Tj ", span("of the", b"(NNNN) Tj"), b"(m here) Tj "], "all of them here",
         "words with a space"),
    ],
)  # fmt: skip
def test_actual_text_takes_the_room_of_its_glyphs(
    parts: list[bytes], expected: str, why: str
) -> None:
    assert texts(line(*parts)) == [expected], why


def test_the_line_ends_where_its_glyphs_end() -> None:
    (run,) = runs(line(b"(O) Tj ", span("ff", b"(N) Tj"), b"(ce) Tj "))
    assert run.end == pytest.approx(72 + 10 * (0.778 + 0.722 + 0.5 + 0.556), abs=0.01)


@pytest.mark.parametrize("matrix", [b"2 0 0 2 30 40", b"0 1 -1 0 300 300", b"0 -1 1 0 300 500",
                                    b"-1 0 0 -1 400 300"])  # fmt: skip
def test_actual_text_follows_the_direction_of_its_line(matrix: bytes) -> None:
    content = line(b"(O) Tj ", span("ff", b"(N) Tj"), b"(ce and a) Tj ", matrix=matrix)
    assert document(drawn_pdf(content)).text == "Offce and a"
