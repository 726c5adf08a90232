"""The sections of a document: the outline beside the text, and the way to a passage."""

from __future__ import annotations

from kb.models import Document, Metadata, Section
from kb.span import Span
from ui.web.document.sections import breadcrumbs, outline


def _document(sections: tuple[Section, ...]) -> Document:
    return Document("d", "0", "A text.\n" * 600, Metadata("T"), sections=sections)


def _nested(count: int) -> tuple[Section, ...]:
    inner = tuple(Section(Span(i, i + 1), ("A", f"§ {i}"), 2, f"Part {i}") for i in range(count))
    return (Section(Span(0, count), ("A",), 1, "A"), *inner)


def test_a_short_outline_lists_every_section() -> None:
    document = _document(_nested(20))
    html = outline(document, Span(3, 4))
    assert html.count("<li>") == 21
    assert html.count("aria-current") == 1
    assert html.count("<ul>") == html.count("</ul>")


def test_a_long_outline_lists_what_is_near() -> None:
    document = _document(_nested(3000))
    html = outline(document, Span(1500, 1501))
    assert 100 < html.count("<li>") < 400
    assert "Part 1500" in html
    assert "Part 2900" not in html


def test_the_way_to_a_section_is_linked() -> None:
    html = breadcrumbs(_document(_nested(5)), Span(2, 3))
    assert "section=0" in html
    assert "section=3" in html
    assert "§ 2" in html
