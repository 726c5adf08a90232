"""Numbers beside the lines of bills and transcripts are left out; other numbers stay."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import Text, make_pdf

PROSE = (
    "The inspectors shall visit each bridge over the river in every year and shall write down what "
    "they found in the log of the bridge, which anyone may read at the office of the district. "
    "Where a bridge is closed the inspectors shall say why it is closed and when they think that "
    "it will be open to traffic. They shall also count the lorries that wait at the bridge before "
    "it is open in the morning, and send what they counted to the council within 12 days. "
    "The council shall hear anyone who waited for longer than a day and shall answer within a week, "
    "and if it finds that a bridge was closed for no reason that the law knows it shall have the "
    "bridge opened and shall make good what was lost. The minister shall lay before the assembly a "
    "report on the bridges that were closed and on the lorries that waited, and shall name those "
    "districts which did not send what they counted; the report shall be open to everyone."
)
LINES = textwrap.wrap(PROSE, 50)
TOP = 640  # below the place of page numbers
LEFT, RIGHT, MARGIN = 120.0, 470.0, 90.0
Rows = Iterable[tuple[str, str]]


def page(rows: Rows, *, at: float = MARGIN, step: float = 18, text: float = LEFT) -> list[Text]:
    """A page of rows: a number, which begins at ``at``, and the words beside it."""
    out = []
    for i, (number, words) in enumerate(rows):
        y = TOP - step * i
        out += [Text(number, at, y)] if number else []
        out += [Text(words, text, y)] if words else []
    return out


def numbered(lines: Sequence[str], start: int = 1, every: int = 1) -> list[tuple[str, str]]:
    counted = enumerate(lines, start)
    return [(str(n) if n % every == 0 else "", line) for n, line in counted]


def document(pages: Sequence[Sequence[Text]]) -> Document:
    made = read(Source.of(make_pdf(pages), "bill.pdf"))
    assert isinstance(made, Document), made
    return made


def warned(made: Document) -> bool:
    return any("line numbers" in w for w in made.warnings)


TYPED = [[Text(f"{n:>2}      {line}", 72, TOP - 18 * n) for n, line in enumerate(LINES, 1)]]
BLANK = [*numbered(LINES[:4]), ("5", ""), *numbered(LINES[4:], 6)]
TWO_PAGES = [numbered(LINES[:9]), numbered(LINES[9:])]
NUMBERED = [
    ([page(numbered(LINES))], "at the left"),
    ([page(numbered(LINES), at=RIGHT)], "at the right"),
    ([page(numbered(LINES, every=5))], "every fifth"),
    ([page(numbered(LINES), step=12)], "close lines"),
    ([page(numbered(LINES), step=24)], "lines far apart, as in a transcript"),
    ([page(rows) for rows in TWO_PAGES], "from 1 on each page"),
    ([page(numbered(LINES[:9], 98)), page(numbered(LINES[9:], 107))], "running on"),
    ([page(BLANK)], "a number without a line"),
    (TYPED, "typed in one line with the text"),
    (
        [page(numbered(LINES)), page(numbered(["They shall not ask for money."]))],
        "a page of one line",
    ),
]


@pytest.mark.parametrize(("pages", "why"), NUMBERED, ids=[why for _, why in NUMBERED])
def test_line_numbers_are_left_out_and_named(pages: list[list[Text]], why: str) -> None:
    made = document(pages)
    words = " ".join(made.text.split())
    if "a page of one line" in why:
        assert words == f"{PROSE} They shall not ask for money."
    else:
        assert words == PROSE, why
    assert warned(made)
    assert {o.reason for o in made.left_out} == {"number of a line"}


ITEMS = ["Bridges over the river", "Ports of entry at the coast", "Roads to the frontier",
         "Railways and their yards", "Airfields of the north", "Canals that carry water",
         "Dams and their gates"]  # fmt: skip
LOWER = [item.lower() for item in ITEMS]
KEPT = [
    ([page([("", "The plan names seven kinds of works:"), *numbered(ITEMS)])], "a list"),
    ([page(numbered(LOWER))], "a list in small letters"),
    ([page([row for n in (1, 2, 3, 4, 5)
            for row in ((str(n), LINES[0]), ("", LINES[1]))], step=14)], "items of two lines"),
    ([[*page(numbered(ITEMS)), *page(numbered(LOWER), at=330, text=360)]], "a table"),
    ([[*page(numbered(ITEMS)), *(Text(str(n * 71), 330, TOP - 18 * n) for n in range(7))]],
     "a table with a column of figures"),
    ([page(numbered(["Guns", "Money", "Drugs"]))], "three short items"),
    ([page([(str(n), line) for n, line in zip((3, 9, 4, 17, 8, 2, 31), LINES, strict=False)])],
     "numbers that do not rise"),
    ([[Text(f"{n} {line}", LEFT, TOP - 14 * n) for n, line in enumerate(ITEMS, 1)]],
     "numbers that are not apart from the text"),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "why"), KEPT, ids=[why for _, why in KEPT])
def test_other_numbers_stay(pages: list[list[Text]], why: str) -> None:
    made = document(pages)
    shown = sorted(w for p in pages for t in p for w in t.words.split() if w.isdigit())
    assert sorted(w for w in made.text.split() if w.isdigit()) == shown, why
    assert not warned(made)


def test_a_table_in_the_margin_of_a_later_page_keeps_its_numbers() -> None:
    cells = [Text(str(900 + n), 400, TOP - 18 * n) for n in range(7)]
    made = document([page(numbered(LINES)), [*page(numbered(ITEMS)), *cells]])
    assert [w for w in made.text.split() if w.isdigit() and len(w) == 1] == list("1234567")


def test_a_footnote_keeps_its_number_beside_numbered_lines() -> None:
    notes = [Text("1", LEFT, 104, 5), Text("Counted by hand.", LEFT + 4, 100, 7)]
    made = document([[*page(numbered(LINES)), *notes]])
    assert "1 Counted by hand." in " ".join(made.text.split())


@pytest.mark.parametrize(("step", "paragraphs"), [(12, 1), (18, 1), (24, 1), (30, len(LINES))])
def test_lines_set_wide_are_a_paragraph_and_lines_far_apart_are_not(
    step: float, paragraphs: int
) -> None:
    rows = [("", line) for line in LINES]
    assert document([page(rows, step=step)]).text.count("\n\n") == paragraphs - 1


def test_notes_far_apart_in_small_type_stay_apart() -> None:
    notes = [Text(f"{item} are named here", LEFT, 200 - 17 * n, 8) for n, item in enumerate(ITEMS)]
    made = document([[*page([("", line) for line in LINES], step=14), *notes]])
    assert made.text.count("\n\n") == len(ITEMS)


def test_sections_of_a_bill_with_numbered_lines_begin_paragraphs() -> None:
    heads = ["SECTION 1. SHORT TITLE.", 'This Act may be cited as the "Bridge Act".',
             "SEC. 2. INSPECTION."]  # fmt: skip
    made = document([page(numbered([*heads, *LINES]))])
    assert "\nSEC. 2. INSPECTION.\n" in made.text
    assert "log of the bridge, which anyone may read" in made.text
    assert [s.heading for s in made.sections] == ["SHORT TITLE", "INSPECTION"]
