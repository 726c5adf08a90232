"""The longest time that one download may take, from its first connection to its last byte.

Timeouts of single reads do not end a server that sends a byte every half second. This limit is
checked at every read and write of the network, so it ends a slow header as well as a slow body.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore

_deadline: ContextVar[tuple[float, float] | None] = ContextVar("deadline", default=None)


class TookTooLong(Exception):
    """The download was not finished in time; the message says what to do."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit what the block reads and writes over the network to ``seconds`` together."""
    token = _deadline.set((time.monotonic() + seconds, seconds))
    try:
        yield
    finally:
        _deadline.reset(token)


def allowed(timeout: float | None) -> float | None:
    """``timeout``, or what is left of the limit where that is less. Raises ``TookTooLong``."""
    found = _deadline.get()
    if found is None:
        return timeout
    end, seconds = found
    left = end - time.monotonic()
    if left <= 0:
        raise TookTooLong(
            f"it took longer than {seconds:g} s, the limit for one download; try again later, or "
            "set KB_FETCH__TOTAL_S to a higher number of seconds"
        )
    return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A connection that keeps to the limit."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream inside. Raises ``TookTooLong``."""
        try:
            return self._inner.read(max_bytes, allowed(timeout))
        except httpcore.ReadTimeout:
            allowed(timeout)  # it may have been the limit that ended the wait
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream inside. Raises ``TookTooLong``."""
        self._inner.write(buffer, allowed(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """As the stream inside; the encrypted connection keeps to the limit too."""
        return TimedStream(self._inner.start_tls(ssl_context, server_hostname, allowed(timeout)))

    def get_extra_info(self, info: str) -> Any:
        """As the stream inside."""
        return self._inner.get_extra_info(info)


def connect(
    backend: httpcore.NetworkBackend,
    address: str,
    port: int,
    timeout: float | None,
    local_address: str | None,
    socket_options: Iterable[Any] | None,
) -> httpcore.NetworkStream:
    """A connection that keeps to the limit. Raises as ``backend`` does, and ``TookTooLong``."""
    stream = backend.connect_tcp(address, port, allowed(timeout), local_address, socket_options)
    return TimedStream(stream)
