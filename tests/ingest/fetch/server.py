"""A loopback web server that misbehaves at each path as the test says."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer. ``cut`` ends the connection after so many bytes, ``chunked`` states no length,
    ``pace`` waits so many seconds before each ``block`` of bytes."""

    code: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    chunked: bool = False
    pace: float = 0.0
    block: int = 65_536


@dataclass(frozen=True)
class Request:
    """One request."""

    path: str
    headers: dict[str, str]


Page = Callable[[Request], Reply]


def serving(body: bytes, etag: str | None = None, **more: Any) -> Page:
    """A well-behaved page: ranges of the same version, 304 for the version that is there."""

    def page(request: Request) -> Reply:
        headers = {"ETag": etag, "Accept-Ranges": "bytes"} if etag else {}
        if etag and request.headers.get("if-none-match") == etag:
            return Reply(304, headers=headers)
        start = request.headers.get("range", "").removeprefix("bytes=").removesuffix("-")
        if etag and start and request.headers.get("if-range") == etag:
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            return Reply(206, body[int(start) :], headers, **more)
        return Reply(200, body, headers, **more)

    return page


def in_turn(*replies: Reply | Page) -> Page:
    """One answer after another; the last one stays."""
    left = list(replies)

    def page(request: Request) -> Reply:
        reply = left.pop(0) if len(left) > 1 else left[0]
        return reply if isinstance(reply, Reply) else reply(request)

    return page


class Site:
    """The server's pages by path, and every request it received."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []

    def put(self, path: str, page: Page | Reply) -> str:
        """Serve ``page`` at ``path``; returns the address."""
        self.pages[path] = page if callable(page) else in_turn(page)
        return self.root + path

    def at(self, path: str) -> list[Request]:
        """The requests for ``path``, in their order."""
        return [a for a in self.requests if a.path == path]


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """A running server on a free port of 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.here = Site(server.server_port)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.here  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        here: Site = self.server.here  # type: ignore[attr-defined]
        request = Request(self.path, {k.casefold(): v for k, v in self.headers.items()})
        here.requests.append(request)
        page = here.pages.get(self.path)
        with contextlib.suppress(
            ConnectionError
        ):  # the client was killed, or closed the connection
            self._send(page(request) if page else Reply(404, b"no such page"))

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.code)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        elif reply.code != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        for start in range(0, len(body), reply.block):
            time.sleep(reply.pace)
            block = body[start : start + reply.block]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(block), block) if reply.chunked else block)
        if reply.cut is not None:
            self.close_connection = True
        elif reply.chunked:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""
