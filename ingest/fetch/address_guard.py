"""Connects to addresses of the public internet only.

The address that is checked is the one connected to, so a name that resolves differently the second
time (DNS rebinding) gains nothing. The certificate is still checked against the name.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from ingest.fetch.time_limit import connect
from kb.errors import EvidenciaError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address, which is checked
_UNICAST = ipaddress.ip_network("2000::/3")  # all IPv6 addresses of the public internet
# Blocks that some version of Python calls global and that lead elsewhere than they seem to.
_SPECIAL = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "100.64.0.0/10",  # shared by a carrier
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "233.252.0.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved, broadcast
        "2001::/23",  # Teredo, benchmarks, ORCHID, ORCHIDv2, drone ids and other protocols
        "2001:db8::/32", "3fff::/20",  # documentation
        "2002::/16",  # 6to4
    )
)  # fmt: skip


class ForbiddenAddress(EvidenciaError):
    """A host that is not on the public internet, or a URL that is not http or https."""


def is_public(address: str) -> bool:
    """True for an address of the public internet. An IPv4 address inside an IPv6 one (mapped, or
    behind NAT64) is checked as IPv4."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped
        if ip in _NAT64:
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
        if ip not in _UNICAST:
            return False
    if any(ip.version == block.version and ip in block for block in _SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast


def check_url(url: str) -> None:
    """Raises ``ForbiddenAddress`` unless ``url`` is http or https and names no user."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise ForbiddenAddress(f"{url[:120]!r} is not a URL") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise ForbiddenAddress(f"{url[:120]!r} is not an http or https URL")
    if parsed.userinfo:
        raise ForbiddenAddress(f"{url[:120]!r} has a user name in it, which is not allowed")


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name, checks every answer, and connects to one of those that were checked."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow_loopback = allow_loopback

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to ``host``. Raises ``ForbiddenAddress`` when any of its addresses is not
        public."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError, OverflowError) as error:
            raise httpcore.ConnectError(f"the name {host} does not resolve") from error
        addresses = [str(a[4][0]) for a in answers]
        for address in addresses:
            if not (is_public(address) or (self._allow_loopback and _loopback(address))):
                raise ForbiddenAddress(f"{host} resolves to {address}, which is not public")
        failed: Exception = httpcore.ConnectError(f"the name {host} does not resolve")
        for address in dict.fromkeys(addresses):
            try:
                return connect(self._inner, address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error  # without IPv6, the IPv4 address is next
        raise failed

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self._inner.sleep(seconds)


def _loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback


class GuardedTransport(httpx.HTTPTransport):
    """httpx's transport over the guarded backend."""

    def __init__(self, *, allow_loopback: bool = False) -> None:
        super().__init__()
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=4,
            network_backend=GuardedBackend(allow_loopback=allow_loopback),
        )
