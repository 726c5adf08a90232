"""A page of a PDF drawn, with words marked where they stand."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from tests.ingest.read.pdf_maker import Text, column, make_pdf
from ui.web.document.page_drawing import drawn_page, places_of
from ui.web.document.page_image import PageImage, PageImageError

WORDS = "Ferry inspectors seized forty crates of contraband lanterns near the bridge."
PDF = make_pdf([column(["A line of other words stands here first.", WORDS])])


def _drawn(data: bytes, index: int, words: Sequence[str] = ()) -> PageImage:
    """The page of a file with these bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        return drawn_page(str(path), hashlib.sha256(data).hexdigest(), index, words)


def _yellow(data: bytes) -> list[tuple[int, int]]:
    image = Image.open(io.BytesIO(data)).convert("RGB")
    wide, high = image.size
    return [
        (x, y) for x in range(0, wide, 4) for y in range(0, high, 2)
        if (p := image.getpixel((x, y))) and p[0] > 230 and p[2] < 170  # type: ignore[index,operator]
    ]  # fmt: skip


def test_the_words_are_marked_in_their_line_and_nowhere_else() -> None:
    image = _drawn(PDF, 0, [WORDS])
    scale = image.height / 792
    rows = {round(y / scale) for _, y in _yellow(image.data)}
    assert image.marked == 1.0
    assert rows
    assert min(rows) > 792 - 700
    assert max(rows) < 792 - 680


def test_without_words_nothing_is_marked() -> None:
    image = _drawn(PDF, 0)
    assert not _yellow(image.data)
    assert image.pages == 1


def test_a_large_page_is_drawn_no_larger_than_the_cap() -> None:
    huge = make_pdf([[Text("x", 10, 10)]]).replace(b"612 792", b"9999 999")
    image = _drawn(huge, 0)
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
        _drawn(data, index, ["words"])


@pytest.mark.case("S2")
@pytest.mark.parametrize(
    "size",
    [
        "1e38 1e38",
        "0 0",
        "99999999 1",
        "1 99999999",
        "-5 -5",
        "612 0",
        "0.001 0.001",
        "14400 14400",
    ],
)
def test_no_size_of_a_page_makes_a_large_image(size: str) -> None:
    try:
        image = _drawn(make_pdf([[Text("x", 10, 10)]]).replace(b"612 792", size.encode()), 0)
    except PageImageError:
        return
    assert image.width * image.height <= 1601 * 1761


@pytest.mark.case("S2")
def test_a_file_that_is_another_one_by_now_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF)
    with pytest.raises(PageImageError, match="has changed"):
        drawn_page(str(path), "0" * 64, 0)
    path.unlink()
    os.mkfifo(path)  # and one that nothing comes from is not waited for
    with pytest.raises(PageImageError):
        drawn_page(str(path), "0" * 64, 0)


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
