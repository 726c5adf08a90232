"""Small files made to be slow or large end soon, read or with a clear reason, in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ingest.options import IngestOptions
from ingest.read_and_chunk import PreparedDocument, prepare
from ingest.time_limit import TimeLimit
from ingest.worker import Failure, ReaderPool
from kb.models import Skipped

pytestmark = pytest.mark.case("S7")
NAMES = ("repeat.epub", "span.docx", "spine.epub", "wide.docx", "comments.md")
SOON = TimeLimit(base_s=25.0, mb_s=30.0, wait_factor=20.0)  # tighter than the settings


def read(*paths: Path) -> dict[str, PreparedDocument | Skipped | Failure]:
    work = partial(prepare, options=IngestOptions())
    with ReaderPool(jobs=1, time_limit=SOON) as pool:
        return {path.name: result for path, result in pool.map(paths, work)}


def _assert_bounded(found: dict[str, PreparedDocument | Skipped | Failure]) -> None:
    for name, result in found.items():
        if isinstance(result, PreparedDocument):
            assert len(result.document.text) < 2_500_000, name
            assert len(result.passages) <= 40_000, name
        else:
            assert result.reason, name
            assert "reader failed" not in result.reason, (name, result.reason)


def test_the_given_files_end_soon(case_path: Callable[[str], Path]) -> None:
    found = read(*(case_path("hostile") / name for name in NAMES))
    assert tuple(found) == NAMES
    _assert_bounded(found)


def test_own_files_of_the_kind_end_soon(tmp_path: Path) -> None:
    (tmp_path / "book.epub").write_bytes(_book_of_one_chapter(20_000))
    (tmp_path / "word.txt").write_bytes(b"Memo\n\n" + b"a" * 400_000)
    (tmp_path / "lines.txt").write_bytes(b"Memo\n\n" + b"x\n\n" * 20_000)
    (tmp_path / "heads.md").write_bytes(b"# Memo\n\n" + b"## h\n\nx\n\n" * 5_000)
    found = read(*sorted(tmp_path.iterdir()))
    assert len(found) == 4
    _assert_bounded(found)


def _book_of_one_chapter(times: int) -> bytes:
    """A book whose spine names one chapter of 2 KB so many times."""
    container = '<container><rootfile full-path="p.opf"/></container>'
    package = (
        '<package><manifest><item id="c" href="c.xhtml"/></manifest><spine>'
        + '<itemref idref="c"/>' * times
        + "</spine></package>"
    )
    chapter = "<html><body><p>" + "The office bought lamps. " * 80 + "</p></body></html>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        archive.writestr("c.xhtml", chapter)
    return packed.getvalue()
