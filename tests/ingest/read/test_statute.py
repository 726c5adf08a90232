"""Statutory text: every section with its path and address; contents and quotations are neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read.source import Source
from ingest.read.statute import looks_statutory, read, read_html
from ingest.read.statute.act_identity import identify_act
from ingest.read.statute.tree import depth_and_style
from ingest.read.uslm import read as read_uslm
from kb.models import Document, Role, Skipped

LAW = """Public Law 200–7

An Act To authorize a test for fiscal year 2031, and for other purposes.

Be it enacted by the Senate and House of Representatives of the United States of America,

SEC. 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.— This Act may be cited as the “National Defense Authorization Act for Fiscal Year 2031”.
    (b) Table of Contents.— The table of contents is as follows:
    Sec. 1. Short title; table of contents.
    DIVISION A— TESTS
    TITLE I— READING
    Sec. 101. Lamps.
    Sec. 102. Chairs.

DIVISION A — TESTS

TITLE I — READING

SEC. 101. LAMPS.

    (a) In General.— The Librarian shall buy lamps that—
        (1) burn oil; or
        (2) burn—
            (A) wax; or
            (B) wood, being—
                (i) oak; and
                (ii) ash.
    (b) Amendment.— Section 9 of the Reading Act is amended by adding the following:
    “SEC. 10. CANDLES.
    “(a) Candles are lamps.”.
    (i) Misplaced Letter.— This paragraph keeps its place.

SEC. 102. CHAIRS.

