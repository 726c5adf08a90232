"""Addresses resolve to sections and documents of the library; what is missing is named."""

from __future__ import annotations

import pytest

from kb.models import Kind, Metadata
from kb.span import Span
from kb.statutes import AddressBook, DocumentRef, Resolved, SectionRef, Unresolved, parse
from kb.statutes.near_misses import near_numbers


def _statute(doc_id: str, metadata: Metadata, addresses: list[str], labels: tuple[str, ...] = ()):
    sections = tuple(
        SectionRef(doc_id, i, a, None, f"heading {i}", Span(100 * i, 100 * i + 90))
        for i, a in enumerate(addresses)
    )
    pages = tuple((label, Span(i, i + 1)) for i, label in enumerate(labels))
    return DocumentRef(doc_id, metadata, sections, pages)


FY24 = _statute(
    "pl-118-31",
    Metadata(
        "National Defense Authorization Act for Fiscal Year 2024",
        Kind.STATUTE,
        number="P.L. 118-31",
        fiscal_year=2024,
    ),
    [
        "P.L. 118-31, div. A, title XIII, subtitle A, § 1311",
        "P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)",
        "P.L. 118-31, div. A, title XIII, subtitle A, § 1311(a)(1)",
        "P.L. 118-31, div. A, title XIII, subtitle A, § 1311(b)",
        "P.L. 118-31, div. A, title XIII, subtitle A, § 1312",
        "P.L. 118-31, div. A, title X, subtitle C, § 1021",
    ],
    ("137 Stat. 136",),
)
FY20 = _statute(
    "pl-116-92",
    Metadata("Public Law 116–92", Kind.STATUTE, number="P.L. 116-92"),
    ["P.L. 116-92, div. A, title XIII, subtitle B, § 1311", "P.L. 116-92, div. A, § 1706"],
)
NOTE = _statute(
    "usc-22-2291-note",
    Metadata("22 U.S.C. 2291 note", Kind.STATUTE, number="22 U.S.C. 2291 note"),
    [f"P.L. 119-60, div. H, title LXXXIII, § 8365{m}" for m in ("", "(a)", "(b)", "(f)")],
)
SUPPLEMENTAL = _statute(
    "pl-110-252",
    Metadata("Supplemental Appropriations Act, 2008", Kind.STATUTE, number="P.L. 110-252"),
    [
        "P.L. 110-252, title I, chapter 4, § 1406",
        "P.L. 110-252, title I, § 101",
        "P.L. 110-252, title II, § 101",
    ],
)
GAO = DocumentRef("gao-x", Metadata("Firearms", Kind.EVALUATION, number="GAO-21-322"))
CRS = DocumentRef("crs-y", Metadata("Straw purchase provisions in P.L. 117-159", Kind.REPORT))
BILL = DocumentRef(
    "s1325", Metadata("Americas Act", Kind.BILL, number="S. 1325", names=("118 S. 1325 RS",))
)
BOOK = AddressBook([FY24, FY20, NOTE, SUPPLEMENTAL, GAO, CRS, BILL])

