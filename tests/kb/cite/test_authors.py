"""Organisations stay whole, particles stay with the family name, in every style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.cite import PageRef, PinCite, pin
from kb.cite.authors import Author, author, authors_of
from kb.cite.exports import bibtex, csl, ris
from kb.cite.styles import STYLES
from kb.models import Document, Kind, Metadata
from kb.span import Span

NAMES = [
    ("Government Accountability Office", "", True),
    ("RAND Corporation", "", True),
    ("Organization for Economic Cooperation and Development", "", True),
    ("Department of Justice and Public Safety", "", True),
    ("Bureau of Alcohol, Tobacco, Firearms and Explosives", "", True),
    ("Secretaría de Seguridad y Protección Ciudadana", "", True),
    ("Instituto Nacional de Estadística y Geografía", "", True),
    ("México Unido contra la Delincuencia", "", True),
    ("The Economist", "", True),
    ("UNODC", "", True),
    ("{Insight Crime}", "", True),
    ("Insight Crime", "Insight Crime (IC)", True),
    ("House, Amy", "", False),
    ("Ana Pérez", "", False),
    ("José Ortega y Gasset", "", False),
]


@pytest.mark.parametrize(("written", "publisher", "whole"), NAMES)
def test_organisations_are_told_from_people(written: str, publisher: str, whole: bool) -> None:
    found = author(written, publisher)
    assert found.organisation is whole
    if whole:
        assert found == Author(written.strip("{}"), organisation=True)


PEOPLE = [
    ("María de la Cruz Hernández", "de la Cruz Hernández", "María", ""),
    ("José Luis García-Pérez", "García-Pérez", "José Luis", ""),
    ("Juan Carlos del Río", "del Río", "Juan Carlos", ""),
    ("O'Neil, Shannon K.", "O'Neil", "Shannon K.", ""),
    ("van der Berg, Jan", "van der Berg", "Jan", ""),
    ("Jan van der Berg", "van der Berg", "Jan", ""),
    ("Fiorello La Guardia", "La Guardia", "Fiorello", ""),
    ("María del Carmen Ruiz", "Ruiz", "María del Carmen", ""),
    ("Juan de Dios", "de Dios", "Juan", ""),
    ("Ben Smith", "Smith", "Ben", ""),
    ("Martin King Jr.", "King", "Martin", "Jr."),
    ("Martin King, Jr.", "King", "Martin", "Jr."),
    ("King, Martin, Jr.", "King", "Martin", "Jr."),
    ("King, Jr., Martin", "King", "Martin", "Jr."),
    ("José Ortega y Gasset", "Ortega y Gasset", "José", ""),
    ("Josep Puig i Cadafalch", "Puig i Cadafalch", "Josep", ""),
    ("Santiago Ramón y Cajal", "Ramón y Cajal", "Santiago", ""),
    ("María de la Cruz y Soto", "de la Cruz y Soto", "María", ""),
    ("Ortega y Gasset", "Gasset", "Ortega y", ""),
    ("Voltaire", "Voltaire", "", ""),
]


@pytest.mark.parametrize(("written", "family", "given", "suffix"), PEOPLE)
def test_particles_stay_with_the_family_name(
    written: str, family: str, given: str, suffix: str
) -> None:
    assert author(written) == Author(family, given, suffix)


def test_semicolons_part_authors() -> None:
    meta = Metadata("T", authors=("Ana Pérez; Department of Trade; Lee, Kim", "{A; B}"))
    assert [a.inverted for a in authors_of(meta)] == [
        "Pérez, Ana",
        "Department of Trade",
        "Lee, Kim",
        "A; B",
    ]


CITE = PinCite("x", "0" * 64, Span(0, 4), "four", (PageRef(1, "ii", "1"), PageRef(2, "iii", "2")))
MIXED = Metadata(
    "On Marks",
    Kind.ARTICLE,
    publisher="Example House",
    authors=("Department of Justice and Public Safety", "María de la Cruz Hernández"),
    date="2020",
    url="https://doi.org/10.1234/ab_c",
)
PRINTED = [
    (
        "apa",
        "Department of Justice and Public Safety, & de la Cruz Hernández, M. (2020). On Marks. "
        "Example House. https://doi.org/10.1234/ab_c",
    ),
    (
        "apa-in-text",
        "(Department of Justice and Public Safety & de la Cruz Hernández, 2020, pp. 1–2)",
    ),
    (
        "mla",
        "Department of Justice and Public Safety and María de la Cruz Hernández. On Marks. "
        "Example House, 2020, pp. 1–2. https://doi.org/10.1234/ab_c.",
    ),
    (
        "chicago-bibliography",
        "Department of Justice and Public Safety and María de la Cruz Hernández. On Marks. "
        "Example House, 2020. https://doi.org/10.1234/ab_c.",
    ),
]


@pytest.mark.parametrize(("style", "expected"), PRINTED)
def test_styles_keep_organisations_whole(style: str, expected: str) -> None:
    assert STYLES[style](CITE, MIXED) == expected


def test_reference_managers_get_organisations_whole() -> None:
    assert csl(CITE, MIXED)["author"] == [
        {"literal": "Department of Justice and Public Safety"},
        {"family": "de la Cruz Hernández", "given": "María"},
    ]
    assert (
        "author = {{Department of Justice and Public Safety} and de la Cruz Hernández, María}"
        in bibtex(CITE, MIXED)
    )
    printed = ris(CITE, MIXED)
    assert "AU  - Department of Justice and Public Safety\r\n" in printed
    assert "AU  - de la Cruz Hernández, María\r\n" in printed


def test_a_group_as_author_ends_with_a_full_stop_in_apa() -> None:
    office = Metadata("On Bridges", authors=("Government Accountability Office",), date="2021-03")
    assert STYLES["apa"](CITE, office).startswith(
        "Government Accountability Office. (2021, March). On Bridges."
    )
    assert STYLES["apa"](CITE, Metadata("A Draft")) == "A Draft. (n.d.)."


def test_pages_and_doi_have_fields_of_their_own() -> None:
    printed = ris(CITE, MIXED)
    assert "SP  - 1\r\nEP  - 2\r\n" in printed
    assert "DO  - 10.1234/ab_c\r\n" in printed
    assert r"doi = {10.1234/ab\_c}" in bibtex(CITE, MIXED)
    assert csl(CITE, MIXED)["DOI"] == "10.1234/ab_c"
    alone = PinCite("x", "0" * 64, Span(0, 4), "four", (PageRef(3),))
    assert "SP  - PDF p. 4\r\nEP  - PDF p. 4\r\n" in ris(alone, MIXED)


def read(path: Path) -> Document:
    document = read_document(Source.load(path))
    assert isinstance(document, Document)
    return document


@pytest.mark.case("13")
@pytest.mark.parametrize(
    ("name", "organisations", "families"),
    [
        ("corp1.md", ["Government Accountability Office"], []),
        (
            "corp2.md",
            [
                "Organization for Economic Cooperation and Development",
                "Department of Justice and Public Safety",
            ],
            [],
        ),
        (
            "corp3.md",
            [],
            ["de la Cruz Hernández", "García-Pérez", "del Río", "O'Neil", "van der Berg"],
        ),
        ("nodate.md", ["RAND Corporation"], []),
    ],
)
def test_authors_of_the_cases(
    case_path: Callable[[str], Path], name: str, organisations: list[str], families: list[str]
) -> None:
    document = read(case_path("13-corporate-authors") / name)
    meta = document.metadata
    found = csl(pin(document, Span(0, 5)), meta)["author"]
    assert [a["literal"] for a in found if "literal" in a] == organisations
    assert [a["family"] for a in found if "family" in a] == families
    cite = pin(document, Span(0, 5))
    for whole in organisations:
        assert f"AU  - {whole}\r\n" in ris(cite, meta)
        assert f"{{{whole}}}" in bibtex(cite, meta)
        assert whole in STYLES["apa"](cite, meta)
        assert whole in STYLES["mla"](cite, meta)
    for family in families:
        assert f"AU  - {family}, " in ris(cite, meta)


@pytest.mark.case("34")
def test_ris_has_the_first_and_the_last_page_of_the_case(
    case_path: Callable[[str], Path],
) -> None:
    document = read(case_path("34-ris-sp.pdf"))
    pages = {p.printed: p for p in document.pages}
    span = Span(pages["1"].spans[0].start, pages["2"].spans[-1].end)
    printed = ris(pin(document, span), document.metadata)
    assert "SP  - 1\r\nEP  - 2\r\n" in printed
