"""Numbers, dashes and quotation marks are found however they are set; strangers are announced."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import run
from kb.encode.fake import FakeEncoder
from kb.search.engine import Searcher
from kb.store import Library
from kb.store.excerpt import part_of

DOCUMENTS = {
    "english.md": "# Lamps\n\nThe port counted 1,407 lamps, and each weighed 1.250 kilograms or more.",
    "spaced.md": "# Oil\n\nThe port counted 2 407 barrels of oil that nobody had declared to it.",
    "spanish.md": (
        "---\nlang: es\n---\n# Nota\n\nLa oficina abrió 1.250 carpetas en la región, un aumento de "
        "8,4 % respecto del año anterior."
    ),
    "law.txt": """[117th Congress Public Law 998]

Public Law 117-998
117th Congress

                                 An Act

 To improve the care of lamps, and for other purposes.

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

SECTION 1. SHORT TITLE.

    This Act may be cited as the ``Harbor Lamp
Care Act of 2022''.

                       TITLE I--LAMPS

SEC. 301-2. CLEANING OF LAMPS.

    The Harbor Master shall clean each lamp within 90 days.

                       TITLE II--REPORTS

SEC. 302. REPORTS ON LAMPS.

    The Harbor Master shall report on lamps each year.
""",
}


def searcher_of(folder: Path, home: Path) -> Searcher:
    library = Library.open(home)
    run(library, [folder], encoder=FakeEncoder(), jobs=1)
    return Searcher(library, FakeEncoder())


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    base = tmp_path_factory.mktemp("numbers")
    (base / "docs").mkdir()
    for name, text in DOCUMENTS.items():
        (base / "docs" / name).write_text(text)
    return searcher_of(base / "docs", base / "home")


def found(searcher: Searcher, query: str) -> list[str]:
    """What the words of the query find, best first: the first word of each passage's text."""
    hits = searcher.search(query, mode="lexical").hits
    return [hit.metadata.title for hit in hits]


NUMBERS = [
    ("1,407", ["Lamps"]),
    ("1407", ["Lamps"]),
    ("1 407", ["Lamps"]),
    ('"1407 lamps"', ["Lamps"]),
    ('"1 407 lamps"', ["Lamps"]),
    ("2407", ["Oil"]),
    ('"2,407 barrels"', ["Oil"]),
    ("1250", ["Nota"]),  # 1.250 in the English text is a decimal
    ('"1,250 carpetas"', ["Nota"]),
    ('"1.250 kilograms"', ["Lamps"]),
    ("8.4", ["Nota"]),
    ("8,4", ["Nota"]),
    ("84", []),
    ("407", ["Oil"]),  # written apart
]


@pytest.mark.parametrize(("query", "titles"), NUMBERS)
def test_numbers_are_found_however_they_are_set(
    searcher: Searcher, query: str, titles: list[str]
) -> None:
    assert found(searcher, query) == titles


def test_a_number_with_a_point_finds_both_readings(searcher: Searcher) -> None:
    assert set(found(searcher, "1.250")) == {"Lamps", "Nota"}


def test_an_excluded_number_excludes_every_setting_of_it(searcher: Searcher) -> None:
    assert found(searcher, "port counted -1407") == ["Oil"]


DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize("lead", ["§ ", "sec. ", "Section "])
def test_a_section_is_found_with_any_dash(searcher: Searcher, lead: str, dash: str) -> None:
    first = searcher.search(f"{lead}301{dash}2").hits[0]
    assert first.section == "P.L. 117-998, title I, § 301-2"
    filtered = searcher.search(f"lamps section:301{dash}2").hits
    assert [hit.section for hit in filtered] == [first.section]


@pytest.mark.parametrize("dash", DASHES)
def test_a_section_is_shown_with_any_dash(searcher: Searcher, dash: str) -> None:
    law = searcher.library.document("pl-117-998")
    assert part_of(law, section=f"§ 301{dash}2").name == "P.L. 117-998, title I, § 301-2"


NAMES = [
    ("§ 302 of the Harbor Lamp Care Act", "P.L. 117-998, title II, § 302"),
    ("section 301–2 of the Harbor Lamp Care Act of 2022", "P.L. 117-998, title I, § 301-2"),
    ("Title II of the Harbor Lamp Care Act", "P.L. 117-998, title II, § 302"),
    ("TITLE I, Harbor Lamp Care Act", "P.L. 117-998, title I, § 301-2"),
]


@pytest.mark.parametrize(("query", "section"), NAMES)
def test_a_short_title_in_the_printers_quotation_marks_names_its_act(
    searcher: Searcher, query: str, section: str
) -> None:
    assert searcher.search(query).hits[0].section == section


def test_strangers_are_announced(searcher: Searcher) -> None:
    results = searcher.search("qwfpgj zzyzx")
    assert results.notices[0] == (
        "No word of this query is in the library: “qwfpgj”, “zzyzx”. The results are the nearest in "
        "meaning."
    )
    alone = searcher.search("qwfpgj", mode="lexical")
    assert alone.hits == ()
    assert alone.notices == ("No word of this query is in the library: “qwfpgj”.",)
    assert results.as_json()["notices"] == list(results.notices)


@pytest.mark.parametrize("query", ["lamps zzyzx", "armas zzyzx lámparas", "§ 302", "", "1,407"])
def test_one_known_word_is_enough(searcher: Searcher, query: str) -> None:
    assert not any("No word" in notice for notice in searcher.search(query).notices)


CASES = [
    pytest.param("37-spanish-thousands.md", q, "Nota", marks=pytest.mark.case("37"))
    for q in ("1250", "1.250", "1,250", "8.4", '"1 250 carpetas"')
] + [
    pytest.param("26-en-dash-section.txt", q, "River", marks=pytest.mark.case("26"))
    for q in ("sec. 4401–1", "§ 4401-1", "River Crossing Inspection Act")
]


@pytest.mark.parametrize(("name", "query", "title"), CASES)
def test_the_cases_are_found(
    case_path: Callable[[str], Path], tmp_path: Path, name: str, query: str, title: str
) -> None:
    cases = searcher_of(case_path(name), tmp_path / "home")
    first = cases.search(query).hits[0]
    assert first.title.startswith(title)
    assert first.why.lexical == 1 or first.why.address or first.why.source
    if "4401" in query:
        assert first.section == "P.L. 117-997, div. B, § 4401-1"


@pytest.mark.case("25")
def test_a_figure_with_a_comma_is_found_as_the_same_without(
    case_path: Callable[[str], Path], tmp_path: Path
) -> None:
    cases = searcher_of(case_path("25-figure-with-comma.pdf"), tmp_path / "home")
    commas, plain = (cases.search(q, mode="lexical").hits for q in ("1,407", "1407"))
    assert [h.text for h in commas] == [h.text for h in plain]
    assert "1,407" in commas[0].text
