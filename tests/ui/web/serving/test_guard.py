"""The guard before Streamlit: what it refuses, what of a body it reads, the headers of answers."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from kb.settings import current
from ui.web.serving import uploads
from ui.web.serving.addresses import Addresses
from ui.web.serving.guard import Guard
from ui.web.serving.headers import protecting
from ui.web.serving.uploads import UploadGate, largest_upload

ADDRESSES = Addresses.of(8501)
SESSION = "0d0f6f5e-session"
UPLOAD = f"/_stcore/upload_file/{SESSION}/a-file"
HERE = {"host": "127.0.0.1:8501"}


def run(answer: Coroutine[Any, Any, None]) -> None:
    """Runs ``answer`` in a thread of its own: in this one, the browser of another test may have a
    running event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answer).result()


class Asked:
    """An app that reads the whole body, or fails; what came to it and what it sent."""

    def __init__(self, failure: Exception | None = None, *, begins: bool = False) -> None:
        self.bodies: list[int] = []
        self.failure, self.begins = failure, begins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        size, more = 0, scope["type"] == "http"
        if self.begins:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        while more:
            message = await receive()
            size += len(message.get("body", b""))
            more = message.get("more_body", False)
        self.bodies.append(size)
        if self.failure:
            raise self.failure
        if not self.begins:
            head = [(b"X-Frame-Options", b"ALLOWALL"), (b"x-own", b"kept")]
            await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"answer"})


