"""Reading a file holds nobody up: another process may write, and what it wrote counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.pipeline import run
from ingest.progress import Progress
from ingest.report import IngestReport
from kb.encode.fake import FakeEncoder
from kb.errors import LibraryBusy
from kb.store import Library
from tests.ingest.read.pdf_maker import column, make_pdf

pytestmark = pytest.mark.case("S7")
PAGES = [column([f"Page {n} counts lamps in the depot of the town."]) for n in range(3)]


class During(Progress):
    """Does something once, while the pages of a file are read."""

    def __init__(self, action: Callable[[], object]) -> None:
        self._action: Callable[[], object] | None = action
        self.notes: list[str] = []

    def doing(self, name: str, done: int, total: int) -> None:
        action = None if name.startswith("comparing") else self._action
        if action is not None:
            self._action = None
            action()

    def note(self, message: str) -> None:
        self.notes.append(message)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.pdf").write_bytes(make_pdf(PAGES))
    (tmp_path / "docs" / "b.txt").write_text("A memo that counts the chairs of the office.\n")
    return tmp_path / "docs"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def ingest(home: Path, path: Path, progress: Progress | None = None) -> IngestReport:
    library = Library.open(home)
    try:
        return run(library, [path], encoder=FakeEncoder(), jobs=1, progress=progress)
    finally:
        library.close()


def test_another_process_writes_while_a_file_is_read(home: Path, docs: Path) -> None:
    done: list[bool] = []

    def write() -> None:
        with Library.open(home).writer():
            done.append(True)

    report = ingest(home, docs, During(write))
    assert done == [True]
    assert {o.status for o in report.outcomes} == {"added"}


def test_what_another_ingestion_published_meanwhile_is_not_published_again(
    home: Path, docs: Path
) -> None:
    report = ingest(home, docs, During(lambda: ingest(home, docs / "a.pdf")))
    assert {Path(o.path).name: o.status for o in report.outcomes} == {
        "a.pdf": "unchanged",
        "b.txt": "added",
    }
    with_check = Library.open(home)
    assert len(with_check.documents()) == 2
    assert with_check.check(None).clean


def test_a_copy_that_another_ingestion_published_meanwhile_is_a_duplicate(
    home: Path, docs: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.pdf"
    copy.write_bytes((docs / "a.pdf").read_bytes())
    report = ingest(home, docs, During(lambda: ingest(home, copy)))
    found = {Path(o.path).name: (o.status, o.reason) for o in report.outcomes}
    assert found["a.pdf"] == ("skipped", f"the same bytes as {copy}")


def test_a_document_that_another_process_removed_meanwhile_is_published(
    home: Path, docs: Path
) -> None:
    ingest(home, docs)
    (docs / "a.pdf").write_bytes(make_pdf([*PAGES, column(["A fourth page counts candles."])]))

    def remove() -> None:
        other = Library.open(home)
        with other.writer():
            for document in other.documents():
                other.remove(document.doc_id)

    report = ingest(home, docs, During(remove))
    assert {Path(o.path).name: o.status for o in report.outcomes}["a.pdf"] == "added"
    assert Library.open(home).mentions("counts candles") == 1
    assert Library.open(home).check(None).clean


def test_it_waits_for_the_process_that_writes_when_it_wants_to_publish(
    home: Path, docs: Path
) -> None:
    holds, waits = threading.Event(), threading.Event()

    def hold() -> None:
        with Library.open(home).writer():
            holds.set()
            waits.wait(60)

    def begin() -> None:
        threading.Thread(target=hold).start()
        assert holds.wait(60)

    class Watch(During):
        def note(self, message: str) -> None:
            super().note(message)
            waits.set()

    progress = Watch(begin)
    report = ingest(home, docs, progress)
    assert {o.status for o in report.outcomes} == {"added"}
    assert any(n.startswith("waiting: ") and "is writing to this library" in n
               for n in progress.notes)  # fmt: skip


def test_a_library_that_is_being_written_to_is_reported_at_once(home: Path, docs: Path) -> None:
    with Library.open(home).writer(), pytest.raises(LibraryBusy):
        ingest(home, docs)
