"""The addresses that the app has: the hosts it answers to, and the origin of its pages at each.

A request is for the app only when its ``Host`` is one of these, port included. A page may talk to
the app only when its origin is that of the same host: another port of this machine is another site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kb.errors import EvidenciaError

LOOPBACK = ("127.0.0.1", "localhost")
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")


class NoAddress(EvidenciaError):
    """A name given with ``--behind`` is not the address of a proxy."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The app's own addresses: the origin of its pages for each value of ``Host``."""

    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, port: int, behind: Iterable[str] = ()) -> Addresses:
        """The addresses of an app at ``port`` of this machine and behind these proxies.

        ``behind`` are names (``evidence.example.org`` means ``https``) or origins
        (``https://evidence.example.org:8443``). Raises ``NoAddress``.
        """
        origins: dict[str, str] = {}
        for name in LOOPBACK:
            origins |= _origins("http", name, port)
        for given in behind:
            origins |= _origins(*public_address(given))
        return cls(origins)

    def answers(self, host: str) -> bool:
        """True when a request with this ``Host`` is for the app."""
        return _plain(host) in self.origins

    def may_ask(self, origin: str, host: str) -> bool:
        """True when a page of ``origin`` belongs to the app as it is reached at ``host``."""
        return self.origins.get(_plain(host)) == origin.lower()

    def sources(self) -> tuple[str, ...]:
        """The WebSocket addresses of the app, for a content security policy."""
        return tuple(dict.fromkeys(f"ws{o.removeprefix('http')}" for o in self.origins.values()))


def public_address(given: str) -> tuple[str, str, int]:
    """Scheme, host name and port of a proxy's address. Raises ``NoAddress``."""
    wrong = NoAddress(
        f"{given!r} is not the address of a proxy. Give its host name, such as "
        "evidence.example.org, or its origin, such as https://evidence.example.org:8443"
    )
    try:
        parts = urlsplit(given if "://" in given else f"https://{given}")
        port = parts.port
    except ValueError as error:
        raise wrong from error
    name = (parts.hostname or "").rstrip(".")
    more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in _PORTS or more or not _NAME.fullmatch(name):
        raise wrong
    return parts.scheme, name, port or _PORTS[parts.scheme]


def _origins(scheme: str, name: str, port: int) -> dict[str, str]:
    """The forms of ``Host`` at one address, each with the origin; browsers leave a usual port out,
    some proxies write it."""
    if port == _PORTS[scheme]:
        return dict.fromkeys((name, f"{name}:{port}"), f"{scheme}://{name}")
    return {f"{name}:{port}": f"{scheme}://{name}:{port}"}


def _plain(host: str) -> str:
    name, colon, port = host.lower().partition(":")
    return f"{name.removesuffix('.')}{colon}{port}"
