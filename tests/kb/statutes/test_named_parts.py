"""Short titles name their units, and quoted sections of the Code are found by their numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read.source import Source
from ingest.read.statute import read
from kb.models import Document
from kb.statutes.named_parts import NamedPart, act_names, key_of_act, key_of_code, named_parts

# As the Government Publishing Office prints a law as plain text.
LAW = """Public Law 199-31
199th Congress

    Be it enacted by the Senate and House of Representatives of the
United States of America in Congress assembled,

SECTION 1. SHORT TITLE.

    This Act may be cited as the ``Safe
Lamps Act of 2031''.

                      TITLE II--LAMPS

SEC. 201. SHORT TITLES.

    {cited}

SEC. 202. SALE OF LAMPS.

    (a) Amendments.--
            (1) In general.--{amended}
{quoted}
            (2) Clerical amendment.--The table of sections for chapter 9 of
        title 18, United States Code, is amended by adding at the end:

``932. Sale of lamps.
``933. Theft of lamps.''.

                      TITLE III--CHAIRS

SEC. 301. OTHER.

    The Secretary shall count chairs.
"""
CITED = "This title may be cited as the ``Lamp Trade and Resale Prevention Act''."
AMENDED = (
    "Chapter 9 of title 18, United States Code, is\namended by adding at the end the following:"
)
QUOTED = """``Sec. 932. Sale of lamps

    ``(a) Rule.--No person may sell a lamp under title 28, United States
Code.
``Sec. 933. Theft of lamps

    ``(a) Rule.--No person may steal a `lamp'.''.
"""


def law(cited: str = CITED, amended: str = AMENDED, quoted: str = QUOTED) -> Document:
    text = LAW.format(cited=cited, amended=amended, quoted=quoted)
    found = read(Source(Path("law.txt"), text.encode(), "0" * 64))
    assert isinstance(found, Document)
    return found


def parts(document: Document) -> dict[str, NamedPart]:
    return {p.key: p for p in named_parts(document.text, document.sections)}


@pytest.mark.parametrize(
    ("cited", "names"),
    [
        ("This title may be cited as the ``Lamp Trade Act''.", ["Lamp Trade Act"]),
        ("This title may be cited as the ``Lamp\nTrade Act''.", ["Lamp Trade Act"]),
        ("This title may be cited as the “Lamp Trade Act”.", ["Lamp Trade Act"]),
        ("This title (and any note) may be cited as the ``Lamp Act''.", ["Lamp Act"]),
        (
            "This title may be cited as the ``Lamp Trade and Resale Prevention Act''\nor the ``LTRP Act''.",
            ["Lamp Trade and Resale Prevention Act", "LTRP Act"],
        ),
        ("This section may be cited as the ``Lamp Act''.", []),
        ("This subtitle may be cited as the ``Lamp Act''.", []),  # there is no subtitle here
        ("This title shall be known as good.", []),
        ("Title 5 of the ``Lamp Act'' applies.", []),
    ],
)
def test_short_titles_name_the_unit_that_they_stand_in(cited: str, names: list[str]) -> None:
    document = law(cited)
    found = {k: p for k, p in parts(document).items() if k.startswith("act ")}
    assert list(found) == [key_of_act(name) for name in names]
    for part in found.values():
        assert part.address == "P.L. 199-31, title II"
        text = part.span.of(document.text)
        assert text.startswith("SEC. 201.")
        assert "SALE OF LAMPS" in text
        assert "CHAIRS" not in text


def test_a_quoted_section_has_the_number_that_it_gets_in_the_code() -> None:
    document = law()
    found = parts(document)
    first, second = found[key_of_code(18, "932")], found[key_of_code(18, "933")]
    assert first.span.of(document.text).startswith("``Sec. 932. Sale of lamps")
    assert second.span.of(document.text).startswith("``Sec. 933. Theft of lamps")
    assert second.span.of(document.text).rstrip().endswith("steal a `lamp'.''.")
    assert first.span.end == second.span.start
    assert (second.address, second.heading, second.number) == (
        "P.L. 199-31, title II, § 202",
        "Theft of lamps",
        "933",
    )


