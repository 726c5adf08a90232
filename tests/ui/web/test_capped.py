"""Long text is cut where it is shown, and the page says how much there is."""

from __future__ import annotations

import pytest

from kb.models import Document, Metadata, Page
from kb.span import Span
from ui.web.capped import capped, label
from ui.web.document.reading import later, page_view, reading, stretch
from ui.web.html_parts import notes, title
from ui.web.search.cards import passage

WORD = "x" * 5_000_000
pytestmark = pytest.mark.case("S11")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("short", "short"),
        ("x" * 10, "x" * 10),
        ("x" * 11, "x" * 10 + " … 1 more characters"),
        ("x" * 1_234_577, "x" * 10 + " … 1,234,567 more characters"),
    ],
)
def test_what_is_longer_than_the_limit_is_cut(text: str, shown: str) -> None:
    assert capped(text, 10) == shown


def test_a_choice_in_a_list_is_one_line() -> None:
    assert label("a\u202eb") == "ab"
    assert len(label(WORD)) <= 200


@pytest.mark.parametrize("html", [title(WORD), notes([WORD]), passage(WORD, frozenset({"x"}))])
def test_no_value_makes_a_large_part_of_a_page(html: str) -> None:
    assert len(html) < 6_000
    assert "more characters" in html


def test_a_passage_of_usual_length_is_shown_whole() -> None:
    assert passage("Lamps & ferries. " * 100, frozenset()).count("&amp;") == 100


def _document(text: str, *, pages: bool = False) -> Document:
    page = Page(0, None, None, (Span(0, len(text)),))
    return Document("d", "0" * 64, text, Metadata("T"), (page,) if pages else ())


TEXTS = {"one word": WORD, "one line": "lamps and ferries " * 280_000, "lines": f"a\n{WORD}\nb"}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    "target",
    [None, Span(0, 5), Span(2_500_000, 2_500_010), Span(4_999_000, 4_999_900), Span(3, 4_999_999)],
)
@pytest.mark.parametrize("pages", [False, True])
def test_a_document_is_shown_in_parts_of_bounded_size(
    text: str, target: Span | None, pages: bool
) -> None:
    document = _document(text, pages=pages)
    view = page_view(document, 0, target) if pages else stretch(document, target)
    html = reading(document, view, target)
    assert len(html) < 60_000
    if target is not None:
        assert view.whole.start <= target.start < view.whole.end, "the passage is in it"
        assert 'id="passage"' in html
    if pages:
        assert view.left_out == len(text) - len(view.whole)
        assert "more characters on this page" in html


def test_the_parts_of_a_long_line_follow_each_other_without_a_gap() -> None:
    document = _document("".join(chr(0x4E00 + n % 20_000) for n in range(200_000)))
    seen, start = "", 0
    while True:
        view = stretch(document, None, start)
        seen = seen[: view.whole.start] + view.whole.of(document.text)
        following = later(document, view)
        if following is None:
            break
        assert following > start
        start = following
    assert seen == document.text
