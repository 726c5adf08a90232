"""``kb`` as a program: what it imports, how it ends, and what it prints where."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.main import get_command

import kb as package
from tests.ui.cli.running import kb
from ui.cli import query
from ui.cli.main import app

KB = str(Path(sys.executable).with_name("kb"))
HEAVY = ("torch", "chromadb", "sqlalchemy", "lxml", "onnxruntime", "streamlit", "numpy", "pydantic")


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    env = {**os.environ, "KB_HOME": str(home), "KB_ENCODER": "fake"}
    return subprocess.Popen([KB, *arguments], env=env, text=True, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip


def test_the_help_names_every_command(tmp_path: Path) -> None:
    text = kb(tmp_path, "--help").stdout
    for name in get_command(app).commands:
        assert f"│ {name} " in text


def test_the_help_offers_shell_completion(tmp_path: Path) -> None:
    text = " ".join(kb(tmp_path, "--help").stdout.split())
    assert "`kb --install-completion` completes commands and options in your shell." in text


def test_the_help_needs_nothing_heavy() -> None:
    code = f"import sys, ui.cli.main; print([m for m in {HEAVY} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.stdout.strip() == "[]", out.stderr


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert kb(tmp_path, "--version").stdout == f"evidencia {package.__version__}\n"


def test_without_a_library_one_line_names_the_command_that_makes_one(tmp_path: Path) -> None:
    done = kb(tmp_path / "none", "search", "x")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("kb: ")
    assert "`kb ingest FOLDER`" in done.stderr


def test_an_interrupted_command_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(**options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(query, "home_library", interrupted)
    done = kb(tmp_path, "search", "x")
    assert done.exit_code == 130
    assert done.stderr == "kb: Stopped. What was reported as done is kept.\n"


# What only a process of its own shows.


def test_a_process_prints_json_alone_on_standard_output_and_ends_with_0(tmp_path: Path) -> None:
    process = start(tmp_path, "history", "--government", "both", "--json")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("Traceback")) == (0, 0)
    assert {e["governments"][0] for e in json.loads(out)["events"]} == {"us"}


def test_a_process_ends_with_2_and_one_line_when_it_is_used_wrongly(tmp_path: Path) -> None:
    process = start(tmp_path / "none", "docs")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.count("\n")) == (2, "", 1)


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    process = start(tmp_path, "corpus", "list", "--json")
    assert process.stdout is not None
    assert process.stdout.readline() == "{\n"
    process.stdout.close()
    assert process.stderr is not None
    assert (process.stderr.read(), process.wait(timeout=60)) == ("", 0)


def test_a_process_that_is_interrupted_ends_with_130(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(400):
        (tmp_path / "in" / f"{n}.md").write_text(f"# Note {n}\n\nNumber {n} counts lamps.\n")
    process = start(tmp_path / "home", "ingest", str(tmp_path / "in"), "--jobs", "1")
    library = tmp_path / "home" / "library.sqlite3"
    while not library.exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "kb: Stopped. What was reported as done is kept.\n")
