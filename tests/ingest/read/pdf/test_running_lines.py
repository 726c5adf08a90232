"""Lines of the margins that are the same on several pages, up to the number of the page."""

from __future__ import annotations

import pytest

from ingest.read.pdf.running_lines import BodyType, running_lines
from ingest.read.pdf.runs import Run
from ingest.read.pdf.segments import Segment

BODY = BodyType(10, False)


def running(lines: list[str], size: float = 8) -> list[int]:
    """The pages on which a line, each on its own page, is found to be running."""
    pages = [[Segment((Run(line, 72, 760, 200, size),), 760, size)] for line in lines]
    return [i for i, m in enumerate(running_lines(pages, [[0]] * len(pages), BODY)) if m]


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["Act 118", "Act 118", "Act 118"], [0, 1, 2], "the same number"),
        (["Act 7", "Act 8", "Act 9"], [0, 1, 2], "a number that counts the pages"),
        (["Act 118 p 7", "Act 118 p 8", "Act 118 p 9"], [0, 1, 2], "one of each"),
        (["Act 7", "On fish", "Act 9"], [0, 2], "on every other page"),
        (["2-1", "2-2", "3-1", "3-2"], [0, 1, 2, 3], "counted in each chapter"),
        (["Act 7", "Act 5", "Act 9000"], [], "numbers that do not count pages"),
        (["Act 7", "Act 9", "Act 11"], [], "nor by two"),
        (["Act #", "Act 1", "Act 1"], [1, 2], "a sign that is no number"),
        (["Act " + "9" * 9000] * 2, [0, 1], "an endless number"),
    ],
)
def test_a_line_runs_when_its_numbers_are_the_same_or_count_the_pages(
    lines: list[str], expected: list[int], why: str
) -> None:
    assert running(lines) == expected, why


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["Act"] * 4, [1, 2, 3], "the first is kept"),
        (["Act"] * 2, [], "twice is not often"),
        (["Act 1", "Act 2", "Act 3"], [], "three titles"),
    ],
)
def test_a_line_in_the_type_of_a_title_runs_when_it_repeats_to_the_letter(
    lines: list[str], expected: list[int], why: str
) -> None:
    assert running(lines, size=14) == expected, why


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["Act 1", "Act 2", "Act 3"], [], "three titles, or a header"),
        (["Act 9", "Act 9", "Act 9"], [0, 1, 2], "a number that does not count"),
        (["1-1", "1-2", "1-3"], [0, 1, 2], "no words"),
    ],
)
def test_a_line_as_large_as_the_text_is_kept_where_it_differs(
    lines: list[str], expected: list[int], why: str
) -> None:
    assert running(lines, size=10) == expected, why
