"""Opens ZIP archives. Before one is unpacked: how many files it has, how large they will be."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from urllib.parse import unquote

from ingest.read.xml_parser import MarkupError
from kb.settings import settings

# What reading a part of an archive that is damaged, or its XML, may raise.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    MarkupError,
    NotImplementedError,  # an unusual compression
    OSError,
    RuntimeError,  # an entry behind a password
    ValueError,
)


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


def part_names(data: bytes) -> frozenset[str]:
    """The names in the archive, as ``normal_name`` gives them; none where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(names_of(archive))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def names_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """The names in the archive by their ``normal_name``; of two that are equal so, the first.

    A name that the archive does not mark as UTF-8, though it is, is found under both readings.
    """
    found: dict[str, str] = {}
    for name in archive.namelist():
        found.setdefault(normal_name(name), name)
        try:
            found.setdefault(normal_name(name.encode("cp437").decode("utf-8")), name)
        except UnicodeError:  # the usual case: it is marked rightly
            continue
    return found


def normal_name(name: str) -> str:
    """``name`` as names of parts are compared: whatever the letter case and the slashes, and
    whether its characters are escaped or composed."""
    plain = unquote(name).replace("\\", "/").lstrip("/")
    return unicodedata.normalize("NFC", plain).casefold()
