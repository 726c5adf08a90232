"""Downloads one address to a file: retries, resumes, follows redirects, keeps to limits of size and
time."""

from __future__ import annotations

import email.utils
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import tenacity

from ingest.fetch.address_guard import ForbiddenAddress, check_url
from ingest.fetch.resume import ResumeFile, is_unencoded
from ingest.fetch.time_limit import TookTooLong, time_limit
from kb import __version__
from kb.settings import FetchSettings

USER_AGENT = f"Evidencia/{__version__} (policy evidence knowledge base; one reader)"
_REDIRECT_CODES = frozenset({301, 302, 303, 307, 308})
_RETRY_CODES = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSAL_CODES = frozenset({401, 403, 407, 451})
ByteProgress = Callable[[int, int], None]  # bytes so far, bytes expected (0: unknown)


class HostUnreachable(Exception):
    """``host`` cannot be reached at all; another request to it is useless for now."""

    def __init__(self, host: str, why: str) -> None:
        super().__init__(why)
        self.host = host


class FetchRefused(Exception):
    """The host does not give the file to a program."""


class NotAvailable(Exception):
    """The address has no file, or none that can be used; the message says why."""


class _TemporaryFailure(Exception):
    """A failure after which another attempt may succeed, after ``retry_after_s`` seconds."""

    def __init__(self, why: str, retry_after_s: float | None = None) -> None:
        super().__init__(why)
        self.retry_after_s = retry_after_s


@dataclass(slots=True)
class HostLog:
    """When each host got its last request, and which hosts cannot be reached and why."""

    last_request: dict[str, float] = field(default_factory=dict)
    unreachable: dict[str, str] = field(default_factory=dict)

    def wait(self, host: str, delay_s: float) -> None:
        """Wait until ``delay_s`` seconds have passed since the last request to ``host``."""
        pause = self.last_request.get(host, -delay_s) + delay_s - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self.last_request[host] = time.monotonic()


@dataclass(frozen=True, slots=True)
class DownloadResult:
    """A finished download; ``unchanged`` when the server said so and sent no file."""

    unchanged: bool
    etag: str | None = None
    modified: str | None = None
    content_type: str = ""


def download(
    client: httpx.Client,
    url: str,
    part: Path,
    *,
    policy: FetchSettings,
    hosts: HostLog,
    etag: str | None = None,
    modified: str | None = None,
    progress: ByteProgress = lambda done, total: None,
) -> DownloadResult:
    """Download ``url`` to the file ``part``; a partial file of an earlier attempt is continued.

    ``etag`` and ``modified`` are the server's marks of the version that is already there. Raises
    ``HostUnreachable``, ``FetchRefused``, ``NotAvailable`` or ``ForbiddenAddress``.
    """
    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(policy.tries) | tenacity.stop_before_delay(policy.total_s),
        wait=lambda state: _pause(state, policy),
        retry=tenacity.retry_if_exception(_may_pass),
        reraise=True,
    )
    try:
        with time_limit(policy.total_s):
            return retrying(_attempt, client, url, part, policy, hosts, etag, modified, progress)
    except TookTooLong as error:
        raise NotAvailable(str(error)) from error
    except _TemporaryFailure as error:
        raise NotAvailable(f"{error}, {policy.tries} times") from error
    except (httpx.ConnectError, httpx.ConnectTimeout) as error:
        raise HostUnreachable(error.request.url.host, _message(error)) from error
    except httpx.RequestError as error:
        raise NotAvailable(f"{_message(error)}, {policy.tries} times") from error


def _may_pass(error: BaseException) -> bool:
    """True for a failure that another attempt may not meet. A dead host stays dead."""
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
        return False
    return isinstance(error, (_TemporaryFailure, httpx.RequestError))


def _pause(state: tenacity.RetryCallState, policy: FetchSettings) -> float:
    """Seconds before the next attempt: as the server asks, else doubling, with some spread."""
    error = state.outcome.exception() if state.outcome else None
    pause = policy.backoff_s * 2.0 ** (state.attempt_number - 1)
    if isinstance(error, _TemporaryFailure):
        spread = random.uniform(0.5, 1.0)  # noqa: S311  no secret
        pause = error.retry_after_s or pause * spread
    return min(pause, policy.longest_wait_s)


def _attempt(
    client: httpx.Client,
    url: str,
    part: Path,
    policy: FetchSettings,
    hosts: HostLog,
    etag: str | None,
    modified: str | None,
    progress: ByteProgress,
) -> DownloadResult:
    resume = ResumeFile(part.with_suffix(part.suffix + ".etag"), url)
    headers = _headers(part, resume, etag, modified)
    for _ in range(policy.redirects + 1):
        check_url(url)
        hosts.wait(httpx.URL(url).host, policy.delay_s)
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code in _REDIRECT_CODES:
                url = _target(response)
                continue
            return _receive(response, part, resume, policy, progress)
    raise NotAvailable(f"it redirects more than {policy.redirects} times")


