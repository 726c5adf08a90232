"""Which part of a document is shown, and how."""

from __future__ import annotations

import pytest

from kb.models import Document, Metadata, Page
from kb.span import Span
from ui.web.document import reading
from ui.web.document.reading import ReadingView

LINE = "The committee met in spring and wrote down what it had seen.\n"
TEXT = "Title\n" + LINE * 600


def _document(**fields: object) -> Document:
    made = {"doc_id": "d", "sha256": "0", "text": TEXT, "metadata": Metadata("T"), **fields}
    return Document(**made)  # type: ignore[arg-type]


def _pages(*spans: tuple[int, int]) -> tuple[Page, ...]:
    return tuple(Page(i, spans=(Span(*s),) if s[1] else ()) for i, s in enumerate(spans))


@pytest.mark.parametrize(
    ("target", "start", "begins_by", "holds"),
    [
        (Span(20_000, 20_100), None, 20_000, True),  # a little before the passage
        (Span(0, 5), None, 0, True),  # the beginning of the text
        (None, None, 0, True),  # nothing asked for
        (Span(100, 36_000), None, 100, True),  # a passage longer than a stretch: its beginning
        (Span(20_000, 20_100), 0, 0, False),  # another stretch asked for
        (None, 10**9, len(TEXT), False),  # past the end: the last line
    ],
)
def test_a_stretch_is_whole_lines_around_the_passage(
    target: Span | None, start: int | None, begins_by: int, holds: bool
) -> None:
    view = reading.stretch(_document(), target, start)
    whole = view.whole
    assert whole.start <= begins_by
    assert whole.start == 0 or TEXT[whole.start - 1] == "\n"
    assert whole.end == len(TEXT) or TEXT[whole.end] == "\n"
    if target and holds:
        assert whole.contains(Span(target.start, target.start + 1))


def test_stretches_follow_one_another_without_a_gap() -> None:
    document = _document()
    at: int | None = 0
    seen = []
    while at is not None:
        view = reading.stretch(document, None, at)
        seen.append(view.whole)
        at = reading.later(document, view)
    assert all(b.start == a.end + 1 for a, b in zip(seen, seen[1:], strict=False))
    assert seen[-1].end >= len(TEXT) - 1


@pytest.mark.parametrize(
    ("span", "position"),
    [
        (Span(5, 8), 0),
        (Span(12, 15), 2),  # the page between has no text
        (Span(8, 15), 0),  # across two pages: the first
        (Span(40, 41), 2),  # after the last page's text: the last page before
    ],
)
def test_a_span_is_on_its_first_page(span: Span, position: int) -> None:
    document = _document(format="pdf", pages=_pages((0, 10), (0, 0), (10, 30)))
    assert reading.page_at(document, span) == position


def test_marked_words_are_escaped_and_the_first_mark_is_named() -> None:
    text = "one <b>two</b>\nthree & four\nfive"
    html = reading.reading(_document(text=text), ReadingView((Span(0, len(text)),)), Span(4, 22))
    assert '<mark id="passage" class="near">&lt;b&gt;two&lt;/b&gt;</mark>' in html
    assert "<mark>three &amp;</mark>" in html
    assert html.count('id="passage"') == 1
    assert "<b>" not in html


def test_only_the_marked_words_of_this_page_are_looked_for() -> None:
    parts = reading.shown_part("abcdefghij", ReadingView((Span(0, 4), Span(8, 10))), Span(2, 9))
    assert parts == ["cd", "i"]
