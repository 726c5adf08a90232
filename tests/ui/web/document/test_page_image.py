"""A page of a PDF drawn, with words marked where they stand."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.ingest.read.pdf_maker import Text, column, make_pdf
from ui.web.document.page_image import PageImageError, page_image, places_of

WORDS = "Ferry inspectors seized forty crates of contraband lanterns near the bridge."
PDF = make_pdf([column(["A line of other words stands here first.", WORDS])])


def _yellow(data: bytes) -> list[tuple[int, int]]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    wide, high = image.size
    return [
        (x, y) for x in range(0, wide, 4) for y in range(0, high, 2)
        if (p := image.getpixel((x, y))) and p[0] > 230 and p[2] < 170  # type: ignore[index,operator]
    ]  # fmt: skip


def test_the_words_are_marked_in_their_line_and_nowhere_else() -> None:
    image = page_image(PDF, 0, [WORDS])
    scale = image.height / 792
    rows = {round(y / scale) for _, y in _yellow(image.data)}
    assert image.marked == 1.0
    assert rows
    assert min(rows) > 792 - 700
    assert max(rows) < 792 - 680


def test_without_words_nothing_is_marked() -> None:
    image = page_image(PDF, 0)
    assert not _yellow(image.data)
    assert image.pages == 1


def test_a_large_page_is_drawn_no_larger_than_the_cap() -> None:
    huge = make_pdf([[Text("x", 10, 10)]]).replace(b"612 792", b"9999 999")
    image = page_image(huge, 0)
    assert max(image.width, image.height) <= 1601


@pytest.mark.parametrize(
    ("data", "index"),
    [
        (b"no PDF at all", 0),  # another file
        (b"", 0),  # nothing
        (PDF, 7),  # a page the file does not have
        (PDF[:200], 0),  # cut off
    ],
)
def test_what_cannot_be_drawn_says_so(data: bytes, index: int) -> None:
    with pytest.raises(PageImageError):
        page_image(data, index, ["words"])


@pytest.mark.parametrize(
    ("wanted", "letters", "found"),
    [
        ("ferryinspectors", "xxferryinspectorsxx", ["ferryinspectors"]),  # whole
        (
            "ferryinspectorsseizedforty",
            "ferryinspecto12rsseizedforty",
            ["ferryinspecto", "rsseizedforty"],
        ),  # a number between
        ("ferryinspectorsseized", "ferryinspectors12seized", ["ferryinspectors", "seized"]),
        ("ferryinspectors", "ferryinspectors ferryinspectors", []),  # short, in two places
        ("short", "short", []),  # too short to look for
        ("nothingofthekind", "ferryinspectors", []),
    ],
)
def test_pieces_are_found_where_the_whole_is_not(
    wanted: str, letters: str, found: list[str]
) -> None:
    assert [letters[a:b] for a, b in places_of(wanted, letters)] == found
