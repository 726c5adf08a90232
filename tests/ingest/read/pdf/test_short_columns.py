"""Short columns of running text are read column by column; rows stay rows."""

from __future__ import annotations

import pytest

from ingest.read.pdf import read
from ingest.read.source import Source
from kb.models import Document
from tests.ingest.read.pdf_maker import Text, column, make_pdf

LEFT = ["The committee reviewed the annual", "report and"]
RIGHT = ["approved the budget for the", "coming fiscal year."]
SENTENCE = (
    "The committee reviewed the annual report and approved the budget for the coming fiscal year."
)
ABOVE = "The minutes of the meeting were read, and then the members went on to the first question."


def shown(page: list[Text]) -> Document:
    found = read(Source.of(make_pdf([page]), "test.pdf"))
    assert isinstance(found, Document), found
    return found


def beside(*columns: list[str], top: float = 700) -> list[Text]:
    return [t for i, c in enumerate(columns) for t in column(c, 60 + 180 * i, top)]


@pytest.mark.parametrize(
    ("page", "expected", "why"),
    [
        (beside(LEFT, RIGHT), SENTENCE, "two lines each"),
        (column(LEFT, 60) + column(RIGHT, 330, top=694), SENTENCE, "baselines apart"),
        (beside(LEFT, [*RIGHT[:1], "coming fiscal year, and then", "it closed the books."]),
         SENTENCE[:-1] + ", and then it closed the books.", "columns of unequal length"),
        (beside(LEFT, ["approved the budget for all the", "schools and gave it then to the"],
                ["members, who passed it on to", "the council."]),
         "The committee reviewed the annual report and approved the budget for all the schools and"
         " gave it then to the members, who passed it on to the council.", "three columns"),
        (beside(["The committee met in May, and it", "closed."], ["The board met in June, and then it", "rose."]),
         "The committee met in May, and it closed. The board met in June, and then it rose.",
         "a sentence in each"),
        ([Text(ABOVE, 60, 740), *beside(LEFT, RIGHT), Text(ABOVE, 60, 650)],
         f"{ABOVE} {SENTENCE} {ABOVE}", "between lines across the page"),
        ([Text("Minutes", 60, 730, 14, True), *beside(LEFT, RIGHT)], f"Minutes {SENTENCE}",
         "under a short title"),
        ([Text(LEFT[0], 72, 700), Text(LEFT[1], 60, 688), Text(RIGHT[0], 342, 700),
          Text(RIGHT[1], 330, 688)], SENTENCE, "first lines indented"),
        (beside(LEFT, ["approved the budget for the year", "2031 and for the year that comes", "after it."]),
         "The committee reviewed the annual report and approved the budget for the year 2031 and for"
         " the year that comes after it.", "a figure at the beginning of a line"),
        (beside(LEFT, RIGHT) + beside(["Name", "Town"], ["Ana Ruiz", "Lerdo"], top=640),
         f"{SENTENCE} Name Ana Ruiz Town Lerdo", "above rows of the same places"),
    ],
)  # fmt: skip
def test_short_columns_are_read_one_after_the_other(
    page: list[Text], expected: str, why: str
) -> None:
    found = shown(page)
    assert " ".join(found.text.split()) == expected, why
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (["The committee on water and fish", "The committee on roads"],
         ["reviewed the annual report,", "approved the budget."], "labels that begin in capitals"),
        (["The committee reviewed the annual", "report and"], ["Approved the budget for the", "Coming year."],
         "values that begin in capitals"),
        (["Name", "age", "town"], ["maria lopez", "forty", "lerdo."], "short labels"),
        (["Name of the committee", "and of the three members it has"], ["water and canals of the valley", "nine."],
         "lines with room for the next word"),
        (["Alpha 1,250 and 1,300 of grain", "1,260 and 1,400 of fish"],
         ["10 of the hundred in the year", "12 of it."], "figures"),
        (["The committee on the water supply", "met and"], ["rose."], "a value alone"),
    ],
)  # fmt: skip
def test_labels_and_values_are_rows(left: list[str], right: list[str], why: str) -> None:
    found = shown(beside(left, right))
    rows = [f"{a} {b}" for a, b in zip(left, [*right, ""], strict=False)]
    assert " ".join(found.text.split()) == " ".join(rows).strip(), why
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        (["loans to the small farmers", "loans to the large farmers"],
         ["granted by the state bank", "granted by the private banks"], "no sentence begins"),
        (LEFT, [RIGHT[0], "coming fiscal year"], "no sentence ends"),
        (["The loans that were granted to the", "small farmers who live along the",
          "Bravo river, and to those of the", "hills"],
         ["or who live in the mountains", "of the far north."], "a name in capitals, or a new cell"),
    ],
)  # fmt: skip
def test_what_can_be_either_is_read_as_rows_with_a_warning(
    left: list[str], right: list[str], why: str
) -> None:
    found = shown(beside(left, right))
    assert " ".join(found.text.split()).startswith(f"{left[0]} {right[0]}"), why
    (warning,) = found.warnings
    assert "columns or rows" in warning, why