class Body:
    """What a client sends, chunk by chunk, and how much of it was read."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = list(chunks)
        self.read = 0

    async def __call__(self) -> Message:
        chunk = self._chunks.pop(0) if self._chunks else b""
        self.read += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": bool(self._chunks)}


def _ask(
    app: Asked,
    path: str = "/",
    method: str = "GET",
    head: dict[str, str] | None = None,
    body: Body | None = None,
    gate: UploadGate | None = None,
    kind: str = "http",
    **scope: Any,
) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(n.encode(), v.encode("latin-1")) for n, v in {**HERE, **(head or {})}.items()]
    asked = {"type": kind, "path": path, "method": method, "headers": headers, **scope}
    guard = Guard(app, ADDRESSES, gate or UploadGate())
    run(guard(asked, body or Body([]), send))
    return sent


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> UploadGate:
    """A gate that is open for ``SESSION``."""
    monkeypatch.delenv("KB_READ_ONLY", raising=False)
    monkeypatch.setattr(uploads, "_lives", lambda session: True)
    monkeypatch.setattr(uploads, "held", lambda: 0)
    monkeypatch.setattr(uploads, "settings", current)  # read anew at each call
    made = UploadGate()
    made.open(SESSION)
    return made


def _has_headers(start: Message) -> None:
    assert set(protecting(ADDRESSES)) <= set(start["headers"])
    names = [n.lower() for n, _ in start["headers"]]
    assert len(set(names)) == len(names), "each header once"


@pytest.mark.case("S3")
def test_every_answer_has_the_protecting_headers_once() -> None:
    start, _ = _ask(Asked())
    _has_headers(start)
    assert (b"x-own", b"kept") in start["headers"]


@pytest.mark.case("S3")
def test_the_headers_forbid_frames_guessing_and_referrers() -> None:
    found = {n.decode(): v.decode() for n, v in protecting(ADDRESSES)}
    assert "frame-ancestors 'none'" in found["content-security-policy"]
    assert "default-src 'self'" in found["content-security-policy"]
    assert found["x-frame-options"] == "DENY"
    assert found["x-content-type-options"] == "nosniff"
    assert found["referrer-policy"] == "same-origin"


@pytest.mark.case("S13")
@pytest.mark.case("S14")
@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config", "/media/x", "/map"]
)
def test_another_host_or_origin_is_refused_on_every_route(kind: str, path: str) -> None:
    for head in ({"host": "evil.example:8501"}, {"host": "127.0.0.1:3000"},
                 {"origin": "https://evil.example"}, {"origin": "http://127.0.0.1:3000"},
                 {"origin": "null"}):  # fmt: skip
        app = Asked()
        extensions = {"extensions": {"websocket.http.response": {}}} if kind == "websocket" else {}
        start, body = _ask(app, path, head=head, kind=kind, **extensions)
        assert start["status"] == 403
        assert app.bodies == []
        _has_headers(start)
        assert b"evil" not in body["body"], "nothing of the request is in the answer"


def test_a_request_without_a_host_or_with_two_is_refused() -> None:
    for given in ([], [b"127.0.0.1:8501", b"evil.example"], [b"evil.example", b"127.0.0.1:8501"]):
        sent: list[Message] = []

        async def send(message: Message, sent: list[Message] = sent) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "path": "/",
            "method": "GET",
            "headers": [(b"host", h) for h in given],
        }
        run(Guard(Asked(), ADDRESSES)(scope, Body([]), send))
        assert sent[0]["status"] == 403


def test_a_server_that_cannot_refuse_with_words_closes_the_websocket() -> None:
    assert _ask(Asked(), head={"host": "evil.example"}, kind="websocket") == [
        {"type": "websocket.close", "code": 1008}
    ]


@pytest.mark.case("S6")
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "GET", "DELETE"])
@pytest.mark.parametrize(
    "path", ["/", "/_stcore/health", "/component/x", "/_stcore/upload", UPLOAD]
)
def test_a_large_body_is_refused_before_it_is_read(method: str, path: str) -> None:
    app, body = Asked(), Body([b"x" * 1000] * 100)
    start, _ = _ask(app, path, method, {"content-length": str(10**8)}, body)
    assert start["status"] in (403, 413)
    assert (b"connection", b"close") in start["headers"]
    assert (app.bodies, body.read) == ([], 0)


@pytest.mark.case("S6")
def test_a_body_of_no_stated_length_is_not_read() -> None:
    app, body = Asked(), Body([b"x" * 10_000] * 100)
    start, _ = _ask(app, "/", "POST", {"transfer-encoding": "chunked"}, body)
    assert (start["status"], app.bodies, body.read) == (411, [], 0)


@pytest.mark.case("S6")
def test_a_body_longer_than_stated_is_read_up_to_the_limit() -> None:
    app, body = Asked(), Body([b"x" * 10_000] * 100)
    start, _ = _ask(app, "/", "POST", {"content-length": "10"}, body)
    assert start["status"] == 413
    assert app.bodies == []
    assert body.read <= 80_000


def test_a_small_body_passes() -> None:
    app = Asked()
    assert _ask(app, "/", "POST", {"content-length": "3"}, Body([b"abc"]))[0]["status"] == 200
    assert app.bodies == [3]


@pytest.mark.parametrize("length", ["-1", "x", "²", "1e9", "0x10", "9" * 400, "1, 2", ""])
def test_a_wrong_length_is_refused(length: str) -> None:
    app = Asked()
    assert _ask(app, "/", "POST", {"content-length": length})[0]["status"] == 400
    assert app.bodies == []


@pytest.mark.case("S6")
def test_an_upload_needs_a_session_that_was_let_in(gate: UploadGate) -> None:
    for path in (
        UPLOAD,
        "/_stcore/upload_file/other/file",
        "/_stcore/upload_file//",
        "/_stcore/upload_file/",
    ):
        app, body = Asked(), Body([b"x" * 100] * 5)
        head = {"content-length": "500"}
        start, _ = _ask(app, path, "PUT", head, body, gate if path == UPLOAD else UploadGate())
        if path == UPLOAD:
            assert (start["status"], app.bodies) == (200, [500])
        else:
            assert (start["status"], app.bodies, body.read) == (403, [], 0)


@pytest.mark.case("S6")
def test_nothing_is_uploaded_in_read_only_mode(
    gate: UploadGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_READ_ONLY", "1")
    app, body = Asked(), Body([b"x"])
    start, said = _ask(app, UPLOAD, "PUT", {"content-length": "1"}, body, gate)
    assert (start["status"], app.bodies, body.read) == (403, [], 0)
    assert b"read-only" in said["body"]


@pytest.mark.case("S6")
def test_a_session_that_has_ended_may_not_upload(
    gate: UploadGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "_lives", lambda session: False)
    assert _ask(Asked(), UPLOAD, "PUT", {"content-length": "1"}, None, gate)[0]["status"] == 403


@pytest.mark.case("S6")
def test_an_upload_stops_at_the_largest_size_however_it_is_sent(
    gate: UploadGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_APP__UPLOAD_MB", "1")
    assert largest_upload() == 2_000_000
    start, _ = _ask(Asked(), UPLOAD, "PUT", {"content-length": "2000001"}, None, gate)
    assert start["status"] == 413
    app, body = Asked(), Body([b"x" * 500_000] * 9)
    start, _ = _ask(app, UPLOAD, "PUT", {"transfer-encoding": "chunked"}, body, gate)
    assert start["status"] == 413
    assert app.bodies == []
    assert body.read <= 2_500_000


@pytest.mark.case("S6")
def test_all_uploads_together_have_a_limit(
    gate: UploadGate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KB_APP__UPLOADS_MB", "150")
    monkeypatch.setattr(uploads, "held", lambda: 90_000_000)
    assert (
        _ask(Asked(), UPLOAD, "PUT", {"content-length": "50000000"}, None, gate)[0]["status"] == 200
    )
    assert (
        _ask(Asked(), UPLOAD, "PUT", {"content-length": "70000000"}, None, gate)[0]["status"] == 503
    )
    coming = gate.begin(40_000_000)
    assert (
        _ask(Asked(), UPLOAD, "PUT", {"content-length": "50000000"}, None, gate)[0]["status"] == 503
    )
    gate.end(coming)
    assert (
        _ask(Asked(), UPLOAD, "PUT", {"content-length": "50000000"}, None, gate)[0]["status"] == 200
    )


def test_a_failure_of_the_app_is_answered_with_the_headers_and_without_details() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "path": "/",
        "method": "GET",
        "headers": [(b"host", b"127.0.0.1:8501")],
    }
    with pytest.raises(RuntimeError, match="secret"):
        run(Guard(Asked(RuntimeError("secret")), ADDRESSES)(scope, Body([]), send))
    assert sent[0]["status"] == 500
    _has_headers(sent[0])
    assert b"secret" not in sent[1]["body"]


def test_an_answer_that_has_begun_is_not_begun_again() -> None:
    app, body = Asked(begins=True), Body([b"x" * 50_000] * 3)
    sent = _ask(app, "/", "POST", {"content-length": "10"}, body)
    assert [m["type"] for m in sent] == ["http.response.start"]


def test_other_messages_of_the_server_pass() -> None:
    passed: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope["type"])

    async def send(message: Message) -> None: ...

    run(Guard(app, ADDRESSES)({"type": "lifespan"}, Body([]), send))
    assert passed == ["lifespan"]
