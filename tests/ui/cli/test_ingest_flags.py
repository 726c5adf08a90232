"""``kb ingest``: what its flags state is checked before anything is read or made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.cli.running import answer, kb

FLAGS = [
    (["--date", "May-2023"], "--date: “May-2023” is not a date in the form that is needed; write 2023-05"),
    (["--date", "2023-02-30"], "--date: the calendar has no 2023-02-30"),
    (["--doc-id", "My Memo"], "--doc-id: “My Memo” is not an id"),
    (["--kind", "memo"], "--kind: there is no kind of document “memo”"),
    (["--url", "lamps.example"], "--url: “lamps.example” is not a web address"),
    (["--title", " "], "--title: title is empty"),
    (["--publisher", "x" * 201], "--publisher: it has 201 characters"),
]  # fmt: skip


@pytest.mark.case("36")
@pytest.mark.parametrize(
    ("flags", "message"), FLAGS, ids=[row[0][0] + " " + row[0][1][:12] for row in FLAGS]
)
def test_a_wrong_flag_is_refused_and_nothing_is_made(
    tmp_path: Path, flags: list[str], message: str
) -> None:
    memo = tmp_path / "memo.txt"
    memo.write_text("Memo on flags\n\nThe clerk gave a date to this memo that no calendar has.\n")
    done = kb(tmp_path / "home", "ingest", str(memo), *flags, width=300)
    assert done.exit_code not in (0, None)
    assert message in " ".join(done.stderr.split())
    assert not (tmp_path / "home" / "library.sqlite3").exists()


def test_an_id_is_for_one_file(tmp_path: Path) -> None:
    done = kb(tmp_path / "home", "ingest", str(tmp_path), "--doc-id", "memo", width=300)
    assert done.exit_code != 0
    assert "--doc-id states the id of one file" in done.stderr


@pytest.mark.case("36")
def test_the_memo_of_the_case_is_read_with_right_flags(
    tmp_path: Path, case_path: Callable[[str], Path]
) -> None:
    memo = str(case_path("36-flags.txt"))
    assert kb(tmp_path, "ingest", memo, "--date", "May-2023").exit_code != 0
    report = answer(tmp_path, "ingest", memo, "--date", "2023-05", "--doc-id", "memo", "--json")
    (row,) = answer(tmp_path, "docs", "--json")["documents"]
    assert (row["doc_id"], row["date"]) == ("memo", "2023-05"), report
