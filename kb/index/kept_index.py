"""The Chroma index of a library: where it is, what it was made from, and whether it can be trusted.

The verdict on an index is kept beside it, so that a child process examines each of its states once.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.index.chroma import generation_folder
from kb.private_files import private

if TYPE_CHECKING:
    from kb.store import Library

FOLDER = "chroma"  # in the library's folder
VERDICT = "chroma.checked"
WRITING = "chroma.writing"  # is there while the index is written: a process that died leaves it
SYNCED = "vector index synced"  # stored value: what `synced_with` gives
_DATABASE, _KEPT = ".sqlite3", ".pickle"
_GRAPH = (".bin", _KEPT)
BEHIND = "it is behind the documents, as it is until an ingestion ends"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found of the index in this ``state``: how many passages it holds, and the
    ``fault`` that makes it unusable, or nothing."""

    state: str
    passages: int = 0
    fault: str = ""


def synced_with(library: Library, passages: int | None) -> str:
    """Names the version of the library that an index of so many ``passages`` was made from."""
    return f"{library.stored_version()}, {'' if passages is None else passages}"


def is_synced(library: Library) -> bool:
    """True where the index was made from the present version of the library."""
    return (library.setting(SYNCED) or "").startswith(synced_with(library, None))


def state_of(library: Library, generation_key: str) -> str:
    """Names the present state of the library's index by what it was made from and by its files;
    nothing where there is no index.

    Chroma touches its database whenever it is opened, and the files of a graph that is so small
    that it keeps none: only their sizes count.
    """
    files = sorted(generation_folder(library.home / FOLDER, generation_key).rglob("*.*"))
    timed = _GRAPH if any(path.suffix == _KEPT for path in files) else ()
    parts: list[str] = []
    with suppress(OSError):
        for path in files:
            if path.suffix in (*_GRAPH, _DATABASE):
                about = path.stat()
                time = about.st_mtime_ns if path.suffix in timed else 0
                parts.append(f"{path.name} {about.st_size} {time}")
        return "; ".join((library.setting(SYNCED) or "", *parts)) if parts else ""
    return ""


def fault_of(library: Library, generation_key: str) -> str:
    """Why the index of the library cannot be used, or nothing where it can. A state that was not
    examined before is examined in a child process, which may take some seconds."""
    state = state_of(library, generation_key)
    if not state:
        return "its folder is missing or cannot be read"
    if not is_synced(library) or (library.home / WRITING).exists():
        return BEHIND
    verdict = _kept(library.home / VERDICT)
    if verdict is None or verdict.state != state:
        verdict = _examine(library.home, generation_key, state)
    if not verdict.fault and library.setting(SYNCED) != synced_with(library, verdict.passages):
        return f"it holds {verdict.passages:,} passages, which is not what was written"
    return verdict.fault


def _examine(home: Path, generation_key: str, state: str) -> Verdict:
    from kb.index.health import check_health

    health = check_health(home / FOLDER, generation_key)
    verdict = Verdict(state, len(health.ids), health.reason)
    with suppress(OSError), open(home / VERDICT, "w", opener=private) as file:
        json.dump(asdict(verdict), file)  # where it is not kept, it is examined again
    return verdict


def _kept(file: Path) -> Verdict | None:
    try:
        return Verdict(**json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
