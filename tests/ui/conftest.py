"""The app served over a small library, and pages of a browser to open it in.

A test module names the documents of its library:

    DOCUMENTS = {"note.md": "# A note …", "paper.pdf": b"%PDF-…"}

and uses the fixtures ``server`` (the app's address) and ``page``. Tests that change nothing use the
fixture ``sample`` instead: one library with something of everything and one server for each worker.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kb.settings import model_cache
from tests.chromium import fresh_page
from tests.ui.sample import Sample, build
from ui.cli.main import app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NOTE = """# Lamps

Congress appropriated $48 million for lamps in Mexico.
"""
START_S = 180  # most that the app may take to start
_LOOPBACK = re.compile(
    r"(?:(?:https?|wss?)://(?:127\.0\.0\.1|localhost)(?:[:/]|$)|data:|blob:|file:)"
)


@pytest.fixture(scope="module")
def app_home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``docs/`` (the module's ``DOCUMENTS``) and the library's ``home/``."""
    documents: Mapping[str, str | bytes] = getattr(request.module, "DOCUMENTS", {"note.md": NOTE})
    base = tmp_path_factory.mktemp("app")
    (base / "docs").mkdir()
    for name, content in documents.items():
        data = content.encode() if isinstance(content, str) else content
        (base / "docs" / name).write_bytes(data)
    return base


@pytest.fixture(scope="module")
def server(app_home: Path) -> Iterator[str]:
    """The app over the module's documents: its address, without a slash at the end."""
    kb(app_home, "ingest", str(app_home / "docs"))
    with served(app_home) as address:
        yield address


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """A library with something of everything; see ``tests.ui.sample``. It is not served."""
    base = tmp_path_factory.mktemp("sample")
    return Sample(base, "", build(base, kb))


@pytest.fixture(scope="session")
def sample(sample_library: Sample) -> Iterator[Sample]:
    """The app over that library."""
    with served(sample_library.base) as address:
        yield Sample(sample_library.base, address, sample_library.ids)


@pytest.fixture(scope="session")
def read_only(sample_library: Sample) -> Iterator[Sample]:
    """The same library, served read-only."""
    with served(sample_library.base, "--read-only") as address:
        yield Sample(sample_library.base, address, sample_library.ids)


def environment(base: Path) -> dict[str, str]:
    """The environment of ``kb`` for the library under ``base``. Its home folder is ``base``, where
    Streamlit has no settings: on a new machine it must not ask for anything."""
    env = {**os.environ, "KB_HOME": str(base / "home"), "HOME": str(base), "BROWSER": "true"}
    env.setdefault("KB_MODEL_CACHE", str(model_cache()))
    env.pop("KB_READ_ONLY", None)  # another test may have set it
    return env


def kb(base: Path, *arguments: str) -> str:
    """Run a command of ``kb`` on the library under ``base``, in this process; what it printed."""
    done = CliRunner().invoke(app, arguments, env=environment(base), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@contextmanager
def served(base: Path, *flags: str, before: Sequence[str] = ()) -> Iterator[str]:
    """``kb up`` on the library under ``base``, with these further flags; its address. ``before`` is
    the program, with its options, that starts it."""
    program = str(Path(sys.executable).with_name("kb"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*before, program, "up", "--no-browser", "--port", str(port), *flags],
        env=environment(base), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(60)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, f"the app ended with code {process.returncode}"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5)
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the app did not start within {START_S} s")


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The browser context of all tests of a worker: what it has loaded once, it keeps."""
    with fresh_page(browser) as page:
        yield page.context


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A new page, which is a new session of the app. It must ask nothing of other machines."""
    with watched_page(context) as fresh:
        yield fresh


@contextmanager
def watched_page(context: BrowserContext) -> Iterator[Page]:
    """A new page of ``context``, which must ask nothing of other machines."""
    requested: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: requested.append(request.url))
    page.on("websocket", lambda socket: requested.append(socket.url))
    yield page
    page.close()
    outside = [url for url in requested if not _LOOPBACK.match(url)]
    assert outside == [], "the page requested something of another machine"
