"""Looks at SQLite's write-ahead log before SQLite does, which would drop what it cannot read."""

from __future__ import annotations

import struct
from pathlib import Path

from kb.errors import LibraryError

_HEADER = struct.Struct(">8I")  # magic, format, page size, checkpoint, 2 salts, 2 checksums
_MAGIC = (0x377F0682, 0x377F0683)  # words of the checksum are little-endian, big-endian


def log_of(file: Path) -> Path:
    """The log of the library in ``file``."""
    return file.with_name(f"{file.name}-wal")


def check_log(file: Path) -> None:
    """Raise ``LibraryError`` when there is a log that SQLite cannot read."""
    log = log_of(file)
    for _ in range(3):  # a process that writes may be writing the header now
        if _is_readable(log):
            return
    raise LibraryError(
        f"{log} is damaged. It holds the last changes of the library, and SQLite cannot read it. "
        f"Restore the library with `kb restore BACKUP`. Without a backup, move {log.name} to "
        "another folder: the library then opens as it was before these changes."
    )


def _is_readable(log: Path) -> bool:
    """True for no log, for an empty one, and where the header is as SQLite writes it."""
    try:
        with log.open("rb") as opened:
            header = opened.read(_HEADER.size)
    except FileNotFoundError:
        return True
    if not header.strip(b"\0"):
        return True
    if len(header) < _HEADER.size:
        return False
    magic, _, _, _, _, _, first, second = _HEADER.unpack(header)
    return magic in _MAGIC and _checksum(header[:24], magic & 1) == (first, second)


def _checksum(words: bytes, big: int) -> tuple[int, int]:
    """As https://www.sqlite.org/fileformat2.html#walformat defines it."""
    numbers = struct.unpack(f"{'>' if big else '<'}{len(words) // 4}I", words)
    one = two = 0
    for x, y in zip(numbers[::2], numbers[1::2], strict=True):
        one = (one + x + two) & 0xFFFFFFFF
        two = (two + y + one) & 0xFFFFFFFF
    return one, two