FOUND = [
    ("section 1311 of the FY2024 NDAA", [("pl-118-31", 0)], "", "by fiscal year"),
    ("FY2020 NDAA, § 1311", [("pl-116-92", 0)], "", "by a year known from the law's number"),
    ("P.L. 118-31 § 1311(a)", [("pl-118-31", 1)], "", "a subsection"),
    ("§ 1311(A)(1) of P.L. 118-31", [("pl-118-31", 2)], "", "first level in the wrong case"),
    ("§ 1311, subtitle A, title 13, P.L. 118-31", [("pl-118-31", 0)], "", "arabic title number"),
    (
        "§ 1311",
        [("pl-118-31", 0), ("pl-116-92", 0)],
        "of 2 acts is listed: P.L. 118-31, P.L. 116-92",
        "no act: all of them",
    ),
    ("NDAA § 1311", [("pl-118-31", 0), ("pl-116-92", 0)], "No fiscal year", "no year: all"),
    ("§ 1406", [("pl-110-252", 0)], "No act was named", "no act, one of them"),
    ("§§ 1310–1320 of P.L. 118-31", [("pl-118-31", 0), ("pl-118-31", 4)], "", "a range"),
    ("sec. 8365(f) of the FY26 NDAA", [("usc-22-2291-note", 3)], "", "act kept under the code"),
    ("22 U.S.C. 2291 note", [("usc-22-2291-note", None)], "", "code citation"),
    (
        "22 U.S.C. 2291",
        [("usc-22-2291-note", None)],
        "itself is not in the library",
        "only its note",
    ),
    ("P.L. 119-60", [("usc-22-2291-note", None)], "", "act of which one section is there"),
    (
        "Supplemental Appropriations Act, 2008",
        [("pl-110-252", None)],
        "",
        "by its short name",
    ),
    (
        "P.L. 110-252 § 101",
        [("pl-110-252", 1), ("pl-110-252", 2)],
        "2 sections numbered 101",
        "one number twice in an act",
    ),
    ("P.L. 110-252, title II, § 101", [("pl-110-252", 2)], "", "the title settles it"),
    ("137 Stat. 136", [("pl-118-31", None)], "", "a page of the Statutes at Large"),
    ("P.L. 118-31, div. A, title XIII", [("pl-118-31", None)], "", "a part of an act"),
    ("GAO-21-322", [("gao-x", None)], "", "a report number"),
    ("S. 1325", [("s1325", None)], "", "a bill"),
    ("section 2 of S. 1325", None, "the library has no section 2 of S. 1325", "a bill without it"),
    (
        "FY2026 NDAA, § 8356",
        None,
        "the library has no section 8356 of FY2026 NDAA (P.L. 119-60); it has § 8365",
        "swapped digits",
    ),
    ("§ 8356", None, "P.L. 119-60, div. H, title LXXXIII, § 8365", "swapped digits, no act"),
    ("P.L. 119-60, § 12", None, "of that act it has only § 8365", "few sections held"),
    ("FY2022 NDAA, § 1311", None, "P.L. 117-81) is not in the library", "the act is missing"),
    ("P.L. 117-159", None, "P.L. 117-159 is not in the library", "a report's title is no law"),
    ("§ 1311(z) of P.L. 118-31", None, "no subsection (z)", "no such subsection"),
    ("P.L. 118-31, div. B, § 1311", None, "in div. B; it has P.L. 118-31", "elsewhere"),
    ("GAO-99-1", None, "GAO-99-1 is not in the library", "a missing report"),
    ("18 U.S.C. 932", None, "18 U.S.C. 932 is not in the library", "a missing code section"),
]


@pytest.mark.parametrize(("text", "expected", "says", "why"), FOUND)
def test_an_address_finds_its_targets_or_says_what_is_missing(
    text: str, expected: list[tuple[str, int | None]] | None, says: str, why: str
) -> None:
    outcome = BOOK.resolve(parse(text))
    if expected is None:
        assert isinstance(outcome, Unresolved), why
        assert says in outcome.reason, why
        return
    assert isinstance(outcome, Resolved), (why, outcome)
    assert [(t.doc_id, t.section_index) for t in outcome.targets] == expected, why
    assert (says in " ".join(outcome.notices)) if says else outcome.notices == (), why


def test_an_undivided_section_is_found_for_its_subsections_with_a_notice() -> None:
    outcome = BOOK.resolve(parse("P.L. 118-31, § 1312(b)"))
    assert isinstance(outcome, Resolved)
    assert outcome.targets[0].section_index == 4
    assert "is not divided" in outcome.notices[0]


@pytest.mark.parametrize(
    ("number", "present", "near"),
    [
        ("8356", ["8365", "8366", "12"], ("8365", "8366")),
        ("131", ["1311", "13", "999"], ("1311",)),
        ("7", ["8", "77"], ()),
    ],
)
def test_near_numbers_are_one_slip_away(
    number: str, present: list[str], near: tuple[str, ...]
) -> None:
    assert near_numbers(number, present) == near
