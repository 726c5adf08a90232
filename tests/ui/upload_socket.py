"""Uploads by a plain socket, as no browser sends them."""

from __future__ import annotations

import contextlib
import re
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.chromium import wait_until_drawn

if TYPE_CHECKING:
    from playwright.sync_api import Page

MUCH = 30_000_000  # bytes that a client would send; the sockets between hold less than a tenth
FILE = b'--b\r\ncontent-disposition: form-data; name="f"; filename="kites.md"\r\n\r\n# Kites\r\n--b--\r\n'


def send(server: str, path: str, *lines: str, body: bytes = b"", most: int = 0) -> tuple[int, int]:
    """Send a request and after it up to ``most`` bytes, until the app closes the connection; the
    status and the number of bytes that were sent."""
    port = urlsplit(server).port
    assert port is not None
    head = [f"PUT {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *lines]
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode() + body)
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < most:
                sent += connection.send(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
        answer = b""
        with contextlib.suppress(ConnectionError):
            while b"\r\n" not in answer and (part := connection.recv(1000)):
                answer += part
        status = re.match(rb"HTTP/1.1 (\d+)", answer)
        return int(status[1]) if status else 0, sent


def token_lines(server: str) -> list[str]:
    """The header lines of a browser that Streamlit has given a token against forged requests."""
    port = urlsplit(server).port
    with socket.create_connection(("127.0.0.1", port or 0), timeout=30) as connection:
        request = (
            f"GET /_stcore/health HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    token = re.search(r"_streamlit_xsrf=([^;]+);", answer)
    assert token
    return [f"Cookie: _streamlit_xsrf={token[1]}", f"X-Xsrftoken: {token[1]}",
            "Content-Type: multipart/form-data; boundary=b"]  # fmt: skip


def refused(server: str, session: str, status: int = 403) -> None:
    """Assert that nothing is uploaded into a session, and that a large file is not read."""
    path = f"/_stcore/upload_file/{session}/a-file"
    lines = token_lines(server)
    assert send(server, path, *lines, f"Content-Length: {len(FILE)}", body=FILE)[0] == status
    # A large one: the app has answered and closed long before all was sent.
    for length in (f"Content-Length: {MUCH}", "Transfer-Encoding: chunked"):
        got, sent = send(server, path, *lines, length, most=MUCH)
        assert got in (status, 0)  # 0: the answer went with the connection
        assert sent < MUCH, "all of it was read"


def session_of(page: Page, address: str) -> str:
    """The id of the session of a new page, as its browser is told it."""
    found: list[str] = []

    def look(frame: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "new_session":
            found.append(message.new_session.initialize.session_id)

    page.on("websocket", lambda opened: opened.on("framereceived", look))
    page.goto(address)
    page.locator(".stMain h1, .stMain button").first.wait_for()
    wait_until_drawn(page)
    assert found
    return found[0]