@pytest.mark.parametrize(
    ("amended", "quoted", "keys"),
    [
        pytest.param(AMENDED, QUOTED, {"18 u.s.c. 932", "18 u.s.c. 933"}, id="a law amends a title"),
        pytest.param("Title 46, United States Code, is further amended by inserting:", QUOTED,
                     {"46 u.s.c. 932", "46 u.s.c. 933"}, id="another title"),
        pytest.param("Title 46, United States Code, as amended by section 3, is amended:", QUOTED,
                     {"46 u.s.c. 932", "46 u.s.c. 933"}, id="as amended before"),
        pytest.param("Title 46 of the United States Code is amended by adding:", QUOTED,
                     {"46 u.s.c. 932", "46 u.s.c. 933"}, id="of the United States Code"),
        pytest.param("Title 46, United States Code (relating to ships), is amended:", QUOTED,
                     {"46 u.s.c. 932", "46 u.s.c. 933"}, id="with words in brackets"),
        pytest.param("Section 5 of title 46, United States Code, applies. The following:", QUOTED,
                     set(), id="a title that is not amended"),
        pytest.param("The Lamp Act is amended by adding:", QUOTED, set(), id="no title of the Code"),
        pytest.param(AMENDED, "``Sec. 932. Sale of lamps.''.", set(), id="an item of a table"),
        pytest.param(AMENDED, "``Sec. 932. Sale of lamps''.", set(), id="a heading alone"),
        pytest.param(AMENDED, "``§ 932. Sale of lamps\n``No lamp.''.", {"18 u.s.c. 932"}, id="a sign"),
        pytest.param(AMENDED, "``SEC. 932. LAMPS.\n``No lamp.''.", set(), id="an act's own section"),
        pytest.param(AMENDED, "Section 932 is repealed.", set(), id="nothing quoted"),
    ],
)  # fmt: skip
def test_only_quoted_sections_of_an_amended_title_are_enacted(
    amended: str, quoted: str, keys: set[str]
) -> None:
    found = parts(law(amended=amended, quoted=quoted))
    assert {key for key in found if not key.startswith("act ")} == keys


@given(st.integers(1, 54), st.integers(1, 9_999), st.sampled_from(["", "a", "bb", "-1"]))
def test_every_number_is_found_as_it_is_quoted(title: int, number: int, letter: str) -> None:
    section = f"{number}{letter}"
    found = parts(
        law(
            amended=f"Title {title}, United States Code, is amended by adding at the end:",
            quoted=f"``Sec. {section}. Sale of lamps\n``No lamp is sold.''.",
        )
    )
    assert key_of_code(title, section) in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("This Act may be cited as the ``Safe\nLamps Act''.", ("Safe Lamps Act",)),
        ("This Act may be cited as “Ana’s Law” or the “Lamp Act”.", ("Ana’s Law", "Lamp Act")),
        ("This title may be cited as the ``Lamp Act''.", ()),
        ("``This Act may be cited as the `Lamp Act'.''", ()),
        ("The Lamp Act may be cited.", ()),
        pytest.param("This Act may be cited as" + 100_000 * " ", (), id="a long run of spaces"),
        pytest.param(20_000 * "This Act (", (), id="brackets that are never closed"),
    ],
)
def test_an_act_names_itself(text: str, names: tuple[str, ...]) -> None:
    assert act_names(text) == names


def test_a_law_has_its_names_and_a_title_inside_it_is_not_one_of_them() -> None:
    about = law().metadata
    assert about.title == "Safe Lamps Act of 2031"
    assert "Lamp Trade and Resale Prevention Act" not in about.names


def test_a_document_that_is_no_law_has_no_named_parts() -> None:
    assert list(named_parts("This title may be cited as the “Lamp Act”.", ())) == []
