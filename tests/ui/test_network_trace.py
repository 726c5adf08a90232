"""No command, and no page of the app, looks up a name or connects to another machine.

The system calls of every process are traced, so that native libraries are seen too: ONNX Runtime's
telemetry is written in C++, and no hook of Python notices it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kb.encode.minilm import MINILM
from tests.chromium import wait_until_drawn
from tests.ui.conftest import environment, kb, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.case("S1"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, a program of Linux"),
]

KB = str(Path(sys.executable).with_name("kb"))
CALLS = "trace=bind,connect,sendto,sendmsg,sendmmsg"
ADDRESS = re.compile(
    r'sin6?_port=htons\((?P<port>\d+)\).*?inet_(?:addr\(|pton\(AF_INET6, )"(?P<host>[^"]+)"'
)
NAME_SERVICE = "53"  # a look-up goes to this port, on this machine too
DOCUMENTS = {
    "brief.md": "# Brief on lamps\n\nCongress should fund lamps at the river crossing.\n",
    "report.md": "# Report on lamps\n\nLamps at the river crossing cost $48 million in 2021.\n",
}


def traced(log: Path, *command: str) -> list[str]:
    """``command`` so that the calls of all its processes are written to ``log``. With ``-D`` it is
    the traced program, not strace, that gets the signals of this test."""
    return ["strace", "-D", "-f", "--seccomp-bpf", "-qq", "-e", CALLS, "-o", str(log), *command]


def outside(log: Path) -> list[str]:
    """The calls in ``log`` that reach for another machine or look up a name."""
    found = []
    for line in log.read_text(errors="replace").splitlines():
        for match in ADDRESS.finditer(line):
            here = match["host"].startswith("127.") or match["host"] in ("::1", "::", "0.0.0.0")
            if not here or match["port"] == NAME_SERVICE:
                found.append(line)
    return found


def left_by_others(base: Path) -> list[str]:
    """Files under the home folder that Evidencia did not mean to write: a device id, events."""
    ours = (base / "home", base / "docs", base / "logs")
    return [
        str(path)
        for path in base.rglob("*")
        if path.is_file() and not any(folder in path.parents for folder in ours)
    ]


@pytest.fixture
def logs(app_home: Path) -> Path:
    folder = app_home / "logs"
    folder.mkdir(exist_ok=True)
    return folder


def run(base: Path, log: Path, *arguments: str, **extra: str) -> None:
    done = subprocess.run(
        traced(log, KB, *arguments),
        env=environment(base) | extra, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert not outside(log), "\n".join(outside(log)[:5])
    assert not left_by_others(base)


def test_the_trace_sees_a_look_up(tmp_path: Path) -> None:
    """The check itself works."""
    log = tmp_path / "log"
    asks = "import socket\ntry: socket.getaddrinfo('no-such-host.example', 80)\nexcept OSError: 0"
    subprocess.run(traced(log, sys.executable, "-c", asks), check=True)
    assert outside(log)


def test_the_trace_sees_a_connection(tmp_path: Path) -> None:
    """The check itself works."""
    log = tmp_path / "log"
    asks = "import socket; socket.socket(socket.AF_INET, 2).connect(('192.0.2.1', 9))"
    subprocess.run(traced(log, sys.executable, "-c", asks), check=False, capture_output=True)
    assert outside(log)


def test_reading_and_searching_reach_out_to_nobody(app_home: Path, logs: Path) -> None:
    run(app_home, logs / "ingest", "ingest", str(app_home / "docs"))
    run(app_home, logs / "search", "search", "lamps")


@pytest.mark.full
def test_another_model_reaches_out_to_nobody(app_home: Path, logs: Path) -> None:
    """A folder with a model goes through sentence-transformers instead of ONNX Runtime."""
    model = {
        "KB_ENCODER": str(MINILM.weights().parent),
        "KB_HOME": str(app_home / "home" / "other"),
    }
    run(app_home, logs / "ingest-other", "ingest", str(app_home / "docs"), **model)
    run(app_home, logs / "search-other", "search", "lamps", **model)


COMMANDS = (
    ("ask", "How much did the lamps cost?"),
    ("map", "extract", "brief-lamps"),
    ("map", "link", "brief-lamps"),
    ("map", "export", "brief-lamps", "--format", "html"),
    ("show", "report-lamps"),
    ("docs",),
    ("history",),
    ("define", "FTO"),
    ("corpus", "list"),
    ("check",),
    ("rebuild",),
)


@pytest.mark.full
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_reaches_out(app_home: Path, logs: Path, command: tuple[str, ...]) -> None:
    kb(app_home, "ingest", str(app_home / "docs"))
    run(app_home, logs / "-".join(command[:2]), *command)


@pytest.mark.browser
def test_the_app_reaches_out_to_nobody(app_home: Path, logs: Path, page: Page) -> None:
    kb(app_home, "ingest", str(app_home / "docs"))
    log = logs / "up"
    with served(app_home, before=traced(log)) as server:
        for path in ("/?q=lamps", "/?q=How+much+did+the+lamps+cost%3F", "/map"):
            page.goto(server + path)
            page.locator(".stMain h1").first.wait_for()
            wait_until_drawn(page)
    assert urlsplit(server).netloc.split(":")[1] in log.read_text(), "the trace saw nothing at all"
    assert not outside(log), "\n".join(outside(log)[:5])
    assert not left_by_others(app_home)