Chairs are allowed.
"""


def law(text: str = LAW) -> Document:
    document = read(Source.of(text.encode(), "law.txt"))
    assert isinstance(document, Document)
    return document


def test_the_act_is_identified_by_number_year_and_names() -> None:
    meta = law().metadata
    assert (meta.number, meta.fiscal_year) == ("P.L. 200-7", 2031)
    assert meta.names[:2] == ("FY2031 NDAA", "NDAA FY2031")
    assert meta.enacted is None  # the text does not state it


def test_sections_have_their_whole_address() -> None:
    found = [s.address for s in law().sections if s.address and "§ 101" in s.address]
    start = "P.L. 200-7, div. A, title I, § 101"
    marks = ["", "(a)", "(a)(1)", "(a)(2)", "(a)(2)(A)", "(a)(2)(B)", "(a)(2)(B)(i)",
             "(a)(2)(B)(ii)", "(b)"]  # fmt: skip
    assert found[:9] == [start + m for m in marks]


def test_the_table_of_contents_and_quoted_sections_are_no_sections_of_the_act() -> None:
    document = law()
    assert [s.number for s in document.sections if s.atomic] == ["1", "101", "102"]
    contents = [s for s in document.sections if s.role is Role.CONTENTS]
    assert len(contents) == 1
    assert contents[0].span.of(document.text).startswith("Sec. 1. Short title")


def test_page_marks_and_side_notes_leave_the_text_and_become_pages() -> None:
    page = (
        "<html><body><pre>\nPublic Law 200-8\n\nSEC. 1. SHORT TITLE.\n\n"
        "    (a) In General.--The Librarian <<NOTE: Deadline.>> shall act\n"
        "[[Page 150 STAT. 12]]\nwithin 90 days &amp; report.\n\nSEC. 2. LAMPS.\n\n"
        "    Lamps are lit.\n</pre></body></html>"
    )
    document = read_html(Source.of(page.encode(), "law.htm"))
    assert isinstance(document, Document)
    assert "The Librarian shall act within 90 days & report." in document.text
    assert [p.label for p in document.pages] == ["150 Stat. 12"]
    assert document.text[document.pages[0].spans[0].start :].startswith("within 90 days")


def test_a_note_of_the_code_is_one_section_of_its_act() -> None:
    text = (
        "Pub. L. 119–60, div. H, title LXXXIII, § 9999, Dec. 18, 2025, 139 Stat. 2000, provided that:\n"
        "(a) In General.—The Secretary shall read.\n(b) Form.—In daylight."
    )
    document = law(text)
    assert [s.address for s in document.sections] == [
        "P.L. 119-60, div. H, title LXXXIII, § 9999" + m for m in ("", "(a)", "(b)")
    ]
    assert document.metadata.enacted == "2025-12-18"
    assert document.metadata.fiscal_year == 2026


@pytest.mark.parametrize(
    ("mark", "above", "expected", "why"),
    [
        ("i", [("h", "a")], (0, "a"), "(i) after (h) is a letter"),
        ("i", [("a", "a"), ("1", "1"), ("A", "A")], (3, "i"), "(i) under (A) is a numeral"),
        ("ii", [("a", "a"), ("i", "i")], (1, "i"), "(ii) goes beside (i)"),
        ("b", [("a", "a"), ("2", "1")], (0, "a"), "(b) closes the numbers under (a)"),
        ("I", [("a", "a"), ("i", "i")], (2, "I"), "(I) opens a level"),
        ("aa", [("I", "I")], (1, "aa"), "(aa) opens the last level"),
    ],
)
def test_levels(
    mark: str, above: list[tuple[str, str]], expected: tuple[int, str], why: str
) -> None:
    assert depth_and_style(mark, above) == expected, why


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["(a) A.", "(1) B.", "(A) c;", "(i) d", "SEC. 9. X.", "“(b) q", "t"]),
        max_size=14,
    )
)
def test_sections_nest_and_are_inside_the_text(lines: list[str]) -> None:
    document = law("Public Law 9–9\n\nSEC. 1. START.\n\n" + "\n".join(f"    {x}" for x in lines))
    for a in document.sections:
        assert a.span.end <= len(document.text)
        for b in document.sections:
            apart = not a.span.overlaps(b.span)
            assert apart or a.span.contains(b.span) or b.span.contains(a.span)


USLM = """<?xml version="1.0"?><pLaw xmlns="http://schemas.gpo.gov/xml/uslm"><meta><congress>200</congress>
<docNumber>9</docNumber></meta><preface><page>150 STAT. 1</page></preface><main><longTitle>
<officialTitle>To test.</officialTitle><sidenote><p>May 4, 2031</p></sidenote></longTitle>
<title><num value="I">TITLE I—</num><heading>READING</heading><section><num value="5">SEC. 5. </num>
<heading>LAMPS.</heading><subsection><num value="a">(a) </num><heading>In General.—</heading>
<content>Lamps shall<sidenote><p>Note.</p></sidenote> burn <page>150 STAT. 2</page>oil.</content></subsection>
<subsection><num value="b">(b) </num><content>Amended by adding: <quotedContent><section>
<num value="7">“SEC. 7. </num><heading>INNER.</heading><content>Inner text.</content></section>
</quotedContent></content></subsection></section></title></main></pLaw>"""


def test_uslm_gives_the_same_kind_of_sections_pages_and_dates() -> None:
    document = read_uslm(Source.of(USLM.encode(), "law.xml"))
    assert isinstance(document, Document)
    assert [s.address for s in document.sections if s.address] == [
        "P.L. 200-9, title I, § 5", "P.L. 200-9, title I, § 5(a)", "P.L. 200-9, title I, § 5(b)",
    ]  # fmt: skip
    assert "Lamps shall burn oil." in document.text
    assert document.metadata.enacted == "2031-05-04"
    assert [p.label for p in document.pages] == ["150 Stat. 1", "150 Stat. 2"]
    assert document.text[document.pages[1].spans[0].start :].startswith("oil.")
    assert any(o.reason == "side note" for o in document.left_out)


BAD = [
    ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><pLaw>&b;</pLaw>', "entities"),
    ("<pLaw><main><section>", "no text of a law"),
    ("<recipe><step/></recipe>", "root element"),
    ("no xml at all", "damage"),
]


@pytest.mark.parametrize(("text", "reason"), BAD)
def test_bad_xml_is_skipped_with_its_reason(text: str, reason: str) -> None:
    result = read_uslm(Source.of(text.encode(), "x.xml"))
    assert isinstance(result, Skipped)
    assert reason in result.reason


def test_ordinary_prose_is_not_taken_for_a_law() -> None:
    assert not looks_statutory("A report on Public Law 118-31.\n\nSection 1311 asks for a study.")


COUNTS = [
    ("PLAW-110publ252.txt", 76, "1201", "9311"),
    ("PLAW-115publ232.txt", 837, "1", "4701"),
    ("PLAW-116publ92.txt", 1235, "1", "7613"),
    ("PLAW-118publ31.txt", 997, "1", "7902"),
]


@pytest.mark.parametrize(("name", "count", "first", "last"), COUNTS)
def test_the_real_laws_by_count_first_and_last(
    shared: Path, name: str, count: int, first: str, last: str
) -> None:
    document = read(Source.load(shared / "documents/statutes" / name))
    assert isinstance(document, Document)
    numbers = [s.number for s in document.sections if s.atomic and s.number]
    assert (len(numbers), numbers[0], numbers[-1]) == (count, first, last)
    listed = {
        line.split()[1].rstrip(".")
        for s in document.sections
        if s.role is Role.CONTENTS
        for line in s.span.of(document.text).split("\n")
        if line.startswith("Sec. ")
    }
    assert listed <= set(numbers)


def test_the_rule_of_construction_has_its_address(shared: Path) -> None:
    name = "documents/statutes/USCODE-22-2291-note-PL119-60-sec8365.txt"
    document = read(Source.load(shared / name))
    assert isinstance(document, Document)
    assert "22 U.S.C. 2291 note" in document.metadata.names
    last = max(document.sections, key=lambda s: s.span.start)
    assert last.address == "P.L. 119-60, div. H, title LXXXIII, § 8365(f)"


@pytest.mark.parametrize(
    ("text", "enacted", "why"),
    [
        ("Approved June 1, 2021.\n\n" + "LEGISLATIVE HISTORY. Reports.\n" * 400, "2021-06-01", "a history follows"),
        ("(1) plans approved June 1, 2021, by the Secretary.\n", None, "inside a sentence"),
        ("Approved June 1, 2021.\n\nApproved July 2, 2021.\n", "2021-07-02", "the last is the act's own"),
    ],
)  # fmt: skip
def test_the_date_of_enactment_is_on_a_line_of_its_own(
    text: str, enacted: str | None, why: str
) -> None:
    act = identify_act(f"Public Law 117–90\n\nAn Act To provide lamps.\n\n{text}")
    assert act is not None
    assert act.enacted == enacted, why
