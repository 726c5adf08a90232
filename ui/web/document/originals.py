"""The file that a document was read from, if it is still there and unchanged, else the copy of its
bytes that the library keeps."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from kb.errors import EvidenciaError
from kb.models import Document
from kb.plain_files import plain_file
from kb.store import Library
from kb.store.originals import path_of
from kb.store.versioned_cache import VersionedCache

_MOST = 200_000_000  # bytes of an original that is shown or downloaded
_CHECKED: VersionedCache[str] = VersionedCache(64)


class OriginalGone(EvidenciaError):
    """The file is no longer the one that was read."""


@dataclass(frozen=True, slots=True)
class Original:
    """The place of the file, or the reason why there is none; ``suffix`` as in ``.pdf``."""

    path: Path | None = None
    sha256: str = ""
    suffix: str = ""
    missing: str = ""

    def read(self) -> bytes:
        """Its bytes, which have the document's hash. Raises ``OriginalGone``."""
        data = b""
        if self.path is not None:
            with suppress(OSError), _opened(self.path) as file:
                data = file.read(_MOST + 1)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OriginalGone("The file has changed or is gone. Open the page again.")
        return data


def original_of(library: Library, document: Document) -> Original:
    """The original of ``document``, or why it is missing. It has the document's hash."""
    paths = [
        Path(p) for p, state in library.sources().items()
        if state.doc_id == document.doc_id and state.sha256 == document.sha256
    ]  # fmt: skip
    kept = path_of(library, document.sha256)
    if kept is not None:
        paths.append(kept)
    if not paths:
        return Original(missing="the library does not know where its file is")
    missing = ""
    for path in paths:
        try:
            digest = _digest(path)
        except OSError:
            missing = missing or "its file is no longer where it was"
            continue
        if digest == document.sha256:
            return Original(path, digest, path.suffix.casefold())
        missing = "its file has changed since it was read; re-read it on the library page"
    return Original(missing=missing)


def _digest(path: Path) -> str:
    """The SHA-256 of a plain file, kept while the file stays as it is: the same size, times and
    place on the disk. Raises ``OSError``."""
    state = os.stat(path)
    if not stat.S_ISREG(state.st_mode) or state.st_size > _MOST:
        raise OSError(f"{path} is no file of at most {_MOST:,} bytes")
    marks = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, state.st_dev)
    return _CHECKED.of(0, f"{path}\x1f{marks}", lambda: _hashed(path))


def _hashed(path: Path) -> str:
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path) -> BufferedReader:
    """The file; one that is no plain file is not waited for. Raises ``OSError``."""
    return open(path, "rb", opener=plain_file)
