"""A document is known by its bytes: whatever becomes of its path, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import file_registry
from ingest.pipeline import remove_missing, run
from ingest.report import IngestReport
from kb.encode.fake import FakeEncoder
from kb.store import Library

pytestmark = pytest.mark.case("01")

CEMENT = "Memo on cement\n\nThe memo counts 500 tonnes of cement for the yard at Nogales.\n"
TIMBER = "Memo on timber\n\nThe memo counts 90 beams of timber for the yard at Laredo.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "docs"
    place.mkdir()
    (place / "cement.txt").write_text(CEMENT)
    (place / "timber.txt").write_text(TIMBER)
    return place


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "home")


def ingest(library: Library, *paths: Path, prune: bool = False) -> IngestReport:
    return run(library, paths, encoder=FakeEncoder(), jobs=1, prune=prune)


def statuses(report: IngestReport) -> dict[str, str]:
    return {Path(o.path).name: o.status for o in report.outcomes}


def held(library: Library) -> set[str]:
    return {library.document(d.doc_id).text.split("\n")[0] for d in library.documents()}


def _rename(folder: Path) -> None:
    (folder / "cement.txt").rename(folder / "new.txt")


def _into_subfolder(folder: Path) -> None:
    (folder / "deeper").mkdir()
    (folder / "cement.txt").rename(folder / "deeper" / "cement.txt")


def _swap(folder: Path) -> None:
    (folder / "cement.txt").rename(folder / "aside")
    (folder / "timber.txt").rename(folder / "cement.txt")
    (folder / "aside").rename(folder / "timber.txt")


def _three_in_a_ring(folder: Path) -> None:
    (folder / "sand.txt").write_text("Memo on sand\n\nThe memo counts seven heaps of sand.\n")
    _swap(folder)
    (folder / "sand.txt").rename(folder / "aside.txt")
    (folder / "cement.txt").rename(folder / "sand.txt")
    (folder / "aside.txt").rename(folder / "cement.txt")


def _link(folder: Path) -> None:
    (folder / "zz-link.txt").symlink_to(folder / "cement.txt")


def _copy_then_remove(folder: Path) -> None:
    shutil.copy(folder / "cement.txt", folder / "copy.txt")
    (folder / "cement.txt").unlink()


def _new_file_takes_the_name(folder: Path) -> None:
    (folder / "cement.txt").rename(folder / "zz-old.txt")
    (folder / "cement.txt").write_text("Memo on glass\n\nThe memo counts forty panes.\n")


def _touched(folder: Path) -> None:
    (folder / "cement.txt").write_text(CEMENT)


@pytest.mark.parametrize(
    "change",
    [
        _rename, _into_subfolder, _swap, _three_in_a_ring, _link, _copy_then_remove,
        _new_file_takes_the_name, _touched,
    ],
)  # fmt: skip
def test_no_document_is_lost_or_gets_another_id(
    library: Library, folder: Path, change: Callable[[Path], None]
) -> None:
    ingest(library, folder)
    before = {d.sha256: d.doc_id for d in library.documents()}
    change(folder)
    report = ingest(library, folder, prune=True)
    after = {d.sha256: d.doc_id for d in library.documents()}
    assert report.with_status("removed") == ()
    assert {sha: after.get(sha) for sha in before} == before
    assert library.check(None).clean
    again = ingest(library, folder, prune=True)
    assert {o.status for o in again.outcomes} <= {"unchanged", "skipped"}


def test_a_moved_file_is_reported_as_moved_and_not_read_again(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    _rename(folder)
    report = ingest(library, folder)
    assert statuses(report) == {"new.txt": "moved", "timber.txt": "unchanged"}
    assert "cement.txt" in (report.outcomes[0].reason or "")


def test_a_folder_ingested_under_another_path_keeps_its_documents(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    ingest(library, folder)
    folder.rename(tmp_path / "elsewhere")
    report = ingest(library, tmp_path / "elsewhere")
    assert set(statuses(report).values()) == {"moved"}
    shutil.copytree(tmp_path / "elsewhere", tmp_path / "mount")
    assert set(statuses(ingest(library, tmp_path / "mount")).values()) == {"skipped"}
    shutil.rmtree(tmp_path / "elsewhere")
    assert set(statuses(ingest(library, tmp_path / "mount")).values()) == {"moved"}
    assert held(library) == {"Memo on cement", "Memo on timber"}


def test_a_file_renamed_and_changed_adds_a_document_and_keeps_the_old_one(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    _rename(folder)
    (folder / "new.txt").write_text(CEMENT.replace("500", "600"))
    report = ingest(library, folder)
    assert statuses(report) == {
        "new.txt": "added", "timber.txt": "unchanged", "cement.txt": "missing",
    }  # fmt: skip
    assert len(library.documents()) == 3


def test_a_document_whose_path_was_given_to_another_stays_and_is_named(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    (folder / "cement.txt").replace(folder / "timber.txt")
    report = ingest(library, folder, prune=True)
    kept = report.with_status("overwritten")
    assert [o.doc_id for o in kept] == ["memo-timber"]
    assert "kb remove memo-timber" in (kept[0].reason or "")
    assert held(library) == {"Memo on cement", "Memo on timber"}


def test_missing_documents_are_removed_only_while_their_file_is_gone(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    (folder / "cement.txt").unlink()
    report = ingest(library, folder)
    (folder / "cement.txt").write_text(CEMENT)
    assert remove_missing(library, report).with_status("removed") == ()
    (folder / "cement.txt").unlink()
    assert [o.doc_id for o in remove_missing(library, report).with_status("removed")] == [
        "memo-cement"
    ]
    assert held(library) == {"Memo on timber"}


def test_a_duplicate_takes_the_place_of_the_file_that_is_gone(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(folder / "cement.txt", copies / "same.txt")
    ingest(library, folder)
    assert statuses(ingest(library, copies)) == {"same.txt": "skipped"}
    (folder / "cement.txt").unlink()
    report = ingest(library, folder, prune=True)
    assert statuses(report)["cement.txt"] == "moved"
    assert held(library) == {"Memo on cement", "Memo on timber"}
    assert set(statuses(ingest(library, copies)).values()) == {"unchanged"}


def test_a_duplicate_is_read_when_its_document_was_removed(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(folder / "cement.txt", copies / "same.txt")
    ingest(library, folder)
    ingest(library, copies)
    library.remove("memo-cement")
    assert statuses(ingest(library, copies)) == {"same.txt": "added"}


def test_a_new_file_of_the_same_size_is_not_taken_for_the_old_one(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    ingest(library, folder)
    (tmp_path / "other").mkdir()
    (folder / "cement.txt").rename(tmp_path / "other" / "y.txt")
    (folder / "cement.txt").write_text(CEMENT.replace("500", "600"))
    assert statuses(ingest(library, tmp_path / "other")) == {"y.txt": "moved"}
    assert statuses(ingest(library, folder))["cement.txt"] == "added"
    assert len(library.documents()) == 3


def test_a_kill_between_two_notes_of_a_move_loses_nothing(library: Library, folder: Path) -> None:
    ingest(library, folder)
    old = library.sources()[str(folder / "cement.txt")]
    (folder / "cement.txt").rename(folder / "zz.txt")
    library.note_source(replace(old, path=str(folder / "zz.txt")))  # and the old one stayed
    (folder / "cement.txt").write_text("Memo on glass\n\nThe memo counts forty panes.\n")
    ingest(library, folder)
    assert held(library) == {"Memo on cement", "Memo on timber", "Memo on glass"}


def test_a_path_through_a_parent_folder_is_the_same_path(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(library, folder)
    (folder / "deeper").mkdir()
    monkeypatch.chdir(folder / "deeper")
    report = ingest(library, Path("..") / "cement.txt")
    assert [o.status for o in report.outcomes] == ["unchanged"]


def test_a_changed_file_keeps_its_document_before_a_new_copy_of_it(
    library: Library, folder: Path
) -> None:
    ingest(library, folder)
    (folder / "cement.txt").write_text(CEMENT.replace("500", "600"))
    shutil.copy(folder / "cement.txt", folder / "a-copy.txt")
    report = ingest(library, folder)
    assert statuses(report) == {
        "a-copy.txt": "skipped", "cement.txt": "updated", "timber.txt": "unchanged",
    }  # fmt: skip
    assert {d.doc_id for d in library.documents()} == {"memo-cement", "memo-timber"}


def test_a_file_that_vanishes_or_cannot_be_read_does_not_stop_the_rest(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = file_registry.file_sha256

    def refused(path: Path) -> str:
        if path.name == "cement.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(file_registry, "file_sha256", refused)
    assert statuses(ingest(library, folder))["timber.txt"] == "added"


_NAMES = ("a.txt", "b.txt", "sub/c.txt")
_MOVES = st.lists(
    st.tuples(
        st.sampled_from(["move", "copy", "swap"]), st.sampled_from(_NAMES), st.sampled_from(_NAMES)
    ),
    max_size=4,
)


@settings(max_examples=6, deadline=None)
@given(st.lists(_MOVES, min_size=1, max_size=2))
def test_moves_copies_and_swaps_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[tuple[str, str, str]]]
) -> None:
    base = tmp_path_factory.mktemp("moves")
    folder = base / "docs"
    (folder / "sub").mkdir(parents=True)
    for number, name in enumerate(_NAMES):
        (folder / name).write_text(f"Memo {number}\n\nThe memo counts {number + 3} boats.\n")
    library = Library.open(base / "home")
    ingest(library, folder)
    for moves in runs:
        for how, one, other in moves:
            _apply(how, folder / one, folder / other)
        ingest(library, folder)
        assert held(library) == {"Memo 0", "Memo 1", "Memo 2"}
    library.close()


def _apply(how: str, one: Path, other: Path) -> None:
    if one == other or not one.exists():
        return
    if how == "copy":
        shutil.copy(one, other)
    elif how == "move":
        one.rename(other)
    elif other.exists():
        aside = one.with_suffix(".aside")
        one.rename(aside)
        other.rename(one)
        aside.rename(other)


def test_a_document_is_not_given_to_a_former_copy_that_has_changed(
    folder: Path, library: Library, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(folder / "cement.txt", copies / "copy.txt")
    ingest(library, folder, copies)
    (copies / "copy.txt").write_text(TIMBER.replace("timber", "gravel"))
    (folder / "cement.txt").unlink()
    assert statuses(ingest(library, folder))["cement.txt"] == "missing"
    assert statuses(ingest(library, copies)) == {"copy.txt": "added"}
    assert held(library) == {"Memo on cement", "Memo on timber", "Memo on gravel"}
