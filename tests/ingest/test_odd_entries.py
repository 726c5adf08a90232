"""No entry of a folder stops the rest: each is read, or skipped with its reason."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.discover import discover
from ingest.pipeline import run
from ingest.progress import Progress
from ingest.report import IngestReport
from kb.encode.fake import FakeEncoder
from kb.models import Skipped
from kb.store import Library
from tests.ingest.odd_entries import READ, SKIPPED, UNMENTIONED, fill
from tests.ui.cli.running import answer, kb


def outcomes(report: IngestReport) -> dict[bytes, tuple[str, str]]:
    return {
        os.fsencode(os.path.basename(o.path)): (o.status, o.reason or "") for o in report.outcomes
    }


def ingest(home: Path, *paths: Path, progress: Progress | None = None) -> IngestReport:
    library = Library.open(home)
    try:
        return run(library, paths, encoder=FakeEncoder(), jobs=1, progress=progress)
    finally:
        library.close()


@pytest.mark.case("27")
@pytest.mark.case("28")
def test_every_odd_entry_is_read_or_skipped_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    expected = fill(folder)
    found = outcomes(ingest(tmp_path / "home", folder))
    assert {n: found.get(n, ("",))[0] for n in expected} == expected
    assert all(reason for status, reason in found.values() if status == SKIPPED)
    assert not found.keys() - expected.keys()
    # Known, the second time, by paths of any bytes.
    again = outcomes(ingest(tmp_path / "home", folder))
    assert {n for n, (status, _) in again.items() if status == "unchanged"} == {
        n for n, status in expected.items() if status == READ
    }
    # Shown as JSON without loss, and to people without anything that steers a terminal.
    done = answer(tmp_path / "home", "ingest", str(folder), "--json")
    paths = {os.fsencode(os.path.basename(d["path"])) for d in done["documents"]}
    assert {n for n, status in expected.items() if status != UNMENTIONED} == paths
    shown = kb(tmp_path / "home", "ingest", str(folder)).stdout
    assert all(c.isprintable() for c in shown if c != "\n")
    for command in (("docs",), ("docs", "--json"), ("stats",), ("check",)):
        assert kb(tmp_path / "home", *command).exit_code == 0
    shutil.rmtree(folder)
    # The library's own folder is in the one that is ingested, and its originals are no files to read.
    (tmp_path / "z.txt").write_text("Another memo counts chairs.\n")
    gone = outcomes(ingest(tmp_path / "home", tmp_path))
    assert gone.pop(b"z.txt")[0] == READ
    assert {status for status, _ in gone.values()} - {"skipped"} == {"missing"}


@pytest.mark.case("27")
def test_the_case_of_a_loop_of_links(case_path: Callable[[str], Path], tmp_path: Path) -> None:
    shutil.copytree(case_path("27-symlink-loop"), tmp_path / "docs")
    (tmp_path / "docs").chmod(0o755)
    (tmp_path / "docs" / "a.txt").symlink_to("a.txt")
    found = outcomes(ingest(tmp_path / "home", tmp_path / "docs"))
    assert found[b"memo.txt"][0] == READ
    assert found[b"a.txt"] == (
        SKIPPED, "the file cannot be read: the link leads back to itself; delete it",
    )  # fmt: skip


@pytest.mark.case("28")
def test_the_case_of_a_name_that_is_not_utf_8(
    case_path: Callable[[str], Path], tmp_path: Path
) -> None:
    code = case_path("28-non-utf8-name.sh").read_text().split('"')[1]
    (tmp_path / "docs").mkdir()
    before = os.getcwd()
    os.chdir(tmp_path / "docs")
    try:
        exec(code)  # the case is this line of Python
    finally:
        os.chdir(before)
    (report,) = answer(tmp_path / "home", "ingest", str(tmp_path / "docs"), "--json")["documents"]
    assert report["status"] == READ
    assert os.fsencode(report["path"]).endswith(b"bad-\xff-name.txt")


REASONS = [  # what is there, what is said of it
    (lambda p: p.symlink_to(p.name), "the link leads back to itself"),
    (lambda p: p.symlink_to("nowhere"), "a link to a file that is gone"),
    (lambda p: p.symlink_to(p.parent), "a link to a folder, which is not followed"),
    (lambda p: p.symlink_to("/dev/null"), "it is a device, not a file"),
    (os.mkfifo, "it is a pipe, not a file"),
    (Path.touch, "the file is empty"),
]


@pytest.mark.case("27")
@pytest.mark.parametrize(("make", "said"), REASONS, ids=[r[1] for r in REASONS])
def test_the_reason_says_what_the_entry_is(
    tmp_path: Path, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / "odd.txt")
    (tmp_path / "zz.txt").write_text("words")
    odd, good = discover([tmp_path])
    assert isinstance(odd, Skipped)
    assert said in odd.reason
    assert good == tmp_path / "zz.txt"


@pytest.mark.case("27")
def test_a_folder_that_cannot_be_opened_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root too, where permissions do not show it."""
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("words")
    scan = os.scandir

    def scandir(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr("ingest.discover.os.scandir", scandir)
    good, closed = discover([tmp_path])
    assert good == tmp_path / "open.txt"
    assert closed == Skipped(
        str(tmp_path / "closed"),
        "the folder cannot be read: you have no permission; change its permissions",
    )


@pytest.mark.case("27")
def test_folders_nested_deeper_than_python_recurses(tmp_path: Path) -> None:
    made = [tmp_path]
    before = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1_200):
            made.append(made[-1] / "d")
            os.mkdir("d")
            os.chdir("d")
        Path("deep.txt").write_text("words")
        assert [Path(p).name for p in discover([tmp_path]) if isinstance(p, Path)] == ["deep.txt"]
        Path("deep.txt").unlink()
    finally:
        os.chdir(before)
        for folder in reversed(made[1:]):  # the cleaning of pytest recurses
            folder.rmdir()


class _Deletes(Progress):
    """Deletes a file at a moment of an ingestion."""

    def __init__(self, file: Path, when: str) -> None:
        self.file, self.when = file, when

    def total(self, files: int) -> None:
        if self.when == "found":
            self.file.unlink()

    def doing(self, name: str, done: int, total: int) -> None:
        if self.when == "compared" and name == "comparing z.txt":
            self.file.unlink()


@pytest.mark.case("27")
@pytest.mark.parametrize("when", ["found", "compared"])
def test_a_file_that_vanishes_is_skipped(tmp_path: Path, when: str) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("a.txt", "z.txt"):
        (tmp_path / "docs" / name).write_text(f"Memo of {name}\n\nThe memo counts lamps.\n")
    progress = _Deletes(tmp_path / "docs" / "a.txt", when)
    report = ingest(tmp_path / "home", tmp_path / "docs", progress=progress)
    found = outcomes(report)
    assert found[b"a.txt"] == (SKIPPED, "it vanished before it could be read")
    assert found[b"z.txt"][0] == READ
    assert not report.failed
    json.dumps(report.as_json())
