"""The originals: the bytes of each ingested file, kept by their hash in the library's folder.

A kept original shows the pages of a document whose file has moved, and lets it be read again. Each
is ``originals/ab/abcdef….pdf``: 0600 in folders of 0700, named by the SHA-256 of its bytes and by
the format of its document. Callers that keep or discard hold the writer's lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import select

from kb.errors import LibraryError
from kb.plain_files import plain_file
from kb.private_files import file_sizes, make_private_folder, sync_folder
from kb.store.db_errors import disk_full, is_full
from kb.store.schema import documents

if TYPE_CHECKING:
    from kb.store.reader import Reader

FOLDER = "originals"
_SUFFIXES = {
    "pdf": ".pdf",
    "uslm": ".xml",
    "statute": ".txt",
    "statute-html": ".html",
    "html": ".html",
    "markdown": ".md",
    "text": ".txt",
    "docx": ".docx",
    "epub": ".epub",
}
_BLOCK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")


def path_of(library: Reader, sha256: str) -> Path | None:
    """The kept original with that hash, or ``None`` where none is kept. Its bytes are not checked:
    a reader of it compares their hash."""
    if not _HASH.fullmatch(sha256):
        return None
    with contextlib.suppress(OSError):
        for entry in os.scandir(library.home / FOLDER / sha256[:2]):
            if entry.name.partition(".")[0] == sha256 and entry.is_file(follow_symlinks=False):
                return Path(entry.path)
    return None


def keep(library: Reader, sha256: str, form: str, file: Path) -> bool:
    """Keep the bytes of ``file`` as the original of a document of format ``form``.

    False where the file can no longer be read or has other bytes by now. On return the original
    is on the disk. Raises ``LibraryError`` when it cannot be written.
    """
    if path_of(library, sha256) is not None:
        return True
    try:
        source = open(file, "rb", opener=plain_file)  # noqa: SIM115  closed below
    except OSError:
        return False
    with source:
        try:
            return _write(library.home / FOLDER, sha256, _SUFFIXES.get(form, ".bin"), source)
        except OSError as error:
            folder = library.home / FOLDER
            if is_full(library.home):
                raise LibraryError(disk_full(folder)) from error
            raise LibraryError(
                f"The original of {file.name!r} cannot be kept in {folder}: {error.strerror}. Free "
                "some space, or ingest with --no-keep-originals"
            ) from error


def discard_unused(library: Reader, hashes: Collection[str] | None = None) -> int:
    """Delete the originals, of ``hashes`` or of all, that no document of the library has. Without
    ``hashes``, also what an interrupted run left half written. Returns how many files went."""
    if hashes is None and library.damaged:
        return 0  # what a damaged document had may be needed to read it again
    paths = list(_files(library)) if hashes is None else [path_of(library, h) for h in hashes]
    named = {p.name.partition(".")[0]: p for p in paths if p is not None}
    for sha256 in _in_use(library, set(named)):
        del named[sha256]
    for path in named.values():
        with contextlib.suppress(OSError):  # a later run tries again
            path.unlink()
    return len(named)


def space_used(library: Reader) -> tuple[int, int]:
    """How many originals are kept, and their bytes."""
    sizes = list(file_sizes(library.home / FOLDER))
    return len(sizes), sum(sizes)


def kept(library: Reader) -> Iterator[Path]:
    """The files of all kept originals."""
    yield from sorted(_files(library))


def _files(library: Reader) -> Iterator[Path]:
    for base, _, names in os.walk(library.home / FOLDER):
        yield from (Path(base) / name for name in names)


def _in_use(library: Reader, hashes: set[str]) -> set[str]:
    column = documents.c.sha256
    with library.reading() as connection:
        if len(hashes) > 500:  # fewer than SQLite's limit of variables
            return hashes & set(connection.execute(select(column)).scalars())
        return set(connection.execute(select(column).where(column.in_(hashes))).scalars())


def _write(folder: Path, sha256: str, suffix: str, source: BinaryIO) -> bool:
    """Copy ``source`` under its final name once its hash is right. Raises ``OSError``."""
    place = folder / sha256[:2]
    make_private_folder(place)
    handle, name = tempfile.mkstemp(dir=folder, prefix="part.")  # made with 0600
    part = Path(name)
    try:
        with open(handle, "wb") as target:
            digest = hashlib.sha256()
            while block := source.read(_BLOCK):
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        if digest.hexdigest() != sha256:
            return False
        os.replace(part, place / f"{sha256}{suffix}")
        sync_folder(place)
        return True
    finally:
        part.unlink(missing_ok=True)
