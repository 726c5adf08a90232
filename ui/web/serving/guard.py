"""What stands before Streamlit: an ASGI middleware that refuses requests before it reads them.

A request passes when its host is the app's, when the page that sent it is the app's own, when its
body is no larger than its kind of request needs, and, for an upload, when the session may upload.
Every response leaves with the headers that protect it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.serving.addresses import Addresses
from ui.web.serving.headers import Header, protecting, with_headers
from ui.web.serving.uploads import GATE, Refusal, UploadGate, largest_upload

UPLOADS = "/_stcore/upload_file/"
_SMALL_BODY = 64_000  # bytes; no request but an upload has a body
_BODY_WITHOUT_USE = frozenset({"GET", "HEAD", "OPTIONS", "DELETE"})
_LOG = logging.getLogger(__name__)


class _TooLarge(Exception):
    """More came than the request may have."""


class Guard:
    """The middleware. ``addresses`` are the app's own."""

    def __init__(self, app: ASGIApp, addresses: Addresses, gate: UploadGate = GATE) -> None:
        self._app = app
        self._addresses = addresses
        self._gate = gate
        self._headers = protecting(addresses)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = _headers(scope)
        refusal = self._refusal(scope, given)
        if refusal is not None:
            _LOG.info("refused a request for %r: %s", scope.get("path"), refusal.reason)
            await self._refuse(scope, refusal, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, self._sender(send))
        else:
            await self._pass_on(scope, given, receive, send)

    def _refusal(self, scope: Scope, given: Mapping[str, list[str]]) -> Refusal | None:
        """Why the request is not taken, by its head alone."""
        hosts = given.get("host", [])
        if len(hosts) != 1 or not self._addresses.answers(hosts[0]):
            return Refusal(403, _NOT_HERE)
        if any(not self._addresses.may_ask(o, hosts[0]) for o in given.get("origin", [])):
            return Refusal(403, "A page of another site sent this request.")
        if scope["type"] == "websocket":
            return None
        length, wrong = _length(given)
        if wrong:
            return Refusal(400, "The length of the request is wrong.")
        if _is_upload(scope):
            return self._gate.refusal(scope["path"][len(UPLOADS) :].partition("/")[0], length)
        if (length or 0) > _SMALL_BODY:
            return Refusal(413, "The request is too large.")
        if "transfer-encoding" in given:
            return Refusal(411, "The request does not say how long it is.")
        return None

    async def _pass_on(
        self, scope: Scope, given: Mapping[str, list[str]], receive: Receive, send: Send
    ) -> None:
        """Let Streamlit answer; the body is counted as it comes."""
        upload, length = _is_upload(scope), _length(given)[0]
        most = largest_upload() if upload else _SMALL_BODY
        expected = self._gate.begin(length) if upload else 0
        came = 0
        started = False

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await self._sender(send)(message)

        try:
            await self._app(scope, counted, watched)
        except _TooLarge:
            if not started:
                await self._refuse(scope, Refusal(413, "The request is too large."), send)
        except Exception:
            if not started:
                await self._refuse(scope, Refusal(500, "The app failed on this request."), send)
            raise
        finally:
            if upload:
                self._gate.end(expected)

    def _sender(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                with_headers(message, self._headers)
            await send(message)

        return sent

    async def _refuse(self, scope: Scope, refusal: Refusal, send: Send) -> None:
        """Answer with the reason and close the connection: what follows is not read."""
        body = f"{refusal.reason}\n".encode()
        headers: list[Header] = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
            (b"cache-control", b"no-store"),
        ]
        kind = "http.response"
        if scope["type"] == "websocket":
            if "websocket.http.response" not in scope.get("extensions", {}):
                await send({"type": "websocket.close", "code": 1008})
                return
            kind = "websocket.http.response"
        start: Message = {"type": f"{kind}.start", "status": refusal.status, "headers": headers}
        with_headers(start, self._headers)
        await send(start)
        await send({"type": f"{kind}.body", "body": body})


_NOT_HERE = (
    "This app does not answer to that name. Use the address that `kb up` prints; for a proxy, name "
    "its host with `kb up --behind HOST`."
)


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope.get("headers", ()):
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _length(given: Mapping[str, list[str]]) -> tuple[int | None, bool]:
    """The stated length of the body, ``None`` where it is not stated; and whether it is wrong."""
    stated = given.get("content-length", [])
    if not stated:
        return None, False
    right = len(stated) == 1 and stated[0].isascii() and stated[0].isdigit()
    return (int(stated[0]), False) if right and len(stated[0]) < 19 else (None, True)


def _is_upload(scope: Scope) -> bool:
    """True for a request that may carry a file."""
    return scope["path"].startswith(UPLOADS) and scope["method"] not in _BODY_WITHOUT_USE
