"""The headers that protect each response of the app in a browser."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from ui.web.serving.addresses import Addresses

Header = tuple[bytes, bytes]


def content_policy(addresses: Addresses) -> str:
    """The content security policy: everything comes from the app, nothing goes elsewhere, and no
    page may hold the app in a frame. Streamlit needs inline styles and scripts; text of a document
    is escaped everywhere, and the policy keeps what may slip through from loading or sending."""
    policy = {
        "default-src": "'self'",
        "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "media-src": "'self' data: blob:",
        "font-src": "'self' data:",
        # Older browsers do not count a WebSocket of the same host as 'self'.
        "connect-src": " ".join(("'self'", "data:", "blob:", *addresses.sources())),
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "frame-src": "'self' blob:",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def protecting(addresses: Addresses) -> tuple[Header, ...]:
    """The headers of every response, names in lower case."""
    headers = {
        "content-security-policy": content_policy(addresses),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        # Addresses of the app hold queries: other sites are not told them.
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
    return tuple((n.encode(), v.encode()) for n, v in headers.items())


def with_headers(message: MutableMapping[str, Any], headers: Iterable[Header]) -> None:
    """Set ``headers`` in an ASGI message that starts a response, in place of others of the name."""
    headers = tuple(headers)
    names = {name for name, _ in headers}
    others = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in names]
    message["headers"] = [*others, *headers]
