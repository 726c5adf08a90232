"""What a statute orders, with addressee, product and due date, and what is no order."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document, Kind
from kb.recommend import extract
from kb.recommend.due_dates import deadline, recurrence, shifted
from kb.recommend.model import Recommendation, RecommendationKind, Stance
from tests.kb.recommend.documents import build_document

LAW = """(a) In General.—Not later than 90 days after the date of the enactment of this Act, the Secretary of Agriculture, in consultation with the Secretary of State, shall submit to the Committee on Agriculture of the Senate a report on orchards along the river.
(b) Plan.—The Secretary shall develop a plan to water the orchards.
(c) Annual Report.—Not later than March 1 of each year, the Comptroller General shall submit to Congress a report on pumps.
(d) Form.—The report required by subsection (a) shall be submitted in unclassified form.
(e) Authority.—The Secretary may hire two gardeners.
(f) Rule.—Nothing in this section shall be construed to require that the Secretary shall submit a map.
(g) Sense of Congress.—It is the sense of Congress that the State Department should not close the nursery.
(h) The term “orchard” means land that the Secretary shall designate.
"""


def law(text: str = LAW, enacted: str | None = "2024-01-31") -> tuple[Recommendation, ...]:
    return extract(build_document(text, kind=Kind.STATUTE, enacted=enacted))


def test_a_duty_has_an_addressee_a_product_and_a_due_date() -> None:
    found = [r for r in law() if r.sort is RecommendationKind.MANDATE]
    assert [r.actors for r in found] == [
        ("Department of Agriculture",), ("Department of Agriculture",), ("GAO",),
    ]  # fmt: skip
    assert [r.product for r in found] == [
        "a report on orchards along the river", "a plan to water the orchards",
        "a report on pumps",
    ]  # fmt: skip
    assert [(r.due, r.recurs) for r in found] == [
        ("2024-04-30", None), (None, None), ("2024-03-01", "yearly"),
    ]  # fmt: skip


def test_the_sense_of_congress_is_a_recommendation() -> None:
    (sense,) = [r for r in law() if r.sort is RecommendationKind.RECOMMENDATION]
    assert sense.stance is Stance.OPPOSES
    assert sense.actors == ("State Department",)


def test_no_due_date_where_enactment_is_unknown() -> None:
    assert next(r.due for r in law(enacted=None)) is None


@pytest.mark.parametrize(
    ("ending", "expected", "why"),
    [
        ("Approved January 31, 2024.", "2024-04-30", "a law's last line"),
        ("Approved Jan. 31, 2024", "2024-04-30", "a short month"),
        ("The plan was Approved January 31, 2024.", None, "said in passing"),
        ("Approved January 31, 2024.\nApproved June 1, 2023.", None, "two dates: not guessed"),
    ],
)
def test_the_date_of_enactment_is_read_from_the_law(ending: str, expected: str, why: str) -> None:
    text = f"Public Law 118–99\n{LAW}\n{ending}\n"
    assert next(r.due for r in law(text, None)) == expected, why


def test_a_bill_has_no_date_of_enactment() -> None:
    assert next(r.due for r in law(LAW + "\nApproved January 31, 2024.\n", None)) is None


def test_the_enactment_of_another_act_is_not_counted_from() -> None:
    text = "Not later than 60 days after the date of the enactment of the Pump Act, the "
    (found,) = law(text + "Secretary of Energy shall submit to Congress a report on pumps.")
    assert found.due is None


ADDRESSEES = [
    ("The Secretary of each military department shall publish a list.",
     ("Secretaries of the military departments",), "no one department"),
    ("The Comptroller General of the United States shall submit a report.", ("GAO",), "a title"),
    ("The Secretary of State, the Secretary of Defense, and the Attorney General shall assess the"
     " wells.", ("State Department", "Department of Defense", "Justice Department"), "several"),
    ("The term “Department” means the Department of State. The Department shall update its rules.",
     ("State Department",), "as defined"),
    ("The Secretary of Defense, acting through the Under Secretary of Defense for Policy and in"
     " coordination with the Secretaries concerned, shall submit a report.",
     ("Department of Defense",), "who acts, not who is beside"),
    ("The Secretary of Energy, as soon as practicable, shall issue guidance.",
     ("Department of Energy",), "an aside"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actors", "why"), ADDRESSEES)
def test_the_addressee_is_the_officer_who_acts(
    text: str, actors: tuple[str, ...], why: str
) -> None:
    assert law(text)[0].actors == actors, why


@pytest.mark.parametrize(
    "text",
    [
        "Any regulations prescribed by the Secretary of Energy shall apply to all wells.",
        "The Secretary of Energy shall be a member of the board.",
        "Wells are dug under such rules as the Secretary of Energy shall prescribe.",
    ],
)
def test_states_and_effects_are_no_duties(text: str) -> None:
    assert law(text) == ()


def test_a_mandate_ends_with_the_list_that_completes_it() -> None:
    text = (
        "(a) Award.—The Secretary of Energy shall pay each fellow—\n(1) a stipend; and\n"
        "(2) travel.\n(b) Report.—The Secretary of Energy shall submit an annual report.\n"
    )
    assert [r.recurs for r in law(text)] == [None, "yearly"]


@pytest.mark.parametrize(
    ("day", "count", "unit", "expected", "why"),
    [
        ("2025-12-18", 180, "day", "2026-06-16", "days are counted, not months"),
        ("2024-01-31", 1, "month", "2024-02-29", "the last day of a shorter month"),
        ("2024-02-29", 1, "year", "2025-02-28", "a leap day"),
        ("2024-11-30", 3, "month", "2025-02-28", "over the turn of the year"),
        ("2024-12-01", 2, "week", "2024-12-15", "weeks"),
    ],
)
def test_a_date_is_moved_on_by_the_calendar(
    day: str, count: int, unit: str, expected: str, why: str
) -> None:
    assert shifted(day, count, unit) == expected, why


@pytest.mark.parametrize(
    ("text", "due", "recurs"),
    [
        ("Not later than one year after the date of enactment of this Act", "2025-01-31", None),
        ("Not later than 60 days after the date of the enactment of this Act, and every 90 days"
         " thereafter", "2024-03-31", "every 90 days"),
        ("Not later than December 31, 2026", "2026-12-31", None),
        ("Not later than January 15 of each year", "2025-01-15", "yearly"),
        ("Within 30 days of receiving the request", None, None),
        ("On a quarterly basis", None, "quarterly"),
    ],
)  # fmt: skip
def test_a_deadline_is_a_date_or_says_how_often(
    text: str, due: str | None, recurs: str | None
) -> None:
    found = deadline(text, "2024-01-31")
    assert (found.due, found.recurs) == (due, recurs)


def test_recurrence_of_annual_thereafter() -> None:
    assert recurrence("and annually thereafter for five years") == "yearly"


def test_both_mandates_of_section_8365_are_found(shared: Path) -> None:
    (path,) = (shared / "documents/statutes").glob("*8365*")
    doc = read_document(Source.load(path))
    assert isinstance(doc, Document)
    found = extract(doc)
    assert [r.actors for r in found] == [("State Department",)] * 2
    assert [r.due for r in found] == ["2026-06-16", "2027-06-16"]
    assert [r.recurs for r in found] == [None, "yearly"]
    assert "strategy" in (found[0].product or "")
    assert "implementation" in (found[1].product or "")


def test_extraction_from_the_brief_meets_its_targets(shared: Path) -> None:
    from tests.bench.recommendations import document, figures, gold

    doc = document(shared / "documents/briefs/quincy-2026-smarter-way.txt")
    scores = figures(gold(doc.text), list(extract(doc)))
    assert scores["recall"] >= 0.9
    assert scores["precision"] >= 0.8
    assert scores["stance"] >= 0.85
    assert scores["actor"] >= 0.75