def _target(response: httpx.Response) -> str:
    """Where an answer redirects to. Raises ``NotAvailable`` where that is no address."""
    location = response.headers.get("location", "")
    try:
        return str(response.url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAvailable(f"it redirects to {location[:120]!r}, which is not a URL") from error


def _headers(
    part: Path, resume: ResumeFile, etag: str | None, modified: str | None
) -> dict[str, str]:
    have = part.stat().st_size if part.exists() else 0
    version = resume.version()
    # A range counts the bytes that are sent, so they must not be compressed.
    headers = {"Accept-Encoding": "identity"}
    if have and version:
        return headers | {"Range": f"bytes={have}-", "If-Range": version}
    part.unlink(missing_ok=True)
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    return headers


def _receive(
    response: httpx.Response,
    part: Path,
    resume: ResumeFile,
    policy: FetchSettings,
    progress: ByteProgress,
) -> DownloadResult:
    _check_status(response, part)
    if response.status_code == 304:
        return DownloadResult(True)
    have = _resumes_at(response, part)
    total = have + _stated_length(response)
    limit = int(policy.max_mb * 1_000_000)
    if total > limit:
        part.unlink(missing_ok=True)
        raise NotAvailable(f"it has {_megabytes(total)}; the limit is {_megabytes(limit)}")
    resume.record(response)
    try:
        _write(response, part, have, total if total > have else 0, limit, progress)
    except Exception:
        if resume.version() is None:
            part.unlink(missing_ok=True)  # a later attempt cannot continue it
        raise
    resume.delete()
    return DownloadResult(
        False,
        response.headers.get("etag"),
        response.headers.get("last-modified"),
        response.headers.get("content-type", "").split(";")[0].strip().casefold(),
    )


def _stated_length(response: httpx.Response) -> int:
    """Bytes that the server states it sends; 0 where it states none, or nonsense."""
    value = response.headers.get("content-length", "")
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0


def _check_status(response: httpx.Response, part: Path) -> None:
    code = response.status_code
    if code in _RETRY_CODES:
        raise _TemporaryFailure(f"the server answered {code}", _retry_after(response))
    if code in _REFUSAL_CODES:
        raise FetchRefused(f"the server refused it ({code})")
    if code == 416:
        part.unlink(missing_ok=True)
        raise _TemporaryFailure("the server did not continue the partial file")
    if code not in (200, 206, 304):
        raise NotAvailable(f"the server answered {code}")
    encoding = response.headers.get("content-encoding", "identity").strip().casefold()
    if encoding not in ("identity", "gzip", "deflate", ""):
        raise NotAvailable(f"the server sent it encoded as {encoding[:60]!r}, unrequested")


def _resumes_at(response: httpx.Response, part: Path) -> int:
    """Bytes of ``part`` that the answer continues; 0 when the answer is the whole file."""
    if response.status_code != 206:
        return 0
    have = part.stat().st_size if part.exists() else 0
    starts = response.headers.get("content-range", "").removeprefix("bytes").strip()
    if not have or not starts.startswith(f"{have}-") or not is_unencoded(response):
        part.unlink(missing_ok=True)
        raise _TemporaryFailure("the server sent another part of the file than requested")
    return have


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.3g} MB"


def _write(
    response: httpx.Response,
    part: Path,
    have: int,
    expected: int,
    limit: int,
    progress: ByteProgress,
) -> None:
    size = have
    with part.open("ab" if have else "wb") as file:
        try:
            for block in response.iter_bytes():  # as it comes: a slow server fills no large block
                size += len(block)
                if size > limit:
                    part.unlink()
                    raise NotAvailable(f"it has more than the limit of {_megabytes(limit)}")
                file.write(block)
                progress(size, expected)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.ReadTimeout) as error:
            raise _TemporaryFailure("the connection ended before the file did") from error
    if expected and is_unencoded(response) and size < expected:
        raise _TemporaryFailure("the connection ended before the file did")


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds of the header Retry-After, which is a number or a date; ``None`` when unreadable."""
    value = response.headers.get("retry-after", "")
    if re.fullmatch(r"[0-9]{1,9}", value):
        return float(value)
    try:
        return max(email.utils.parsedate_to_datetime(value).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError, TypeError):
        return None


def _message(error: Exception) -> str:
    """What ``error`` says. Raises the ``ForbiddenAddress`` that httpx wrapped in it, if any."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, ForbiddenAddress):
            raise inner
        inner = inner.__cause__ or inner.__context__
    return str(error) or type(error).__name__
