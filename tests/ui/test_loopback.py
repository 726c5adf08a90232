"""``kb up`` serves only this machine, and neither it nor a page connects to another one."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
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


REQUESTS = [
    # host, origin, taken, why
    ("127.0.0.1:PORT", "http://127.0.0.1:PORT", True, "the address that kb up prints"),
    ("localhost:PORT", "http://localhost:PORT", True, "the same machine by its name"),
    ("127.0.0.1:PORT", None, True, "no browser"),
    ("evidence.example", "https://evidence.example", True, "the proxy that --behind names"),
    ("evil.example:PORT", "http://evil.example:PORT", False, "a site that points its name here"),
    ("127.0.0.1:PORT", "https://evil.example", False, "a page of another site"),
    ("evil.example:PORT", None, False, "another name, from no browser"),
    ("127.0.0.1:PORT", "http://127.0.0.1:1", False, "another port of this machine"),
    ("127.0.0.1:PORT", "http://localhost", False, "another port of this machine"),
    ("127.0.0.1:PORT", "http://localhost:PORT", False, "another name of this machine"),
    ("127.0.0.1:PORT", "null", False, "a page in a sandbox"),
    ("evidence.example", "http://127.0.0.1:PORT", False, "this machine is not the proxy"),
    ("evidence.example", "http://127.0.0.1:3000", False, "another app beside the proxy"),
    ("evidence.example", "http://evidence.example", False, "the proxy without TLS"),
    ("evidence.example:PORT", None, False, "the proxy's name at the app's port"),
]
ROUTES = ("/", "/library", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config",
          "/_stcore/agent/openapi.json", "/media/x", "/component/x/y")  # fmt: skip


@pytest.mark.case("S13")
@pytest.mark.parametrize(("host", "origin", "taken", "why"), REQUESTS)
def test_only_known_hosts_and_origins_may_connect(
    server: str, connections: Path, host: str, origin: str | None, taken: bool, why: str
) -> None:
    upgrade = ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]  # fmt: skip
    answer = _answer(server, "/_stcore/stream", host, origin, *upgrade)
    assert answer.status == (101 if taken else 403), why
    assert taken or answer.protected, why
    assert not connections.exists(), connections.read_text()


@pytest.mark.case("S14")
@pytest.mark.parametrize(("host", "origin", "taken", "why"), REQUESTS)
def test_every_route_answers_only_them(
    server: str, host: str, origin: str | None, taken: bool, why: str
) -> None:
    for route in ROUTES:
        answer = _answer(server, route, host, origin)
        assert (answer.status != 403) is taken, f"{route}: {why}"


@pytest.mark.case("S3")
@pytest.mark.parametrize("route", [*ROUTES, "/nowhere", "/..%2f", "//x", "/static/none.js"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "DELETE", "TRACE"])
def test_every_answer_forbids_frames(server: str, route: str, method: str) -> None:
    assert _answer(server, route, "127.0.0.1:PORT", None, method=method).protected


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "//evil.example/..", "/\\evil.example", "/%5cevil.example", "/%2f%2fevil.example",
     "/.//evil.example/", "/library//evil.example", "/library/", "/static//evil.example/", "/map/?x=//evil",
     "/@evil.example", "/auth/login?next=https://evil.example", "/auth/logout?next=//evil.example",
     "/oauth2callback?error=x&state=//evil.example", "/?url=https://evil.example", "https://evil.example/"],
)  # fmt: skip
def test_no_answer_leads_to_another_site(server: str, path: str) -> None:
    to = urlsplit(_answer(server, path, "127.0.0.1:PORT", None).headers.get("location", ""))
    assert to.scheme in ("", "http")
    assert to.netloc in ("", urlsplit(server).netloc)
    assert not to.path.startswith(("//", "/\\"))


def test_no_page_around_the_app_is_trusted(server: str) -> None:
    with urllib.request.urlopen(f"{server}/_stcore/host-config") as answer:
        config = json.load(answer)
    assert config["allowedOrigins"] == []
    assert not config["useExternalAuthToken"]
    assert not config["enableCustomParentMessages"]


@dataclass(frozen=True)
class Answer:
    """The status of a response, and its headers by lower-case names."""

    status: int
    headers: dict[str, str]

    @property
    def protected(self) -> bool:
        """True when the headers that protect it in a browser are there."""
        found = self.headers
        return (
            "frame-ancestors 'none'" in found.get("content-security-policy", "")
            and found.get("x-frame-options") == "DENY"
            and found.get("x-content-type-options") == "nosniff"
            and found.get("referrer-policy") == "same-origin"
        )


def _answer(
    server: str, path: str, host: str, origin: str | None, *more: str, method: str = "GET"
) -> Answer:
    """What the app answers to a request of these headers, by a plain socket."""
    port = _port(server)
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *more]
    if origin:
        lines.append(f"Origin: {origin}")
    if not more:
        lines.append("Connection: close")
    request = "\r\n".join([*lines, "", ""]).replace("PORT", str(port))
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request.encode())
        with connection.makefile("rb") as stream:
            status = int(stream.readline().split()[1])
            head = iter(lambda: stream.readline().decode("latin-1").strip(), "")
            pairs = (line.partition(":") for line in head)
            return Answer(status, {n.lower(): v.strip() for n, _, v in pairs})


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
    context: BrowserContext,
) -> None:
    def asks_elsewhere() -> None:
        with watched_page(context) as page:
            page.goto("about:blank")  # a page of the app may not even ask
            with page.expect_request("http://192.0.2.1/x"):
                page.evaluate("fetch('http://192.0.2.1/x').catch(() => 0) && 0")

    with pytest.raises(AssertionError, match="another machine"):
        asks_elsewhere()
