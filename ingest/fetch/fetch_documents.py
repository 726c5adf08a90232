"""Fetches documents of the catalogue one after another; each ends with an outcome."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ingest.fetch.address_guard import ForbiddenAddress, GuardedTransport
from ingest.fetch.content_check import trouble
from ingest.fetch.download import (
    AGENT,
    DownloadResult,
    FetchRefused,
    Gone,
    PolitenessPolicy,
    Unreachable,
    Visits,
    download,
)
from ingest.fetch.lock_file import Fetched, LockFile
from ingest.fetch.outcome import FetchOutcome
from ingest.progress import Progress, Silent
from kb.corpus.schema import Download, Entry


@dataclass(slots=True)
class _Tried:
    """What the places tried so far said; ``blocked`` when one of them will not serve programs."""

    reasons: list[str] = field(default_factory=list)
    blocked: bool = False


def fetch_documents(
    entries: Sequence[Entry],
    folder: Path,
    *,
    manners: PolitenessPolicy | None = None,
    progress: Progress | None = None,
    allow_loopback: bool = False,
) -> tuple[FetchOutcome, ...]:
    """Fetch ``entries`` into ``folder``, named after their ids. ``allow_loopback`` is for tests.

    Never raises for what a server does. A host that cannot be reached is asked once.
    """
    folder.mkdir(parents=True, exist_ok=True)
    manners, progress, visits = manners or PolitenessPolicy(), progress or Silent(), Visits()
    lock = LockFile(folder)
    started = time.perf_counter()
    progress.total(len(entries))
    outcomes = []
    transport = GuardedTransport(allow_loopback=allow_loopback)
    timeout = httpx.Timeout(30.0, connect=15.0)
    with httpx.Client(
        transport=transport, timeout=timeout, headers={"User-Agent": AGENT}, trust_env=False
    ) as client:
        for number, entry in enumerate(entries, 1):
            outcomes.append(_fetch(client, entry, folder, lock, manners, visits, progress))
            progress.done(number, 0, time.perf_counter() - started)
            if progress.stopped():
                break
    return tuple(outcomes)


def _fetch(
    client: httpx.Client,
    entry: Entry,
    folder: Path,
    lock: LockFile,
    manners: PolitenessPolicy,
    visits: Visits,
    progress: Progress,
) -> FetchOutcome:
    tried = _Tried()
    for place in entry.downloads:
        host = httpx.URL(place.url).host
        if host in visits.down:
            tried.reasons.append(visits.down[host])
            continue
        try:
            return _from(client, entry, place, folder, lock, manners, visits, progress)
        except Unreachable as error:
            visits.down[error.host] = f"{error.host} cannot be reached ({error})"
            tried.reasons.append(visits.down[error.host])
        except FetchRefused as error:
            tried.blocked = True
            tried.reasons.append(f"{host}: {error}")
        except (Gone, ForbiddenAddress) as error:
            tried.reasons.append(f"{host}: {error}")
    return _ended(entry, tried, folder)


def _ended(entry: Entry, tried: _Tried, folder: Path) -> FetchOutcome:
    reasons = "; ".join(dict.fromkeys(tried.reasons))
    if tried.blocked or (not entry.downloads and entry.url):
        page = entry.url or entry.downloads[0].url
        reason = (
            f"{reasons or 'no place to download it from is known'}; open {page}, save the "
            f"document as {entry.id}.pdf in {folder}, and run kb corpus fetch {entry.id} again"
        )
        return FetchOutcome(entry.id, "blocked", reason, url=page)
    return FetchOutcome(entry.id, "failed", reasons or "no place to download it from is known")


def _from(
    client: httpx.Client,
    entry: Entry,
    place: Download,
    folder: Path,
    lock: LockFile,
    manners: PolitenessPolicy,
    visits: Visits,
    progress: Progress,
) -> FetchOutcome:
    """From one place. Raises what ``download`` raises, and ``Gone`` or ``FetchRefused`` for a file
    that is not what it should be."""
    name = f"{entry.id}.{place.format}"
    target, part = folder / name, folder / f"{name}.part"
    known = lock.entries.get(entry.id)
    intact = known if known and _is_as_recorded(folder, known) else None
    same = intact if intact and intact.url == place.url and intact.file == name else None
    answer = download(
        client,
        place.url,
        part,
        manners=manners,
        visits=visits,
        etag=same.etag if same else None,
        modified=same.modified if same else None,
        progress=lambda done, total: progress.doing(entry.id, done, total),
    )
    if answer.unchanged and same:
        return FetchOutcome(entry.id, "unchanged", None, str(target), place.url, same.sha256)
    if answer.unchanged:
        raise Gone("the server answered 304 without having been asked what changed")
    _look_at(part, place, answer)
    sha256 = _hash(part)
    fetched = Fetched(
        entry.id, place.url, name, sha256, part.stat().st_size, answer.etag, answer.modified
    )
    if target.is_file() and _hash(target) == sha256:
        part.unlink()
        lock.keep(fetched)
        return FetchOutcome(entry.id, "unchanged", None, str(target), place.url, sha256)
    older = _set_aside(entry, folder, folder / known.file if known else target)
    os.replace(part, target)
    lock.keep(fetched)
    if older is not None:
        reason = f"it is another file than before; the earlier one is kept as {older.name}"
        return FetchOutcome(entry.id, "changed upstream", reason, str(target), place.url, sha256)
    return FetchOutcome(entry.id, "fetched", None, str(target), place.url, sha256)


def _is_as_recorded(folder: Path, known: Fetched) -> bool:
    path = folder / known.file
    return path.is_file() and _hash(path) == known.sha256


def _set_aside(entry: Entry, folder: Path, earlier: Path) -> Path | None:
    """Keep an earlier file, fetched or put there by a person, beside the new one."""
    if not earlier.is_file():
        return None
    older = folder / f"{entry.id}.{_hash(earlier)[:8]}{earlier.suffix}.old"
    os.replace(earlier, older)
    return older


def _look_at(part: Path, place: Download, answer: DownloadResult) -> None:
    with part.open("rb") as file:
        head = file.read(60_000)
    wrong = trouble(head, part.stat().st_size, place.format, answer.content_type)
    if wrong:
        part.unlink()
        raise FetchRefused(wrong[6:]) if wrong.startswith("wall: ") else Gone(wrong)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
