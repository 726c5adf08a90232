"""Content streams: text is read, and no content raises an error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read.pdf.content_stream import runs_of
from ingest.read.pdf.runs import Face, Resources
from ingest.read.pdf.tokens import operations

FACE = Face(lambda shown: (shown.decode("latin-1"), 500.0 * len(shown), shown.count(b" ")))
ONE_FACE = Resources(lambda name: FACE, lambda name: None)


@pytest.mark.parametrize(
    ("content", "expected", "why"),
    [
        (b"(a\\(b\\)c) Tj", [b"a(b)c"], "escaped brackets"),
        (b"(a(b)c) Tj", [b"a(b)c"], "balanced brackets"),
        (b"(a\\101\\7b) Tj", [b"aA\x07b"], "octal codes"),
        (b"(a\\\nb) Tj", [b"ab"], "a line break that is escaped is none"),
        (b"<48 656C6c6F2> Tj", [b"Hello "], "hexadecimal, an odd digit completed"),
        (b"[(a)-20(b)] TJ", [[b"a", -20.0, b"b"]], "an array"),
        (b"/F#31 12 Tf", ["/F1", 12.0], "a name with a code"),
        (b"-.5 +3 --4 Td", [-0.5, 3.0, -4.0], "numbers as they come"),
        (b"% (note)\n1 Tc", [1.0], "a comment"),
        (b"10 20 m 30 40 l S 1 Tc", [1.0], "drawing is passed over"),
    ],
)
def test_operands(content: bytes, expected: list[object], why: str) -> None:
    assert list(operations(content))[-1][1] == expected, why


def test_an_image_in_the_text_is_skipped() -> None:
    content = b"BI /W 2 /H 2 ID \x00(Tj)\xff EI (after) Tj"
    assert [o for o in operations(content) if o[0] == b"Tj"] == [(b"Tj", [b"after"])]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_raise(content: bytes) -> None:
    list(operations(content))
    runs_of(content, ONE_FACE)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(
    [b"BT", b"ET", b"q", b"Q", b"1 0 0 1 9 9 cm", b"/F 9 Tf", b"(word) Tj", b"[(a) -300 (b)] TJ",
     b"0 -12 Td", b"T*", b"(x) '", b"1 2 (y) \"", b"1 0 0 1 50 700 Tm", b"/Artifact BMC", b"EMC",
     b"0 Tz", b"nan 1 Td", b"1 Tj", b"Tm", b"/X Do"]), max_size=40))  # fmt: skip
def test_no_order_of_operators_raises(operators: list[bytes]) -> None:
    for run in runs_of(b"\n".join(operators), ONE_FACE):
        assert run.text.strip() == run.text
        assert run.end >= run.x


def test_adjoining_strings_are_one_run_with_spaces_at_wide_gaps() -> None:
    content = b"/F 10 Tf 1 0 0 1 0 0 Tm [(Re)20(ad)-400(this)-30(now)] TJ"
    assert [r.text for r in runs_of(content, ONE_FACE)] == ["Read thisnow"]


def test_a_run_has_its_start_and_end() -> None:
    (run,) = runs_of(b"/F 10 Tf 2 0 0 2 30 40 Tm (word) Tj", ONE_FACE)
    assert (run.x, run.y, run.end, run.size) == (30, 40, 70, 20)


def test_a_declared_page_header_and_a_soft_hyphen_are_recognised() -> None:
    content = (
        b"/F 10 Tf /Artifact <</Type /Pagination>> BDC 0 9 Td (Head) Tj EMC 0 -90 Td (ethe) Tj"
        b" /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC"
    )
    head, body = runs_of(content, ONE_FACE)
    assert head.page_header
    assert not body.page_header
    assert body.text == "ethe\u00ad"
