"""The file that a document was read from, if it is still there and unchanged, else the copy of its
bytes that the library keeps."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from kb.models import Document
from kb.store import Library
from kb.store.originals import path_of
from kb.store.versioned_cache import VersionedCache

_MOST = 200_000_000  # bytes of an original that is read into memory
_CHECKED: VersionedCache[tuple[bytes, str]] = VersionedCache(4)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of the file, or the reason why there are none; ``suffix`` as in ``.pdf``."""

    data: bytes = b""
    suffix: str = ""
    missing: str = ""


def original_of(library: Library, document: Document) -> Original:
    """The original of ``document``, or why it is missing. Its bytes have the document's hash."""
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
            data, digest = _read(path)
        except OSError:
            missing = missing or "its file is no longer where it was"
            continue
        if digest == document.sha256:
            return Original(data, path.suffix.casefold())
        missing = "its file has changed since it was read; re-read it on the library page"
    return Original(missing=missing)


def _read(path: Path) -> tuple[bytes, str]:
    """The bytes of a plain file and their SHA-256, kept while size and time of the file stay as
    they are. Raises ``OSError``."""
    state = os.stat(path)
    if not stat.S_ISREG(state.st_mode) or state.st_size > _MOST:
        raise OSError(f"{path} is no file of at most {_MOST:,} bytes")
    key = f"{path}\x1f{state.st_size}\x1f{state.st_mtime_ns}"
    return _CHECKED.of(0, key, lambda: _hashed(path))


def _hashed(path: Path) -> tuple[bytes, str]:
    data = path.read_bytes()
    return data, hashlib.sha256(data).hexdigest()
