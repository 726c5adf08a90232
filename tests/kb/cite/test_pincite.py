"""A pin cite gives the place of a quote by the page number that people cite."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.cite import PageRef, cite_text, page_text, pin
from kb.models import Document, Kind, Metadata, Page, Role, Section
from kb.span import Span

TEXT = "Opening words.\n\nThe first finding is about rifles, and it\n\nn. One note.\n\nends here."


def document(**changes: object) -> Document:
    at = TEXT.index("and it")
    fields: dict[str, object] = {
        "doc_id": "brief-x",
        "sha256": "0" * 64,
        "text": TEXT,
        "metadata": Metadata("On Rifles", Kind.BRIEF, publisher="Example House", date="2026-03"),
        "pages": (
            Page(0, "i", None, (Span(0, 16),)),
            Page(1, "ii", "1", (Span(16, at),)),
            Page(2, None, None, (Span(at, len(TEXT)),)),
        ),
        "sections": (
            Section(Span(0, len(TEXT)), ("Findings",), 1, "Findings"),
            Section(
                Span(TEXT.index("n. One"), TEXT.index("ends") - 2),
                ("Findings", "1"),
                2,
                number="1",
                role=Role.FOOTNOTE,
            ),
        ),
    }
    return Document(**(fields | changes))  # type: ignore[arg-type]


PAGES = [
    ([PageRef(4, "v", "1")], "p. 1", "the printed number wins"),
    ([PageRef(4, "v", None)], "p. v", "then the label"),
    ([PageRef(4)], "PDF p. 5", "then the place in the file, named as such"),
    ([PageRef(4, None, "1"), PageRef(5, None, "2")], "pp. 1–2", "neighbours"),
    ([PageRef(4, None, "1"), PageRef(7, None, "4")], "pp. 1, 4", "not neighbours"),
    ([PageRef(1, "ii"), PageRef(2)], "p. ii, PDF p. 3", "two kinds of number"),
    ([PageRef(0, "139 Stat. 410"), PageRef(1, "139 Stat. 411")], "139 Stat. 410–411", "statutes"),
    ([], "", "no pages"),
]


@pytest.mark.parametrize(("pages", "expected", "why"), PAGES)
def test_pages_are_printed_as_people_cite_them(
    pages: list[PageRef], expected: str, why: str
) -> None:
    assert page_text(pages) == expected, why


def test_a_page_shows_all_its_numbers_where_they_differ() -> None:
    assert PageRef(4, "v", "1").in_full() == "p. 1 (PDF page 5, labelled v)"
    assert PageRef(0, "1", "1").in_full() == "p. 1"
    assert PageRef(3).in_full() == "PDF p. 4"


def test_pin_computes_pages_and_section_from_the_span() -> None:
    start = TEXT.index("rifles")
    cite = pin(document(), Span(start, TEXT.index("and it") + 3))
    assert cite.quote == "rifles, and"
    assert cite.pages == (PageRef(1, "ii", "1"), PageRef(2))
    assert cite.section == "Findings"
    assert cite_text(cite, document().metadata) == (
        "Example House, On Rifles (2026), p. 1, PDF p. 3"
    )


def test_a_footnote_is_cited_by_its_number() -> None:
    start = TEXT.index("One note")
    cite = pin(document(), Span(start, start + 8))
    assert cite_text(cite, document().metadata).endswith("PDF p. 3, n. 1")


def test_a_statute_is_cited_by_its_address_and_statutes_page() -> None:
    address = "P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)"
    law = document(
        metadata=Metadata("An Act", Kind.STATUTE, number="P.L. 118-31"),
        sections=(Section(Span(0, len(TEXT)), ("§ 1311", "(a)"), 1, address=address),),
        pages=(Page(0, "137 Stat. 500", None, (Span(0, len(TEXT)),)),),
    )
    cite = pin(law, Span(0, 7))
    assert cite_text(cite, law.metadata) == f"{address}, 137 Stat. 500"


def test_a_text_without_pages_is_cited_by_its_heading() -> None:
    plain = document(pages=())
    assert cite_text(pin(plain, Span(0, 7)), plain.metadata).endswith("(2026), “Findings”")


def test_a_report_is_cited_with_its_number() -> None:
    metadata = Metadata("Title", Kind.EVALUATION, publisher="GAO", number="GAO-99-1")
    assert cite_text(pin(document(sections=()), Span(0, 4)), metadata) == (
        "GAO, Title, GAO-99-1 (n.d.), p. i"
    )


@pytest.mark.parametrize("span", [Span(3, 3), Span(0, len(TEXT) + 1)])
def test_pin_refuses_spans_that_hold_no_words_of_the_text(span: Span) -> None:
    with pytest.raises(ValueError, match="is empty or not inside"):
        pin(document(), span)


@given(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_pages_of_a_pin_cover_exactly_its_span(start: int, length: int) -> None:
    doc = document()
    span = Span(start, min(start + length, len(TEXT)))
    held = {p.index for p in doc.pages for s in p.spans if s.overlaps(span)}
    assert [p.index for p in pin(doc, span).pages] == sorted(held)
