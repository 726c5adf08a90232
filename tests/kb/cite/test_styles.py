"""Each style prints what is known and escapes markup from documents."""

from __future__ import annotations

import re

import pytest

from kb.cite import PageRef, PinCite
from kb.cite.dates import american, date_parts, day_first, year_first
from kb.cite.exports import bibtex, csl, ris
from kb.cite.styles import STYLES, markdown_footnote
from kb.models import Kind, Metadata
from kb.span import Span

PAGES = (PageRef(3, "4", "2"), PageRef(4, "5", "3"))
CITE = PinCite("brief-x", "0" * 64, Span(10, 20), "ten quoted words", PAGES)
BRIEF = Metadata(
    "On Rifles",
    Kind.BRIEF,
    publisher="Example House",
    authors=("Ana Pérez", "Lee, Kim"),
    date="2026-03-17",
    url="https://example.org/rifles",
)
GAO = Metadata("On Audits", Kind.EVALUATION, publisher="GAO", date="2021-02", number="GAO-99-1")
CRS = Metadata("On Aid", Kind.REPORT, publisher="CRS", date="2026-04-01", number="R99999")
LAW = Metadata(
    "National Defense Authorization Act for Fiscal Year 2024",
    Kind.STATUTE,
    number="P.L. 118-31",
    enacted="2023-12-22",
)
STOPPED = Metadata("Act on U.S.", Kind.REPORT, date="2026")
FIRM = Metadata(
    "Lamps at work.", Kind.REPORT, authors=("Ana Pérez", "Kim Lee", "Jo Roe"), date="2026"
)
SECTION = PinCite(
    "pl-118-31",
    "0" * 64,
    Span(0, 4),
    "text",
    (PageRef(0, "137 Stat. 500"),),
    address="P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)",
)

EXPECTED = [
    (
        "chicago-note",
        BRIEF,
        "Ana Pérez and Kim Lee, On Rifles (Example House, March 17, 2026), 2–3, "
        "https://example.org/rifles.",
    ),
    (
        "chicago-bibliography",
        BRIEF,
        "Pérez, Ana, and Kim Lee. On Rifles. Example House, March 17, 2026. "
        "https://example.org/rifles.",
    ),
    ("bluebook", GAO, "U.S. Gov’t Accountability Off., GAO-99-1, On Audits 2–3 (2021)."),
    ("bluebook", CRS, "Cong. Rsch. Serv., R99999, On Aid 2–3 (April 1, 2026)."),
    ("bluebook", BRIEF, "Ana Pérez and Kim Lee, On Rifles 2–3 (Example House, March 17, 2026)."),
    (
        "apa",
        BRIEF,
        "Pérez, A., & Lee, K. (2026, March 17). On Rifles. Example House. "
        "https://example.org/rifles",
    ),
    ("apa", GAO, "GAO. (2021, February). On Audits (GAO-99-1)."),
    ("apa-in-text", BRIEF, "(Pérez & Lee, 2026, pp. 2–3)"),
    (
        "mla",
        BRIEF,
        "Pérez, Ana, and Kim Lee. On Rifles. Example House, 17 Mar. 2026, pp. 2–3. "
        "https://example.org/rifles.",
    ),
    (
        "markdown",
        BRIEF,
        "[^brief-x-10]: Example House, On Rifles (2026), pp. 2–3: “ten quoted words” "
        "<https://example.org/rifles>",
    ),
    ("short", BRIEF, "Example House, On Rifles (2026), pp. 2–3"),
    ("short", STOPPED, "Act on U.S. (2026), pp. 2–3"),
    ("short", FIRM, "Lamps at work (2026), pp. 2–3"),
    ("chicago-note", FIRM, "Ana Pérez, Kim Lee and Jo Roe, Lamps at work (2026), 2–3."),
    ("chicago-bibliography", FIRM, "Pérez, Ana, Kim Lee, and Jo Roe. Lamps at work. 2026."),
    ("mla", FIRM, "Pérez, Ana, et al. Lamps at work. 2026, pp. 2–3."),
]


@pytest.mark.parametrize(("style", "metadata", "expected"), EXPECTED)
def test_each_style_prints_the_citation(style: str, metadata: Metadata, expected: str) -> None:
    assert STYLES[style](CITE, metadata) == expected


def test_a_statute_is_cited_by_name_law_units_page_and_year() -> None:
    expected = (
        "National Defense Authorization Act for Fiscal Year 2024, Pub. L. No. 118-31, div. A, "
        "tit. XIII, subtit. A, § 1311(a), 137 Stat. 500 (2023)."
    )
    assert STYLES["bluebook"](SECTION, LAW) == expected
    assert STYLES["chicago-note"](SECTION, LAW) == expected


def test_pages_of_the_file_keep_the_words_pdf_page() -> None:
    cite = PinCite("x", "0" * 64, Span(0, 1), "q", (PageRef(6),))
    assert ", PDF p. 7, " in STYLES["chicago-note"](cite, BRIEF)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_needs_only_a_title(style: str) -> None:
    bare = PinCite("x", "0" * 64, Span(0, 1), "q")
    printed = STYLES[style](bare, Metadata("Only a title"))
    assert "Only a title" in printed
    assert "None" not in printed


def test_a_quote_cannot_break_out_of_markdown() -> None:
    evil = Metadata("<script>*x*[a](b)", url="javascript:alert(1)")
    printed = markdown_footnote(CITE, evil)
    assert "<script>" not in printed
    assert re.search(r"(?<!\\)\]\(", printed) is None
    assert "javascript" not in printed


def test_csl_json_has_the_fields_that_are_known() -> None:
    assert csl(CITE, BRIEF) == {
        "id": "brief-x",
        "type": "report",
        "title": "On Rifles",
        "author": [{"family": "Pérez", "given": "Ana"}, {"family": "Lee", "given": "Kim"}],
        "publisher": "Example House",
        "URL": "https://example.org/rifles",
        "issued": {"date-parts": [[2026, 3, 17]]},
        "locator": "2–3",
        "label": "page",
    }
    assert csl(SECTION, LAW)["label"] == "section"


def test_bibtex_escapes_and_keeps_its_braces_balanced() -> None:
    printed = bibtex(CITE, Metadata("100% {sure} & \\done_", publisher="A & B", date="2026"))
    assert r"100\% \{sure\} \& \textbackslash{}done\_" in printed
    assert printed.startswith("@misc{brief-x,")
    assert "note = {pp. 2--3}" in printed


def test_ris_values_cannot_start_a_field() -> None:
    printed = ris(CITE, Metadata("Title\nER  - \nTY  - JOUR", date="2026-03"))
    assert printed.count("\r\nER  - ") == 1
    assert "DA  - 2026/03\r\n" in printed
    assert "SP  - 2\r\nEP  - 3\r\n" in printed


@pytest.mark.parametrize(
    ("date", "parts", "printed"),
    [
        ("2026-03-17", (2026, 3, 17), ("March 17, 2026", "2026, March 17", "17 Mar. 2026")),
        ("2026-03", (2026, 3), ("March 2026", "2026, March", "Mar. 2026")),
        ("2026", (2026,), ("2026", "2026", "2026")),
        (None, (), ("n.d.", "n.d.", "n.d.")),
        ("2026-13", (2026, 13), ("2026", "2026", "2026")),
    ],
)
def test_dates_are_printed_at_the_precision_that_is_known(
    date: str | None, parts: tuple[int, ...], printed: tuple[str, ...]
) -> None:
    assert date_parts(date) == parts
    assert (american(date), year_first(date), day_first(date)) == printed
