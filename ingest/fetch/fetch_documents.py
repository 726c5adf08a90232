"""Fetches documents of the catalogue one after another; each ends with an outcome."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ingest.fetch.address_guard import ForbiddenAddress, GuardedTransport
from ingest.fetch.content_check import BlockedByPublisher, WrongContent, check_content
from ingest.fetch.download import (
    USER_AGENT,
    DownloadResult,
    FetchRefused,
    HostLog,
    HostUnreachable,
    NotAvailable,
    download,
)
from ingest.fetch.lock_file import FetchedFile, LockFile
from ingest.fetch.outcome import FetchOutcome
from ingest.progress import NoProgress, Progress
from ingest.read.source import file_sha256
from kb.corpus.schema import Download, Entry
from kb.private_files import make_private_folder
from kb.settings import FetchSettings, settings

# What a server or a file system can cause beyond what ``download`` foresees. An error of the
# program and a request to stop are none of it.
_UNFORESEEN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError)
_HEAD_BYTES = 60_000  # of a downloaded file, from which its format is checked


@dataclass(frozen=True, slots=True)
class _Fetcher:
    """What the steps of one run share."""

    client: httpx.Client
    folder: Path
    lock: LockFile
    policy: FetchSettings
    hosts: HostLog
    progress: Progress


@dataclass(slots=True)
class _Attempts:
    """Why the addresses tried so far failed; ``blocked`` when one of them refuses programs."""

    reasons: list[str] = field(default_factory=list)
    blocked: bool = False


def fetch_documents(
    entries: Sequence[Entry],
    folder: Path,
    *,
    policy: FetchSettings | None = None,
    progress: Progress | None = None,
    allow_loopback: bool = False,
) -> tuple[FetchOutcome, ...]:
    """Fetch ``entries`` into ``folder``; files are named by the ids. ``allow_loopback`` is for
    tests.

    Never raises for what a server does. A host that cannot be reached gets one request only.
    """
    make_private_folder(folder)
    policy, progress = policy or settings().fetch, progress or NoProgress()
    started = time.perf_counter()
    progress.total(len(entries))
    outcomes = []
    transport = GuardedTransport(allow_loopback=allow_loopback)
    timeout = httpx.Timeout(policy.timeout_s, connect=policy.connect_s)
    with httpx.Client(
        transport=transport, timeout=timeout, headers={"User-Agent": USER_AGENT}, trust_env=False
    ) as client:
        fetcher = _Fetcher(client, folder, LockFile(folder), policy, HostLog(), progress)
        for number, entry in enumerate(entries, 1):
            outcomes.append(_fetch(fetcher, entry))
            progress.done(number, 0, time.perf_counter() - started)
            if progress.stopped():
                break
    return tuple(outcomes)


def _fetch(fetcher: _Fetcher, entry: Entry) -> FetchOutcome:
    """From the first of the entry's addresses that has the document."""
    attempts, unreachable = _Attempts(), fetcher.hosts.unreachable
    for place in entry.downloads:
        host = _host(place.url)
        if host in unreachable:
            attempts.reasons.append(unreachable[host])
            continue
        try:
            return _fetch_from(fetcher, entry, place)
        except HostUnreachable as error:
            unreachable[error.host] = f"{error.host} cannot be reached ({error})"
            attempts.reasons.append(unreachable[error.host])
        except (FetchRefused, BlockedByPublisher) as error:
            attempts.blocked = True
            attempts.reasons.append(f"{host}: {error}")
        except (NotAvailable, WrongContent, ForbiddenAddress) as error:
            attempts.reasons.append(f"{host}: {error}")
        except _UNFORESEEN as error:
            what = getattr(error, "strerror", None) or str(error) or type(error).__name__
            attempts.reasons.append(f"{host}: {what}")
    return _not_fetched(entry, attempts, fetcher.folder)


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        return url[:120]  # ``download`` refuses it


def _not_fetched(entry: Entry, attempts: _Attempts, folder: Path) -> FetchOutcome:
    reasons = "; ".join(dict.fromkeys(attempts.reasons))
    reasons = reasons or "the catalogue has no address to download it from"
    if attempts.blocked or (not entry.downloads and entry.url):
        page = entry.url or entry.downloads[0].url
        reason = (
            f"{reasons}; open {page}, save the document as {entry.id}.pdf in {folder}, and run "
            f"kb corpus fetch {entry.id} again"
        )
        return FetchOutcome(entry.id, "blocked", reason, url=page)
    return FetchOutcome(entry.id, "failed", reasons)


def _fetch_from(fetcher: _Fetcher, entry: Entry, place: Download) -> FetchOutcome:
    """From one address. Raises what ``download`` and ``check_content`` raise."""
    folder, lock = fetcher.folder, fetcher.lock
    name = f"{entry.id}.{place.format}"
    target, part = folder / name, folder / f"{name}.part"
    known = lock.entries.get(entry.id)
    intact = known if known and _is_as_recorded(folder, known) else None
    same = intact if intact and intact.url == place.url and intact.file == name else None
    result = download(
        fetcher.client,
        place.url,
        part,
        policy=fetcher.policy,
        hosts=fetcher.hosts,
        etag=same.etag if same else None,
        modified=same.modified if same else None,
        progress=lambda done, total: fetcher.progress.doing(entry.id, done, total),
    )
    if result.unchanged and same:
        return FetchOutcome(entry.id, "unchanged", None, str(target), place.url, same.sha256)
    if result.unchanged:
        raise NotAvailable("the server answered 304 (unchanged) to a first request")
    _check_file(part, place, result)
    sha256 = file_sha256(part)
    fetched = FetchedFile(
        entry.id, place.url, name, sha256, part.stat().st_size, result.etag, result.modified
    )
    if target.is_file() and file_sha256(target) == sha256:
        part.unlink()
        lock.record(fetched)
        return FetchOutcome(entry.id, "unchanged", None, str(target), place.url, sha256)
    older = _set_aside(entry, folder, folder / known.file if known else target)
    os.replace(part, target)
    lock.record(fetched)
    if older is not None:
        reason = f"the publisher has another file now; the earlier one is kept as {older.name}"
        return FetchOutcome(entry.id, "changed upstream", reason, str(target), place.url, sha256)
    return FetchOutcome(entry.id, "fetched", None, str(target), place.url, sha256)


def _is_as_recorded(folder: Path, known: FetchedFile) -> bool:
    path = folder / known.file
    return path.is_file() and file_sha256(path) == known.sha256


def _set_aside(entry: Entry, folder: Path, earlier: Path) -> Path | None:
    """Keep an earlier file, fetched or saved by a person, beside the new one."""
    if not earlier.is_file():
        return None
    older = folder / f"{entry.id}.{file_sha256(earlier)[:8]}{earlier.suffix}.old"
    os.replace(earlier, older)
    return older


def _check_file(part: Path, place: Download, result: DownloadResult) -> None:
    """Check the file's content, and delete it when it is wrong. Raises as ``check_content``."""
    with part.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    try:
        check_content(head, part.stat().st_size, place.format, result.content_type)
    except (BlockedByPublisher, WrongContent):
        part.unlink()
        raise
