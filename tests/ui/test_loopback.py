"""``kb up`` serves only this machine, and neither it nor a page connects to another one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psutil
import pytest

from tests.chromium import wait_until_drawn
from tests.ui.conftest import kb, served, watched_page

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

OUTSIDE = Path(__file__).with_name("outside.py")


@pytest.fixture(scope="module")
def connections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which programs note their connections to other machines."""
    folder = tmp_path_factory.mktemp("connections")
    (folder / "sitecustomize.py").write_text(OUTSIDE.read_text())
    return folder / "outside"


@pytest.fixture(scope="module")
def server(app_home: Path, connections: Path) -> Iterator[str]:
    """The app, which notes its connections to other machines and answers to evidence.example."""
    with pytest.MonkeyPatch.context() as patch:
        path = os.pathsep.join(
            [str(connections.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        )
        patch.setenv("PYTHONPATH", path)
        patch.setenv("OUTSIDE", str(connections))
        kb(app_home, "ingest", str(app_home / "docs"))
        with served(app_home, "--behind", "evidence.example") as address:
            yield address


def _port(server: str) -> int:
    port = urlsplit(server).port
    assert port is not None
    return port


def test_the_app_listens_only_on_this_machine(server: str) -> None:
    listening = [c for c in psutil.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    mine = next(c for c in listening if c.laddr.port == _port(server))
    assert {c.laddr.ip for c in listening if c.pid == mine.pid} == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("host", "origin", "status", "why"),
    [
        ("127.0.0.1:PORT", "http://127.0.0.1:PORT", 101, "the address that kb up prints"),
        ("localhost:PORT", "http://localhost:PORT", 101, "the same machine by its name"),
        ("evidence.example", "https://evidence.example", 101, "the proxy that --behind names"),
        (
            "evil.example:PORT",
            "http://evil.example:PORT",
            403,
            "another site that points its name here",
        ),
        ("127.0.0.1:PORT", "https://evil.example", 403, "a page of another site"),
        ("evil.example:PORT", None, 403, "another name, from no browser"),
    ],
)
def test_only_known_hosts_and_origins_may_connect(
    server: str, connections: Path, host: str, origin: str | None, status: int, why: str
) -> None:
    port = _port(server)
    sent = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Upgrade: websocket",
        "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]  # fmt: skip
    if origin:
        sent.append(f"Origin: {origin}")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        request = "\r\n".join([*sent, "", ""]).replace("PORT", str(port))
        connection.sendall(request.encode())
        assert int(connection.recv(100).split()[1]) == status, why
    assert not connections.exists(), connections.read_text()


@pytest.mark.browser
def test_the_app_connects_to_no_other_machine(server: str, connections: Path, page: Page) -> None:
    """The fixture ``page`` checks the requests of pages; this test checks those of the app."""
    for path in ("/?q=lamps", "/?q=How+much+for+lamps%3F", "/document", "/map", "/history",
                 "/history?view=glossary", "/collections", "/library"):  # fmt: skip
        page.goto(server + path)
        page.locator(".stMain h1").first.wait_for()
        wait_until_drawn(page)
    assert not connections.exists(), connections.read_text()


def test_the_observer_notes_a_connection_to_another_machine(
    connections: Path, tmp_path: Path
) -> None:
    """The check itself works."""
    notes = tmp_path / "notes"
    asks = (
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9))"
    )
    env = {"PYTHONPATH": str(connections.parent), "OUTSIDE": str(notes)}
    subprocess.run([sys.executable, "-c", asks], env=env, check=False, capture_output=True)
    assert notes.read_text() == "socket.connect 192.0.2.1\n"


@pytest.mark.browser
def test_a_request_of_a_page_to_another_machine_fails_its_test(
    server: str, context: BrowserContext
) -> None:
    def asks_elsewhere() -> None:
        with watched_page(context) as page:
            page.goto(server)
            with page.expect_request("http://192.0.2.1/x"):
                page.evaluate("fetch('http://192.0.2.1/x').catch(() => 0) && 0")

    with pytest.raises(AssertionError, match="another machine"):
        asks_elsewhere()
