"""A library that one may only read can be searched, shown and checked; nothing else is tried."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kb.store import FILE
from tests.ui.cli.running import answer, kb

# To root, modes mean nothing unless it gives up the right to pass over them.
POWERLESS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
ONE_BY_ONE = """
import sys
from typer.testing import CliRunner
from ui.cli.main import app
for line in sys.stdin.read().splitlines():
    done = CliRunner().invoke(app, line.split("|"), prog_name="kb")
    crash = done.exception if not isinstance(done.exception, SystemExit) else None
    print(f"{line}\\t{done.exit_code}\\t{crash or ''}\\t{(done.stdout + done.stderr)!r}")
"""


@pytest.fixture
def only_readable(filled: Path, tmp_path: Path) -> Iterator[Path]:
    home = Path(shutil.copytree(filled, tmp_path / "home"))
    yield home
    _chmod(home, 0o700, 0o600)


def _chmod(home: Path, folders: int, files: int) -> None:
    for place, names, found in os.walk(home):
        for name in names:
            os.chmod(os.path.join(place, name), folders)
        for name in found:
            os.chmod(os.path.join(place, name), files)
    home.chmod(folders)


def outcomes(home: Path, *commands: str) -> dict[str, tuple[int, str]]:
    """Exit code and output of commands that run one after the other in one powerless process."""
    prefix = POWERLESS if os.geteuid() == 0 else []
    if prefix and shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv of util-linux to give up its rights")
    env = {**os.environ, "KB_HOME": str(home), "KB_ENCODER": "fake", "COLUMNS": "120"}
    done = subprocess.run(
        [*prefix, sys.executable, "-c", ONE_BY_ONE], input="\n".join(commands), text=True,
        capture_output=True, env=env, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = {}
    for line in done.stdout.splitlines():
        command, code, crash, shown = line.split("\t")
        assert not crash, f"{command}: {crash}"
        found[command] = (int(code), shown)
    return found


def _as_left_by_a_killed_process(home: Path, to: Path) -> Path:
    """A copy with a change that is in the write-ahead log alone."""
    user = sqlite3.connect(home / FILE)
    user.execute("PRAGMA user_version = 7")
    assert (home / f"{FILE}-wal").stat().st_size
    shutil.copytree(home, to)
    user.close()
    return to


@pytest.mark.case("31")
@pytest.mark.parametrize("killed", [False, True], ids=["closed", "left by a killed process"])
def test_reading_works_and_writing_says_what_is_missing(
    only_readable: Path, tmp_path: Path, killed: bool
) -> None:
    name = answer(only_readable, "docs", "--json")["documents"][0]["doc_id"]
    if killed:
        only_readable = _as_left_by_a_killed_process(only_readable, tmp_path / "killed")
    _chmod(only_readable, 0o500, 0o400)
    reading = ["search|lamps", "ask|How many lamps did the office buy?", "docs", "stats",
               f"show|{name}", "check", f"map|extract|{name}", "map|show", "history"]  # fmt: skip
    writing = [f"ingest|{tmp_path}", "rebuild", f"remove|{name}|--yes"]
    found = outcomes(only_readable, *reading, *writing)
    for command in reading:
        code, shown = found[command]
        assert code in (0, 1), (command, shown)
        assert command.startswith(("map", "history", "ask")) or code == 0, (command, shown)
    assert "40 lamps" in found["search|lamps"][1]
    for command in writing:
        code, shown = found[command]
        assert code == 2, (command, shown)
        assert "may only be read" in shown, (command, shown)


def test_a_log_that_cannot_be_read_without_writing_is_named(
    only_readable: Path, tmp_path: Path
) -> None:
    home = _as_left_by_a_killed_process(only_readable, tmp_path / "killed")
    (home / f"{FILE}-shm").unlink()
    _chmod(home, 0o500, 0o400)
    code, shown = outcomes(home, "docs")["docs"]
    assert code == 2
    assert "kb check" in shown
    assert f"{FILE}-wal" in shown


def test_a_reader_sees_what_others_write(only_readable: Path) -> None:
    """The file is read as one that does not change, and opened again once it has."""
    from kb.store import Library
    from kb.store.connection import _reading_engine

    reader = Library(only_readable / FILE, _reading_engine(only_readable / FILE))
    assert len(reader.documents()) == 1
    writer = Library.open(only_readable)
    writer.remove(writer.documents()[0].doc_id)
    writer.close()
    assert reader.documents() == ()
    reader.close()


@pytest.mark.case("S12")
def test_a_new_library_is_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A note\n\nThe office bought 40 lamps.\n")
    before = os.umask(0o022)
    try:
        assert kb(tmp_path / "deep" / "home", "ingest", str(tmp_path / "a.md")).exit_code == 0
    finally:
        os.umask(before)
    for place, _, files in os.walk(tmp_path / "deep"):
        assert os.stat(place).st_mode & 0o777 == 0o700, place
        for name in files:
            assert os.stat(os.path.join(place, name)).st_mode & 0o777 == 0o600, name


def test_a_library_that_was_opened_to_others_stays_open(only_readable: Path) -> None:
    _chmod(only_readable, 0o750, 0o640)
    assert kb(only_readable, "rebuild").exit_code == 0
    assert (only_readable / FILE).stat().st_mode & 0o777 == 0o640
    for place, _, files in os.walk(only_readable / "chroma"):
        assert os.stat(place).st_mode & 0o777 == 0o750
        assert {os.stat(os.path.join(place, n)).st_mode & 0o777 for n in files} <= {0o640}


def test_a_file_that_may_no_longer_be_read_keeps_its_text(filled: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(filled, tmp_path / "home"))
    file = tmp_path / "docs" / "rule.txt"
    file.parent.mkdir()
    file.write_text("Rule on cement\n\nThe rule allows 500 tonnes of cement each year.\n")
    assert kb(home, "ingest", str(file)).exit_code == 0
    file.chmod(0)
    found = outcomes(home, f"ingest|{file.parent}", "search|tonnes of cement", "docs")
    assert "`kb remove" in found[f"ingest|{file.parent}"][1]
    assert "500 tonnes" in found["search|tonnes of cement"][1]
    assert "as it is" not in found["docs"][1], "nobody knows that the file has changed"
