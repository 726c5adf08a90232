"""The app served over a small library, and a browser to open it in.

A test module says which documents its library holds by a name of its own:

    DOCUMENTS = {"note.md": "# A note …", "paper.pdf": b"%PDF-…"}

and takes the fixtures ``server`` (the app's address) and ``browser`` or ``page``.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.settings import model_cache

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.ui.whole import Whole

NOTE = """# Lamps

Congress appropriated $48 million for lamps in Mexico.
"""
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
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The app over a library with something of everything; see ``tests.ui.whole``."""
    from tests.ui.whole import Whole, build

    base = tmp_path_factory.mktemp("whole")
    ids = build(base, kb)
    with served(base) as address:
        yield Whole(base, address, ids)


def environment(base: Path) -> dict[str, str]:
    """The environment of ``kb`` for the library under ``base``. The home has none of Streamlit's
    own settings: on a new machine it must not ask for anything."""
    env = {**os.environ, "KB_HOME": str(base / "home"), "HOME": str(base), "BROWSER": "true"}
    env.setdefault("KB_MODEL_CACHE", str(model_cache()))
    return env


def kb(base: Path, *arguments: str) -> str:
    """Run ``kb`` on the library under ``base``; what it printed."""
    program = str(Path(sys.executable).with_name("kb"))
    done = subprocess.run(
        [program, *arguments], env=environment(base), check=True, timeout=300,
        capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


@contextmanager
def served(base: Path, *flags: str) -> Iterator[str]:
    """``kb up`` on the library under ``base``, with these further flags; its address."""
    program = str(Path(sys.executable).with_name("kb"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, "up", "--no-browser", "--port", str(port), *flags],
        env=environment(base), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)
            return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the app did not start within a minute")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a fresh browser context: nothing is remembered from other tests. Nothing may be
    asked for elsewhere than on this machine, whatever a test does."""
    with opened(browser) as fresh:
        yield fresh


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """A page of a fresh context, which must ask for nothing elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(socket.url))
    yield page
    context.close()
    outside = [url for url in asked if not _LOOPBACK.match(url)]
    assert outside == [], "expected requests to this machine alone"
