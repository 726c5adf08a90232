"""Checks everything the library keeps: its file, its indexes, and on request the files it read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.progress import NoProgress, Progress
from ingest.read.source import file_sha256
from kb.errors import LibraryError
from kb.index.kept_index import FOLDER
from kb.store import originals
from kb.store.db_errors import disk_full, is_full
from kb.store.records import OUTDATED, REBUILD, CheckReport, Finding

if TYPE_CHECKING:
    from kb.store import Library

_DELETE = "Delete it, then run `kb ingest` on the file it was copied from, which keeps it again."
_VECTORS = "the vector index cannot be used"


def check(library: Library, *, deep: bool = False, progress: Progress | None = None) -> CheckReport:
    """Verify the library, and compare it with its indexes. ``deep`` also reads the original files
    where they still are, and compares their hashes.

    Raises ``LibraryError`` when the disk is too full to tell.
    """
    index, found, notes = _vector_index(library)
    report = library.check(index)
    if deep:
        compared = compare_originals(library, progress or NoProgress())
        notes += compared.notes
        found += compared.findings
    return replace(report, findings=(*report.findings, *found), notes=(*report.notes, *notes))


@dataclass(frozen=True, slots=True)
class _Ids:
    held: frozenset[str]

    def ids(self) -> set[str]:
        return set(self.held)


def _vector_index(
    library: Library,
) -> tuple[_Ids | None, tuple[Finding, ...], tuple[str, ...]]:
    """What the vector index holds, or why that cannot be told."""
    from kb.index.health import check_health

    if not library.writable:
        note = "The vector index was not checked: Chroma opens it only where it may be written."
        return None, (), (note,)
    try:
        key = library.encoder_key()
    except LibraryError:
        return None, (), ()  # the check of the library finds out why
    if key is None:
        return None, (), ()
    if not (library.home / FOLDER).is_dir():
        return None, (Finding(_VECTORS, "its folder is missing", REBUILD),), ()
    health = check_health(library.home / FOLDER, key)
    if not health.ok and is_full(library.home):
        raise LibraryError(disk_full(library.home / FOLDER))
    if not health.ok:
        return None, (Finding(_VECTORS, health.reason, REBUILD),), ()
    return _Ids(health.ids), (), ()


def compare_originals(library: Library, progress: Progress) -> CheckReport:
    """Reads the files that gave documents again, and compares their hashes with the stored ones.
    A file that was changed or moved since is a note: its document is as it was read."""
    states = [s for s in library.sources().values() if s.doc_id is not None]
    progress.total(len(states))
    same, changed, gone = 0, [], []
    for number, state in enumerate(sorted(states, key=lambda s: s.path), 1):
        progress.doing(Path(state.path).name, 0, 1)
        try:
            is_same = file_sha256(Path(state.path)) == state.sha256
        except OSError:
            gone.append(state.path)
        else:
            same += is_same
            if not is_same and state.status != OUTDATED:
                changed.append(state.path)
        progress.done(number, 0, 0.0)
    notes = [f"{same} of {len(states)} files are as they were read."]
    notes += [
        f"{path} has changed since it was read. `kb ingest` reads it again, or says why it cannot."
        for path in changed
    ]
    notes += library.outdated()
    notes += [f"{path} is gone or cannot be read. Its document is kept." for path in gone]
    return CheckReport(tuple(_kept(library)), tuple(notes))


def _kept(library: Library) -> Iterator[Finding]:
    """Originals in the library's folder whose bytes are not those that their name says."""
    for path in originals.kept(library):
        try:
            is_same = file_sha256(path) == path.name.partition(".")[0]
        except OSError as error:
            yield Finding("a kept original cannot be read", f"{path}: {error.strerror}", _DELETE)
            continue
        if not is_same and not path.name.startswith("part."):
            yield Finding("a kept original is damaged", str(path), _DELETE)
