"""Finds the files to ingest under the given paths, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.metadata.sidecar import SUFFIX
from kb.models import Skipped
from kb.settings import current

READABLE = frozenset(
    ".pdf .xml .txt .text .md .markdown .htm .html .xhtml .docx .docm .dotx .dotm .epub".split()
)


def discover(paths: Iterable[Path]) -> Iterator[Path | Skipped]:
    """Each file to read, once, folders recursively and by name; ``Skipped`` with the reason for a
    file that is not read.

    Hidden files and sidecars are left out without mention. A file of an unknown type is skipped in
    a folder, and tried when ``paths`` names it.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _walk(path) if path.is_dir() else iter([path])
        for file in found:
            real = file.resolve()
            if real in seen or file.name.endswith(SUFFIX):
                continue
            seen.add(real)
            reason = _why_skipped(file, named=not path.is_dir())
            yield Skipped(str(file), reason) if reason else file


def _walk(folder: Path) -> Iterator[Path]:
    """Files below ``folder``; links to folders are not followed, so there are no loops."""
    for base, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(base) / name


def _why_skipped(file: Path, *, named: bool) -> str | None:
    try:
        if not file.is_file():
            return "it is not a regular file but a pipe, a device or a broken link"
        size = file.stat().st_size
    except OSError as error:
        return f"the file cannot be read: {error.strerror}; check its permissions"
    if size == 0:
        return "the file is empty"
    suffix = file.suffix.casefold()
    if suffix not in READABLE and not named:
        known = " ".join(sorted(READABLE))
        return (
            f"files with {f'the suffix {suffix}' if suffix else 'no suffix'} are not read from "
            f"folders (only {known}); name the file itself to try it"
        )
    limit = _limit_mb(suffix)
    if size > limit * 1_000_000:
        return (
            f"the file has {size / 1_000_000:,.0f} MB, and the limit is {limit:,} MB; split the "
            f"file, or set KB_MAX_FILE_MB to a higher number of megabytes"
        )
    return None


def _limit_mb(suffix: str) -> int:
    now = current()
    if now.max_file_mb is not None:
        return now.max_file_mb
    return now.ingest.pdf_mb if suffix == ".pdf" else now.ingest.other_mb
