"""Puts a library back from a backup. The present one is kept aside; nothing is deleted."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from ingest.backup import FOLDERS, MANIFEST, Manifest, copy_hashed, damage_in
from ingest.progress import NoProgress, Progress
from ingest.vector_index import sync_vectors
from kb.errors import LibraryBusy, LibraryDamaged, LibraryError, QueryError
from kb.private_files import make_private_folder, sync_folder
from kb.store import FILE, Library, last_change
from kb.store.db_errors import disk_error, disk_full
from kb.store.lock import writing

_ABANDONED_S = 86_400  # the age of a folder that no restore still uses
_SQLITE = b"SQLite format 3\0"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError,
               NotImplementedError, RuntimeError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. ``made`` is when the backup was written, ``files`` how many files came
    back beside the library, and ``aside`` where the library is that was there before."""

    documents: int
    made: str | None
    files: int
    aside: Path | None


def restore_backup(home: Path, file: Path, progress: Progress | None = None) -> Restored:
    """Put the library in the folder ``home`` back as the backup ``file`` has it. ``file`` may also
    be a library's SQLite file. The backup is verified before anything is touched.

    Raises ``QueryError`` when there is no such file, ``LibraryDamaged`` when the backup is damaged,
    ``LibraryBusy`` when another process has the library open, and ``LibraryError`` when a newer
    version of Evidencia made it or the disk is full.
    """
    progress = progress or NoProgress()
    if not file.is_file():
        raise QueryError(f"There is no file {file}.")
    progress.total(2)
    with _work_folder(home) as folder:
        manifest = _unpack(file, folder, progress)
        documents, changes, derived = _verified(folder, file)
        progress.done(1, 0, 0.0)
        with writing(home):
            aside = _put_aside(home)
            os.replace(folder / FILE, home / FILE)
            sync_folder(home)
            last_change.note(home, changes, anew=True)
            files = _put_files(home, folder)
            progress.note("The library is back. Its vector index is built again.")
            library = Library.open(home)
            try:
                if not derived:
                    library.rebuild_lexical()
                    library.rebuild_facts()
                sync_vectors(library, from_scratch=True)
            finally:
                library.close()
    return Restored(documents, manifest.made if manifest else None, files, aside)


@contextmanager
def _work_folder(home: Path) -> Iterator[Path]:
    """A folder in ``home`` for what is unpacked. Those that killed restores left long ago are
    removed. Errors of the disk become ours."""
    for abandoned in home.glob(".restore-*"):
        with suppress(OSError):  # another restore may be removing it
            if time.time() - abandoned.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(abandoned)
    folder = home / f".restore-{secrets.token_hex(4)}"
    try:
        make_private_folder(folder)
        yield folder
    except OSError as error:
        raise disk_error(home / FILE, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(file: Path, folder: Path, progress: Progress) -> Manifest | None:
    """Unpack a backup and verify every file of it; a library's own file is copied."""
    with file.open("rb") as opened:
        is_library = opened.read(len(_SQLITE)) == _SQLITE
    if is_library:
        shutil.copyfile(file, folder / FILE)
        with suppress(FileNotFoundError):  # the last changes of a file that was not closed
            shutil.copyfile(f"{file}-wal", folder / f"{FILE}-wal")
        return None
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.parse(archive.read(MANIFEST))
            _must_have_room(file, folder, sum(i.file_size for i in archive.infolist()))
            for number, (name, digest) in enumerate(manifest.files.items()):
                progress.doing("verifying the backup", number, len(manifest.files))
                target = folder / _safe(name)
                make_private_folder(target.parent)
                handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with archive.open(name) as member, os.fdopen(handle, "wb") as written:
                    if copy_hashed(member, written) != digest:
                        raise ValueError(f"{name} is not as it was written")
    except _UNREADABLE as error:
        raise LibraryDamaged(
            f"{file} is damaged or is not a backup: {error}. Nothing was changed. Use another "
            "backup."
        ) from error
    if FILE not in manifest.files:
        raise LibraryDamaged(f"{file} is not a backup of a library: it has no {FILE}.")
    return manifest


def _must_have_room(file: Path, folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size:
        raise LibraryError(
            f"{file} needs {size / 1e6:,.0f} MB, and the disk of {folder.parent} has less. Free "
            "some space and run the command again. Nothing was changed."
        )


def _safe(name: str) -> PurePosixPath:
    """The path of a file in a backup. Raises ``ValueError`` for one outside its places."""
    path = PurePosixPath(name)
    plain = all(part not in ("", ".", "..") for part in name.split("/")) and "\\" not in name
    if name != FILE and not (plain and "\0" not in name and path.parts[0] in FOLDERS):
        raise ValueError(f"it holds a file {name!r}, which no backup has")
    return path


def _verified(folder: Path, file: Path) -> tuple[int, int, bool]:
    """How many documents and changes the unpacked library has, and whether its indexes are sound.
    Brings it up to date where an older version made it. Raises ``LibraryDamaged``."""
    library = Library.open(folder, create=False)
    try:
        report = library.check(None)
        if not report.only_derived:
            raise LibraryDamaged(
                f"The library in {file} is damaged: {damage_in(report)}. Nothing was changed. Use "
                "another backup."
            )
        changes = int(library.setting("changes") or 0)
        return len(library.documents()), changes, report.clean
    finally:
        library.close()


def _put_aside(home: Path) -> Path | None:
    """Keep the present library under a dated name. Its place still has it until the restored one
    takes it. Raises ``LibraryBusy`` when another process has it open."""
    file = home / FILE
    if not file.exists():
        return None
    folder = home / f"before-restore-{datetime.now():%Y-%m-%d-%H%M%S}"
    _must_be_unused(file)
    folder.mkdir(mode=0o700)
    try:
        os.link(file, folder / FILE)
    except OSError:  # a file system without hard links
        shutil.copy2(file, folder / FILE)
    for ending in ("-wal", "-shm"):  # of a damaged library; SQLite would read them with the new one
        with suppress(FileNotFoundError):
            os.rename(f"{file}{ending}", folder / f"{FILE}{ending}")
    return folder / FILE


def _must_be_unused(file: Path) -> None:
    """Raise ``LibraryBusy`` when a process has the library open. Its log is moved into the file."""
    address = f"file:{quote(os.fsencode(file))}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=1.0)) as raw:
            raw.execute("PRAGMA locking_mode = EXCLUSIVE")
            raw.execute("PRAGMA journal_mode = DELETE")  # only the one process that has it open can
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(
                f"Another process has the library in {file.parent} open, perhaps the app. Stop it "
                "and run the command again. Nothing was changed."
            ) from error
        if "full" in str(error):
            raise LibraryError(disk_full(file)) from error
    except sqlite3.DatabaseError:
        pass  # it is damaged, and kept as it is


def _put_files(home: Path, folder: Path) -> int:
    """Move what was unpacked beside the library to its place. A file that is there stays."""
    count = 0
    for name in FOLDERS:
        for place, _, names in os.walk(folder / name):
            for each in names:
                source = Path(place) / each
                target = home / source.relative_to(folder)
                make_private_folder(target.parent)
                if not target.exists():
                    os.replace(source, target)
                    count += 1
    return count
