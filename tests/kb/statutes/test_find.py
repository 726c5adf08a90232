"""Addresses are found in English and Spanish text and have one printed form."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.errors import QueryError
from kb.statutes import ActRef, Address, AddressKind, find, find_in_query, parse

SINGLE = [
    ("Section 8365", "§ 8365", "capitalised word"),
    ("§ 1311", "§ 1311", "sign"),
    ("§1311", "§ 1311", "sign without a space"),
    ("sec. 8365 of the FY26 NDAA", "FY2026 NDAA, § 8365", "two-digit fiscal year"),
    ("section 1311 of the FY2024 NDAA", "FY2024 NDAA, § 1311", "fiscal year"),
    ("section 1311 of the 2024 NDAA", "FY2024 NDAA, § 1311", "year before the name"),
    ("FY'24 NDAA § 1311", "FY2024 NDAA, § 1311", "apostrophe year, act first"),
    ("§1311(a)(1)(B) NDAA 2024", "FY2024 NDAA, § 1311(a)(1)(B)", "no word between"),
    ("section 8365 (FY26 NDAA)", "FY2026 NDAA, § 8365", "act in brackets"),
    ("the FY2024 NDAA's section 1311", "FY2024 NDAA, § 1311", "possessive"),
    ("Section 1033 of the FY1998 NDAA", "FY1998 NDAA, § 1033", "last century"),
    ("Section 1406 of Public Law 110-252", "P.L. 110-252, § 1406", "public law, hyphen"),
    ("P.L. 110-252 sec. 1406", "P.L. 110-252, § 1406", "act first"),
    ("Public Law 110—252, section 1406", "P.L. 110-252, § 1406", "em dash"),
    ("Pub. L. 118–31", "P.L. 118-31", "en dash"),
    ("PL 118-31", "P.L. 118-31", "no points"),
    ("PLAW-118publ31", "P.L. 118-31", "govinfo package"),
    ("Ley Pública 118-31", "P.L. 118-31", "Spanish"),
    ("sección 8365 de la NDAA 2026", "FY2026 NDAA, § 8365", "Spanish"),
    ("artículo 69 de la Ley de Seguridad Nacional", "Ley de Seguridad Nacional, art. 69", "law"),
    (
        "sección 8365 de la Ley de Autorización de la Defensa Nacional para el año fiscal 2026",
        "FY2026 NDAA, § 8365",
        "Spanish name in full",
    ),
    ("§ 8365(f)", "§ 8365(f)", "subsection in brackets"),
    ("subsection (f) of section 8365", "§ 8365(f)", "subsection in words"),
    ("section 8365, subsection f", "§ 8365(f)", "subsection after"),
    ("inciso f) de la sección 8365", "§ 8365(f)", "Spanish subsection"),
    (
        "paragraph (1)(A) of subsection (b) of section 8365 of P.L. 119-60",
        "P.L. 119-60, § 8365(b)(1)(A)",
        "from the inside out",
    ),
    ("§§ 1021–1022", "§§ 1021–1022", "range"),
    ("sections 1021 to 1024", "§§ 1021–1024", "range in words"),
    (
        "div. A, title XIII, subtitle A, § 1311(a)",
        "div. A, title XIII, subtitle A, § 1311(a)",
        "larger units",
    ),
    (
        "title XIII of division A of P.L. 118-31",
        "P.L. 118-31, div. A, title XIII",
        "a part, inner unit first",
    ),
    ("division e of p.l. 118-50", "P.L. 118-50, div. E", "lower case"),
    (
        "National Defense Authorization Act for Fiscal Year 2024",
        "FY2024 NDAA",
        "name in full",
    ),
    (
        "National Defense Authorization Act for Fiscal Year 2024 (Public Law 118–31)",
        "FY2024 NDAA (P.L. 118-31)",
        "named twice",
    ),
    ("John S. McCain NDAA", "FY2019 NDAA", "named after a person"),
    ("22 U.S.C. 2291 note", "22 U.S.C. 2291 note", "note"),
    ("18 U.S.C. § 932", "18 U.S.C. 932", "sign"),
    ("10 USC 284", "10 U.S.C. 284", "no points"),
    ("section 932 of title 18, United States Code", "18 U.S.C. 932", "in words"),
    (
        "sección 2291 del título 22 del Código de los Estados Unidos",
        "22 U.S.C. 2291",
        "Spanish, section first",
    ),
    (
        "título 22 del Código de los Estados Unidos, sección 2291",
        "22 U.S.C. 2291",
        "Spanish, title first",
    ),
    ("22 U.S.C. 2291-4", "22 U.S.C. 2291-4", "hyphen in a section number"),
    ("139 Stat. 410", "139 Stat. 410", "Statutes at Large"),
    ("H. R. 6736", "H.R. 6736", "House bill"),
    ("hr 6736", "H.R. 6736", "lower case"),
    ("S. 3508", "S. 3508", "Senate bill"),
    ("S. 1325 (118th Congress)", "S. 1325 (118th Cong.)", "with its Congress"),
    ("H.Con.Res. 14", "H.Con.Res. 14", "resolution"),
    ("GAO–26–108754", "GAO-26-108754", "en dashes"),
    ("gao-10-253r", "GAO-10-253R", "lower case"),
    ("R47324", "R47324", "CRS report"),
    ("IF10578.12", "IF10578", "CRS version dropped"),
    ("LSB11417", "LSB11417", "CRS legal sidebar"),
    ("Executive Order 14157", "E.O. 14157", "order"),
    ("Orden Ejecutiva 14157", "E.O. 14157", "Spanish"),
    ("section 2(a) of Executive Order 14195", "E.O. 14195, § 2(a)", "section of an order"),
    ("section 3 of the FY2024 Tariff Act", "FY2024 Tariff Act, § 3", "act with its fiscal year"),
    ("section 307 of the Tariff Act of 1930", "Tariff Act of 1930, § 307", "act with its year"),
    ("section 706(1) of the FRAA", "FRAA, § 706(1)", "initials only after a section"),
    ("section 2 of the armas act", "armas act, § 2", "lower case only after a section"),
    ("Consolidated Appropriations Act, 2010", "Consolidated Appropriations Act, 2010", "comma"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SINGLE)
def test_every_spelling_has_one_printed_form(text: str, expected: str, why: str) -> None:
    found = find(f"As {text} shows.")
    assert [str(a) for a in found] == [expected], why
    assert parse(expected) == found[0], why


MANY = [
    (
        "sections 1311 and 1312 of the FY2024 NDAA",
        ["FY2024 NDAA, § 1311", "FY2024 NDAA, § 1312"],
        "a list shares its act",
    ),
    (
        "§ 1311 and § 1312 of P.L. 118-31",
        ["P.L. 118-31, § 1311", "P.L. 118-31, § 1312"],
        "also with two signs",
    ),
    (
        "section 1311 of P.L. 118-31 and section 1406 of P.L. 110-252",
        ["P.L. 118-31, § 1311", "P.L. 110-252, § 1406"],
        "each its own act",
    ),
    (
        "Executive Orders 14193, 14194, and 14195",
        ["E.O. 14193", "E.O. 14194", "E.O. 14195"],
        "a list of orders",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), MANY)
def test_a_list_has_one_address_for_each_item(text: str, expected: list[str], why: str) -> None:
    assert [str(a) for a in find(text)] == expected, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Despite U.S. 3508 troops", "a country, not the Senate"),
        ("an act of violence in 2024", "act is also a word"),
        ("The Act requires a report.", "no name before it"),
        ("Part I of the story", "a part of nothing"),
        ("open at 10:30 on 2024-05-01", "times and dates"),
        ("in 108 states", "CRS numbers need five digits together"),
        ("the second section of the road", "section without a number"),
    ],
)
def test_ordinary_words_are_not_addresses(text: str, why: str) -> None:
    assert find(text) == [], why


QUERIES = [
    ("sect. 7335 of the 2024 NDAA", "FY2024 NDAA, § 7335", "another abbreviation"),
    ("seciton 8365", "§ 8365", "misspelled"),
    ("section 8365 of NDAA 26", "FY2026 NDAA, § 8365", "two digits for a year"),
    ("8365(f)", "§ 8365(f)", "a number with its subsection"),
    ("what does 8365(b)(5) require", "§ 8365(b)(5)", "the same inside a question"),
    ("NDAA 8365", "NDAA, § 8365", "a number after the act"),
    ("PL 119-60 8365", "P.L. 119-60, § 8365", "a number after the law"),
    ("1311 of the FY2024 NDAA", "FY2024 NDAA, § 1311", "a number before the act"),
    ("section 1311, FY24", "FY2024, § 1311", "a fiscal year in place of an act"),
    ("Section 1311 (2024)", "FY2024, § 1311", "a year in brackets"),
    ("sección 1311 del año fiscal 2024", "FY2024, § 1311", "Spanish"),
    ("the NDAA of 2024", "FY2024 NDAA", "a year is no section"),
    ("P.L. 110-252 gave 500 million", "P.L. 110-252", "a number further on is none either"),
    ("NDAA 45% more", "NDAA", "nor is a share"),
]


@pytest.mark.parametrize(("text", "expected", "why"), QUERIES)
def test_a_query_may_name_a_section_without_the_word(text: str, expected: str, why: str) -> None:
    found = find_in_query(text)
    assert [str(a) for a in found] == [expected], why
    assert parse(expected) == found[0], why


def test_a_section_in_a_query_belongs_to_the_one_act_named_there() -> None:
    text = "In the FY26 NDAA, what does section 8365 require?"
    assert [str(a) for a in find_in_query(text)] == ["FY2026 NDAA, § 8365"]
    assert [str(a) for a in find(text)] == ["FY2026 NDAA", "§ 8365"]


def test_a_span_covers_the_words_of_its_address() -> None:
    text = "See subsection (f) of section 8365 of P.L. 119–60, and GAO-21-322."
    assert [a.span.of(text) for a in find(text) if a.span] == [
        "subsection (f) of section 8365 of P.L. 119–60",
        "GAO-21-322",
    ]


@pytest.mark.parametrize("text", ["", "weapons", "P.L. 118-31 and P.L. 116-92", "see § 12 there"])
def test_parse_raises_for_text_that_is_not_one_address(text: str) -> None:
    with pytest.raises(QueryError, match="is not one address"):
        parse(text)


_number = st.from_regex(r"[1-9]\d{0,3}[A-Z]?", fullmatch=True)
_acts = st.one_of(
    st.builds(ActRef, law=st.builds("{}-{}".format, st.integers(90, 130), st.integers(1, 999))),
    st.builds(ActRef, name=st.just("NDAA"), fiscal_year=st.integers(1998, 2030)),
    st.builds(ActRef, fiscal_year=st.integers(1998, 2030)),
    st.builds(ActRef, name=st.sampled_from(["ARMAS Act", "Tariff Act of 1930"])),
    st.builds(ActRef, name=st.just("Tariff Act"), fiscal_year=st.integers(1000, 9999)),
    st.builds(ActRef, number=st.sampled_from(["H.R. 6736", "E.O. 14157", "S.J.Res. 7"])),
    st.none(),
)
_sections = st.builds(
    Address,
    kind=st.just(AddressKind.SECTION),
    act=_acts,
    section=_number,
    subsections=st.lists(
        st.sampled_from(["a", "f", "1", "12", "A", "iv", "aa", "II"]), max_size=4
    ).map(tuple),
    within=st.sampled_from([(), ("div. A",), ("div. B", "title XIII", "subtitle A")]),
)


@given(_sections)
def test_printed_addresses_parse_back(address: Address) -> None:
    assert parse(str(address)) == address


# Words that addresses are made of, and a few that only look like them, in every case and glued
# together or not. The characters at the end are digits or match letters when case is ignored.
_WORDS = (
    "section sections sec. § §§ art. artículo inciso fracción subsection paragraph clause 1311 0 12"
    " 1311A 2291-4 1021-1022 3.5 (f) (1) (iv) (II) ( ) of the in under FY2024 FY24 FY1000 FY0000"
    " FY fiscal year 2024 1930 NDAA NDAA's National Defense Authorization Act act McCain P.L. PL"
    " Public Law 118-31 118–31 , and or to – - Tariff ARMAS code resolution Ley Código de la"
    " Seguridad div. Division A title XIII subtitle chapter part I GAO-21-322 R47324 H.R. hr S."
    " H.J.Res. 6736 118th Cong. E.O. 14157 Executive Orders U.S.C. USC 22 note Stat. ' ’ s that"
    " this . ; : % $ é ſ İ ı ² ٣ ５"
).split()
_CASES = (str, str.upper, str.lower, str.title, str.swapcase)
_word = st.builds(lambda word, case: case(word), st.sampled_from(_WORDS), st.sampled_from(_CASES))
_gap = st.sampled_from([" ", " ", " ", "", ", ", "\n"])
_writing = st.lists(st.builds("{}{}".format, _word, _gap), max_size=14).map("".join)


@given(st.one_of(_writing, st.text(max_size=80)))
@example("sECTON0 FY1000 Act")  # a fiscal year at the head of an act's name
@example("section 3 of the FY2024 Appropriations Act")
@example("FY0000 NDAA")  # no year
@example("sec. 0 clause İ")  # no letter of a subsection
@example("§ 2 fracción IIiv")
@example("Ley INCISO H.R. ")  # a law's name that ends like a subsection
def test_whatever_is_found_has_a_span_and_prints_and_parses(text: str) -> None:
    for address in (*find(text), *find_in_query(text)):
        assert address.span is not None
        assert 0 <= address.span.start < address.span.end <= len(text)
        assert parse(str(address)) == address
