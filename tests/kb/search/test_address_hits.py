"""What an address in a query finds: the text of a section, or a notice that it is not there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.pipeline import run
from kb.answer import answer
from kb.encode.fake import FakeEncoder
from kb.models import Document, Kind, Metadata, Passage, Section
from kb.search.address_hits import resolve_addresses
from kb.search.engine import Searcher
from kb.span import Span
from kb.statutes import find_in_query
from kb.store import Library

PIECES = {  # all in title IX
    "§ 1406": ("SEC. 1406. lamps\n(a) Sale.—", "No lamp may be sold at the border."),
    "§ 1407": ("SEC. 1407. [Reserved.]",),
    "§ 1408": ("SEC. 1408. chairs\nEach chair is counted.", "It is counted twice."),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = Library.open(tmp_path_factory.mktemp("addresses"))
    text, sections, passages = "", [], []
    for unit, pieces in PIECES.items():
        start = len(text)
        for piece in pieces:
            span = Span(len(text), len(text) + len(piece))
            passages.append(Passage("law", len(passages), span, "", len(sections)))
            text += piece + "\n"
        heading = pieces[0].partition("\n")[0].partition(". ")[2].partition(" ")[2]
        whole, number = Span(start, len(text) - 1), unit.removeprefix("§ ")
        sections.append(
            Section(
                whole, (unit,), 1, heading, number, f"P.L. 200-1, title IX, {unit}", atomic=True
            )
        )
    about = Metadata(title="Lamp Act", kind=Kind.STATUTE, language="en", number="P.L. 200-1")
    document = Document("law", "0" * 64, text, about, sections=tuple(sections))
    encoder = FakeEncoder()
    vectors = encoder.encode_document([p.span.of(text) for p in passages])
    opened.publish(document, passages, np.asarray(vectors), encoder.identity.key)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        pytest.param("section 1406", ["No lamp may"], id="without its bare heading"),
        pytest.param("section 1407", ["SEC. 1407. [Reserved.]"], id="a heading alone is shown"),
        pytest.param(
            "section 1408", ["SEC. 1408. chairs\nEach", "It is"], id="a heading with text"
        ),
    ],
)
def test_an_address_finds_the_text_of_its_section(
    library: Library, query: str, texts: list[str]
) -> None:
    found = resolve_addresses(library, find_in_query(query), library.documents())
    stored = library.passages_by_id(found.passages)
    first = [stored[i].text for i in sorted(found.passages, key=lambda i: found.passages[i])]
    assert [text[: len(start)] for text, start in zip(first, texts, strict=True)] == texts


def test_the_bare_heading_is_not_first_for_its_own_words(library: Library) -> None:
    hits = Searcher(library, FakeEncoder()).search("SEC. 1406. lamps").hits
    assert hits[0].text.startswith("No lamp may")
    assert (hits[0].section or "").startswith("P.L. 200-1, title IX, § 1406")


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("lamps in GAO-31-105999", "GAO-31-105999 is not in the library"),
        ("lamps in R99999", "R99999 is not in the library"),
        ("lamps in CRS IF19999", "IF19999 is not in the library"),
        ("lamps under P.L. 199-4", "P.L. 199-4 is not in the library"),
        ("lamps under H.R. 6736", "H.R. 6736 is not in the library"),
        ("lamps under 18 U.S.C. 999", "18 U.S.C. 999 is not in the library"),
        ("lamps under section 1499", "the library has no section 1499 of any act"),
        ("lamps under the Chair Act", None),
        ("lamps under P.L. 200-1", None),
    ],
)
def test_what_is_not_in_the_library_is_said_first(
    library: Library, query: str, notice: str | None
) -> None:
    found = Searcher(library, FakeEncoder()).search(query)
    assert found.hits
    if notice is None:
        assert not any("not in the library" in n for n in found.notices)
    else:
        assert found.notices[0].startswith(notice)


def test_a_question_about_a_report_that_nobody_mentions_is_refused_by_its_number(
    library: Library,
) -> None:
    given = answer("What does GAO-31-105999 say about lamps?", Searcher(library, FakeEncoder()))
    assert (given.answered, given.reason) == (False, "GAO-31-105999 is not in the library")


ENACTING = """Public Law 199-31

Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,

