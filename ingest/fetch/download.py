"""Downloads one address to a file: retries, resumes, follows redirects by hand, keeps to a cap."""

from __future__ import annotations

import email.utils
import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ingest.fetch.address_guard import ForbiddenAddress, check_url
from ingest.fetch.resume import Resume, is_unencoded
from kb import __version__

AGENT = f"Evidencia/{__version__} (policy evidence knowledge base; one reader)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class Unreachable(Exception):
    """``host`` cannot be reached at all; asking it again is useless for now."""

    def __init__(self, host: str, why: str) -> None:
        super().__init__(why)
        self.host = host


class FetchRefused(Exception):
    """The host will not give the file to a program."""


class Gone(Exception):
    """There is nothing at the address, or nothing that can be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class PolitenessPolicy:
    """How to ask: seconds between two requests to one host, how often and how long to try."""

    delay_s: float = 1.0
    tries: int = 4
    backoff_s: float = 1.0
    longest_wait_s: float = 60.0
    cap_bytes: int = 300_000_000
    redirects: int = 5


@dataclass(slots=True)
class Visits:
    """When each host was last asked, and which cannot be reached."""

    last: dict[str, float] = field(default_factory=dict)
    down: dict[str, str] = field(default_factory=dict)

    def wait(self, host: str, delay_s: float) -> None:
        """Wait until ``delay_s`` have passed since the last request to ``host``."""
        pause = self.last.get(host, -delay_s) + delay_s - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        self.last[host] = time.monotonic()


@dataclass(frozen=True, slots=True)
class DownloadResult:
    """A finished download; ``unchanged`` when the server said so and nothing was taken."""

    unchanged: bool
    etag: str | None = None
    modified: str | None = None
    content_type: str = ""


def download(
    client: httpx.Client,
    url: str,
    part: Path,
    *,
    manners: PolitenessPolicy,
    visits: Visits,
    etag: str | None = None,
    modified: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DownloadResult:
    """Bring ``url`` to the file ``part``, going on where an earlier try ended.

    Raises ``Unreachable``, ``FetchRefused``, ``Gone`` or ``ForbiddenAddress``.
    """
    for attempt in range(manners.tries):
        try:
            return _once(client, url, part, manners, visits, etag, modified, progress)
        except _TryAgain as again:
            if attempt + 1 == manners.tries:
                raise Gone(f"{again.why}, {manners.tries} times") from again
            jitter = random.uniform(0.5, 1.0)  # noqa: S311  no secret, only spread
            pause = again.after_s or manners.backoff_s * 2**attempt * jitter
            time.sleep(min(pause, manners.longest_wait_s))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Unreachable(error.request.url.host, _said(error)) from error
        except httpx.RequestError as error:
            if attempt + 1 == manners.tries:
                raise Gone(f"{_said(error)}, {manners.tries} times") from error
            time.sleep(min(manners.backoff_s * 2**attempt, manners.longest_wait_s))
    raise Gone("it was never tried")


class _TryAgain(Exception):
    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.after_s = after_s


def _once(
    client: httpx.Client,
    url: str,
    part: Path,
    manners: PolitenessPolicy,
    visits: Visits,
    etag: str | None,
    modified: str | None,
    progress: Callable[[int, int], None],
) -> DownloadResult:
    validator = part.with_suffix(part.suffix + ".etag")
    headers = _headers(part, validator, url, etag, modified)
    asked = url
    for _ in range(manners.redirects + 1):
        check_url(url)
        visits.wait(httpx.URL(url).host, manners.delay_s)
        with client.stream("GET", url, headers=headers) as response:
            if response.status_code in _REDIRECTS:
                url = str(response.url.join(response.headers.get("location", "")))
                continue
            return _take(response, part, Resume(validator, asked), manners, progress)
    raise Gone(f"it redirects more than {manners.redirects} times")


def _headers(
    part: Path, validator: Path, url: str, etag: str | None, modified: str | None
) -> dict[str, str]:
    have = part.stat().st_size if part.exists() else 0
    mark = Resume(validator, url).mark()
    # A range counts the bytes that are sent, so they must not be packed.
    headers = {"Accept-Encoding": "identity"}
    if have and mark:
        return headers | {"Range": f"bytes={have}-", "If-Range": mark}
    part.unlink(missing_ok=True)
    if etag:
        headers["If-None-Match"] = etag
    if modified:
        headers["If-Modified-Since"] = modified
    return headers


def _take(
    response: httpx.Response,
    part: Path,
    resume: Resume,
    manners: PolitenessPolicy,
    progress: Callable[[int, int], None],
) -> DownloadResult:
    _check_code(response, part)
    if response.status_code == 304:
        return DownloadResult(True)
    have = _gone_on_from(response, part)
    total = have + int(response.headers.get("content-length") or 0)
    if total > manners.cap_bytes:
        part.unlink(missing_ok=True)
        raise Gone(f"it is {_mb(total)}, more than the {_mb(manners.cap_bytes)} that are taken")
    resume.keep(response)
    try:
        _write(response, part, have, total if total > have else 0, manners, progress)
    except Exception:
        if resume.mark() is None:
            part.unlink(missing_ok=True)  # of no use to a later try
        raise
    resume.drop()
    return DownloadResult(
        False,
        response.headers.get("etag"),
        response.headers.get("last-modified"),
        response.headers.get("content-type", "").split(";")[0].strip().casefold(),
    )


def _check_code(response: httpx.Response, part: Path) -> None:
    code = response.status_code
    if code in _AGAIN:
        raise _TryAgain(f"the server answered {code}", _retry_after(response))
    if code in (401, 403, 407, 451):
        raise FetchRefused(f"the server refused it ({code})")
    if code == 416:
        part.unlink(missing_ok=True)
        raise _TryAgain("the server would not go on where the last try ended")
    if code not in (200, 206, 304):
        raise Gone(f"the server answered {code}")
    packed = response.headers.get("content-encoding", "identity").strip().casefold()
    if packed not in ("identity", "gzip", "deflate", ""):
        raise Gone(f"it is packed as {packed[:60]!r}, which was not asked for")


def _gone_on_from(response: httpx.Response, part: Path) -> int:
    """Bytes of ``part`` that the answer goes on from; 0 when it is the whole file."""
    if response.status_code != 206:
        return 0
    have = part.stat().st_size if part.exists() else 0
    starts = response.headers.get("content-range", "").removeprefix("bytes").strip()
    if not have or not starts.startswith(f"{have}-") or not is_unencoded(response):
        part.unlink(missing_ok=True)
        raise _TryAgain("the server sent another part of the file than was asked for")
    return have


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.3g} MB"


def _write(
    response: httpx.Response,
    part: Path,
    have: int,
    expected: int,
    manners: PolitenessPolicy,
    progress: Callable[[int, int], None],
) -> None:
    size = have
    with part.open("ab" if have else "wb") as file:
        try:
            for block in response.iter_bytes(65_536):
                size += len(block)
                if size > manners.cap_bytes:
                    part.unlink()
                    raise Gone(f"it is more than the {_mb(manners.cap_bytes)} that are taken")
                file.write(block)
                progress(size, expected)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.ReadTimeout) as error:
            raise _TryAgain("the connection ended before the file did") from error
    if expected and is_unencoded(response) and size < expected:
        raise _TryAgain("the connection ended before the file did")


def _retry_after(response: httpx.Response) -> float | None:
    said = response.headers.get("retry-after", "")
    if re.fullmatch(r"[0-9]{1,9}", said):
        return float(said)
    try:
        return max(email.utils.parsedate_to_datetime(said).timestamp() - time.time(), 0.0)
    except (ValueError, OverflowError, TypeError):
        return None


def _said(error: Exception) -> str:
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, ForbiddenAddress):
            raise inner
        inner = inner.__cause__ or inner.__context__
    return str(error) or type(error).__name__
