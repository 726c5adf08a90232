"""Checks a ZIP archive before it is unpacked: how many files, and how large they will be."""

from __future__ import annotations

import io
import zipfile

from kb.settings import settings


class ArchiveError(Exception):
    """The archive is damaged or would unpack to too much; the message says which."""


def check_archive(data: bytes) -> zipfile.ZipFile:
    """The open archive. Raises ``ArchiveError`` for a damaged or exploding one."""
    limits = settings().ingest
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ArchiveError(f"the archive inside the file is damaged ({error})") from error
    size = sum(e.file_size for e in entries)
    if len(entries) > limits.archive_files or size > limits.archive_mb * 1_000_000:
        raise ArchiveError(
            f"it would unpack to {len(entries):,} files of {size // 1_000_000:,} MB together; the "
            f"limit is {limits.archive_files:,} files of {limits.archive_mb:,} MB"
        )
    return archive
