"""Whatever becomes of its output, a command ends without a traceback and with the right code."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.ui.cli.running import answer
from ui.cli import main as program
from ui.cli import standard_streams

pytestmark = pytest.mark.case("29")
NOTE = (
    "# Informe “Mérida” – ☂\n\nThe office in Mérida bought 40 lamps – “quickly” – for €9 million.\n"
)
# Every command that prints, with arguments that have it print something.
COMMANDS = {
    "docs": ("docs",),
    "docs --json": ("docs", "--json"),
    "search": ("search", "lamps"),
    "search --json": ("search", "lamps", "--json"),
    "ask": ("ask", "How many lamps did the office buy?"),
    "show": ("show", "informe-merida"),
    "show --json": ("show", "informe-merida", "--json"),
    "stats": ("stats",),
    "check": ("check",),
    "config": ("config",),
    "map show": ("map", "show"),
    "map export": ("map", "export", "--format", "csv"),
    "corpus list": ("corpus", "list"),
    "history": ("history",),
    "define": ("define", "Mérida Initiative"),
    "--help": ("--help",),
    "--version": ("--version",),
    "ingest --help": ("ingest", "--help"),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("streams")
    (base / "note.md").write_text(NOTE)
    answer(base / "home", "ingest", str(base / "note.md"), "--doc-id", "informe-merida", "--json")
    return base / "home"


@pytest.fixture(autouse=True)
def environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_HOME", str(home))
    monkeypatch.setenv("KB_ENCODER", "fake")


def _full() -> int:
    return os.open("/dev/full", os.O_WRONLY)


def _unread_pipe() -> int:
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@contextlib.contextmanager
def _streams(
    monkeypatch: pytest.MonkeyPatch, output: BinaryIO, encoding: str
) -> Iterator[io.BytesIO]:
    """Standard output over ``output``; gives the bytes of standard error."""
    errors = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output, encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(errors, "utf-8"))
    # What the tests print themselves stays where it is.
    monkeypatch.setattr(standard_streams, "_discard", lambda number: None)
    try:
        yield errors
    finally:
        with contextlib.suppress(OSError, ValueError):
            output.close()


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["kb", *arguments])
    with pytest.raises(SystemExit) as end:
        program.main()
    return int(end.value.code or 0)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        (_full, 2, "kb: The output cannot be written: No space left on device.\n"),
        (_unread_pipe, 0, ""),
    ],
    ids=["full", "pipe"],
)
def test_output_that_cannot_be_written(
    monkeypatch: pytest.MonkeyPatch, name: str, output: object, code: int, said: str
) -> None:
    with _streams(monkeypatch, open(output(), "wb"), "utf-8") as errors:  # type: ignore[operator]
        ended = _run(monkeypatch, *COMMANDS[name])
        told = errors.getvalue().decode()
    assert ended == code
    assert told.endswith(said)  # after notices of the command
    assert "Traceback" not in told


@pytest.mark.parametrize("name", COMMANDS)
def test_an_encoding_that_lacks_characters(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    output = io.BytesIO()
    with _streams(monkeypatch, output, "ascii") as errors:
        _run(monkeypatch, *COMMANDS[name])
        # An export is a file, and its encoding does not depend on the terminal.
        text = output.getvalue().decode("utf-8" if name == "map export" else "ascii")
    assert text
    assert "Traceback" not in errors.getvalue().decode()
    if name == "show":
        assert "rida bought 40 lamps" in text
    if name.endswith("--json"):
        assert "Mérida" in json.dumps(json.loads(text), ensure_ascii=False)  # nothing is lost


REAL = [  # a shell's words, the exit code, what standard error must have
    ("kb docs >&-", 0, ""),
    ("kb docs --json >&-", 0, ""),
    ("kb docs >&- 2>&-", 0, ""),
    ("kb docs <&- | head -c1", 0, "│|"),
    ("kb docs > /dev/full", 2, "No space left on device"),
    ("kb nonsense 2> /dev/full", 2, ""),
    ("kb docs | true; exit ${PIPESTATUS[0]}", 0, ""),
    ("PYTHONIOENCODING=latin-1 kb show informe-merida > /dev/null", 0, ""),
    ("PYTHONIOENCODING=ascii:strict kb show informe-merida > /dev/null", 0, ""),
    ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 kb show informe-merida > /dev/null", 0, ""),
]


@pytest.mark.parametrize(("words", "code", "said"), REAL, ids=[r[0] for r in REAL])
def test_a_process_with_odd_streams(words: str, code: int, said: str) -> None:
    kb = Path(sys.executable).with_name("kb")
    done = subprocess.run(["bash", "-c", words.replace("kb ", f"{kb} ", 1)], capture_output=True)
    errors = done.stderr.decode()
    assert done.returncode == code, errors
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors
    assert any(part in errors for part in said.split("|"))
