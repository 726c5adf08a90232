"""Looks at a ZIP archive before it is unpacked: how many files, and how large they will be."""

from __future__ import annotations

import io
import zipfile

_MOST_FILES = 5_000
_MOST_BYTES = 300_000_000


class ArchiveError(Exception):
    """The archive is damaged or would unpack to too much; the message says which."""


def check_archive(data: bytes) -> zipfile.ZipFile:
    """The open archive. Raises ``ArchiveError`` for a damaged or exploding one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ArchiveError(f"expected a ZIP-based document, found damage: {error}") from error
    size = sum(e.file_size for e in entries)
    if len(entries) > _MOST_FILES or size > _MOST_BYTES:
        raise ArchiveError(
            f"expected at most {_MOST_FILES:,} files of {_MOST_BYTES // 1_000_000} MB together, "
            f"found {len(entries):,} of {size // 1_000_000:,} MB"
        )
    return archive
