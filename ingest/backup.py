"""Writes a backup: one ZIP file with the library and the files that belong to it.

The library is copied as it is at one moment, while other processes may write. What can be made
again, such as the vector index, is left out. ``manifest.json`` names every file with its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ingest.progress import NoProgress, Progress
from kb import __version__
from kb.errors import LibraryDamaged, LibraryError, QueryError
from kb.plain_files import plain_file
from kb.store import FILE, last_change
from kb.store.db_errors import disk_error, disk_full
from kb.store.records import CheckReport
from kb.store.snapshot import copy_library

if TYPE_CHECKING:
    from kb.store import Library

MANIFEST = "manifest.json"
FOLDERS = ("originals", "uploads", "fetched")  # of the library's folder: files that were read
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: ``files`` has the SHA-256 of each, ``made`` the time of the copy, and
    ``evidencia`` the version that wrote it."""

    made: str
    evidencia: str
    documents: int
    files: dict[str, str]

    def as_json(self) -> str:
        """The text of ``manifest.json``."""
        return json.dumps(asdict(self), indent=1)

    @staticmethod
    def parse(text: bytes) -> Manifest:
        """The manifest of that text. Raises ``ValueError``, ``KeyError`` or ``TypeError``."""
        held = json.loads(text)
        files = {str(name): str(digest) for name, digest in held["files"].items()}
        return Manifest(str(held["made"]), str(held["evidencia"]), int(held["documents"]), files)


def write_backup(
    library: Library,
    file: Path,
    *,
    originals: bool = True,
    force: bool = False,
    progress: Progress | None = None,
) -> Manifest:
    """Write a backup of ``library`` to ``file``, and verify it. With ``originals`` it also holds
    the files in the library's folder that documents were read from. ``file`` appears whole or not
    at all.

    Raises ``QueryError`` when ``file`` exists and ``force`` is false, ``LibraryDamaged`` when the
    library is not as it was written, and ``LibraryError`` when the backup cannot be written.
    """
    progress = progress or NoProgress()
    file = Path(os.path.abspath(file))
    if file.is_dir():
        raise QueryError(f"{file} is a folder. Give the name of a file, such as {file}/kb.zip.")
    if file.exists() and not force:
        raise QueryError(f"{file} exists. Give another name, or --force to replace it.")
    progress.total(3)
    with _work_folder(file) as folder:
        known = last_change.noted(library.home)
        copy_library(
            library,
            folder / FILE,
            lambda done, total: progress.doing("copying the library", done, total),
        )
        if known is not None:
            last_change.note(folder, known)  # the copy has at least these changes
        documents = _verified(folder, library)
        progress.done(1, 0, 0.0)
        part = folder / "backup"
        made = datetime.now(UTC).isoformat(timespec="seconds")
        names = [FILE, *(_names(library.home) if originals else ())]
        files = _write(part, library.home, folder, names, progress)
        manifest = Manifest(made, __version__, documents, files)
        with zipfile.ZipFile(part, "a") as target:
            target.writestr(MANIFEST, manifest.as_json())
        progress.done(2, 0, 0.0)
        _verify(part, progress)
        progress.done(3, 0, 0.0)
        with part.open("r+b") as written:  # Windows syncs only what it may write
            os.fsync(written.fileno())
        os.replace(part, file)
    return manifest


@contextmanager
def _work_folder(file: Path) -> Iterator[Path]:
    """A folder beside ``file`` for what is half written. Errors of the disk become ours."""
    folder = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        folder.mkdir(mode=0o700)
        yield folder
    except sqlite3.Error as error:
        if "full" in str(error):
            raise LibraryError(disk_full(file)) from error
        raise LibraryError(f"{file} cannot be written: {error}.") from error
    except OSError as error:
        raise disk_error(file, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _verified(folder: Path, library: Library) -> int:
    """How many documents the copy has. Raises ``LibraryDamaged`` when it is not sound."""
    from kb.store import Library as Opened

    copy = Opened.open(folder, create=False)
    try:
        report = copy.check(None)
        if not report.only_derived:
            raise LibraryDamaged(
                f"The library in {library.home} is damaged, and no backup was written: "
                f"{damage_in(report)}. `kb check` says what to do."
            )
        return len(copy.documents())
    finally:
        copy.close()


def damage_in(report: CheckReport) -> str:
    """The first thing that is damaged, and how many more are."""
    more = f" (and {len(report.findings) - 1} more)" if len(report.findings) > 1 else ""
    return f"{report.findings[0]}{more}"


def _names(home: Path) -> Iterator[str]:
    """The files in the library's folder that documents were read from, by their path in it."""
    for folder in FOLDERS:
        for place, _, names in os.walk(home / folder):
            for name in sorted(names):
                path = Path(place) / name
                if path.is_file() and not path.is_symlink() and not name.startswith("part."):
                    yield path.relative_to(home).as_posix()


def _write(
    part: Path, home: Path, folder: Path, names: list[str], progress: Progress
) -> dict[str, str]:
    """Write the files into the archive; their hashes by name. A file that is gone meanwhile, with
    the document it belonged to, is left out."""
    hashes = {}
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as target:
        for number, name in enumerate(names):
            progress.doing("writing the files", number, len(names))
            try:
                path = (folder if name == FILE else home) / name
                source = open(path, "rb", opener=plain_file)  # noqa: SIM115  closed below
            except FileNotFoundError:
                continue
            with source, target.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                hashes[name] = copy_hashed(source, member)
    return hashes


def copy_hashed(source: IO[bytes], target: IO[bytes] | None) -> str:
    """Copy all of ``source`` to ``target``, if given; the SHA-256 of what was read."""
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
        if target is not None:
            target.write(block)
    return digest.hexdigest()


def _verify(part: Path, progress: Progress) -> None:
    """Read the archive again. Raises ``LibraryError`` when it is not as it was written."""
    with zipfile.ZipFile(part) as written:
        manifest = Manifest.parse(written.read(MANIFEST))
        for number, (name, digest) in enumerate(manifest.files.items()):
            progress.doing("verifying the backup", number, len(manifest.files))
            with written.open(name) as member:
                if copy_hashed(member, None) != digest:
                    raise LibraryError(
                        f"The disk did not keep {name} as it was written. Check the disk, and "
                        "write the backup to another one."
                    )