SECTION 1. SHORT TITLE.

    This Act may be cited as the ``Safe Lamps Act of 2031'' or the ``Safelamp Act''.

                      TITLE II--LAMPS

SEC. 201. SHORT TITLE.

    This title may be cited as the ``Lamp Trade and Resale Prevention Act''.

SEC. 202. SALE OF LAMPS.

    (a) Amendment.--Chapter 9 of title 18, United States Code, is amended by adding at the end the following:
``Sec. 933. Theft of lamps

    ``(a) Rule.--No person may steal a lamp.''.

                      TITLE III--CHAIRS

SEC. 301. COUNT.

    The Secretary shall count chairs.
"""


@pytest.fixture(scope="module")
def enacting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    base = tmp_path_factory.mktemp("enacting")
    (base / "law.txt").write_text(ENACTING)
    opened = Library.open(base / "home")
    run(opened, [base / "law.txt"], encoder=FakeEncoder(), jobs=1)
    yield Searcher(opened, FakeEncoder())
    opened.close()


@pytest.mark.parametrize(
    ("query", "section", "notice"),
    [
        ("18 U.S.C. 933", "title II, § 202", "18 U.S.C. 933 is the text that P.L. 199-31, title II, § 202 enacted."),
        ("18 U.S.C. 933(a)", "title II, § 202", "18 U.S.C. 933(a) is the text that"),
        ("21 U.S.C. 933", None, "21 U.S.C. 933 is not in the library"),
        ("18 U.S.C. 934", None, "18 U.S.C. 934 is not in the library"),
        ("18 U.S.C. 933 note", None, "18 U.S.C. 933 note is not in the library"),
        ("Lamp Trade and Resale Prevention Act", "title II, § 20", "Lamp Trade and Resale"),
        ("section 202 of the Lamp Trade and Resale Prevention Act", "title II, § 202", None),
        ("section 301 of the Lamp Trade and Resale Prevention Act", None, "the library has no section"),
        ("section 301 of the Safe Lamps Act of 2031", "title III, § 301", None),
        ("section 301 of the Safelamp Act", "title III, § 301", None),
    ],
)  # fmt: skip
def test_other_names_of_a_part_of_a_law_find_it(
    enacting: Searcher, query: str, section: str | None, notice: str | None
) -> None:
    found = enacting.search(query)
    addressed = [h.section or "" for h in found.hits if h.why.address]
    assert bool(addressed) == bool(section)
    if section:
        assert found.hits[0].why.address
        assert all(s.startswith(f"P.L. 199-31, {section}") for s in addressed)
    assert any(n.startswith(notice) for n in found.notices) if notice else not found.notices


def test_a_library_of_older_rules_gets_the_names_when_it_is_opened(
    enacting: Searcher, tmp_path: Path
) -> None:
    home = shutil.copytree(enacting.library.home, tmp_path / "home")
    raw = sqlite3.connect(home / "library.sqlite3")
    raw.execute("DELETE FROM checksums WHERE part = 'addresses' AND key IN (SELECT doc_id || char(31)"
                " || section_index FROM addresses WHERE unit LIKE '% %')")  # fmt: skip
    raw.execute("DELETE FROM addresses WHERE unit LIKE '% %'")
    raw.execute("DELETE FROM meta WHERE key = 'addresses'")
    raw.execute("DELETE FROM checksums WHERE part = 'meta' AND key = 'addresses'")
    raw.commit()
    raw.close()
    library = Library.open(home)
    assert len(library.named_parts(["18 u.s.c. 933"])) == 1
    assert library.check(None).clean
