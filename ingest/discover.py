"""Finds the files to ingest under paths a person named, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.metadata.sidecar import SUFFIX
from kb.models import Skipped
from kb.settings import current

READABLE = frozenset(".pdf .xml .txt .text .md .markdown .htm .html .xhtml .docx .epub".split())
_TEXT_CAP = 100_000_000
_PDF_CAP = 500_000_000


def discover(paths: Iterable[Path]) -> Iterator[Path | Skipped]:
    """Each file to read once, folders recursively and by name; or why a file is not read.

    Hidden files, sidecars and, inside folders, files of other types are passed over: a file of
    another type is ``Skipped`` by its suffix, hidden ones and sidecars are not mentioned.
    """
    seen: set[Path] = set()
    for path in paths:
        found = _walk(path) if path.is_dir() else iter([path])
        for file in found:
            real = file.resolve()
            if real in seen or file.name.endswith(SUFFIX):
                continue
            seen.add(real)
            reason = _refused(file, named=not path.is_dir())
            yield Skipped(str(file), reason) if reason else file


def _walk(folder: Path) -> Iterator[Path]:
    """Files below ``folder``; links to folders are not followed, so there are no loops."""
    for base, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(base) / name


def _refused(file: Path, *, named: bool) -> str | None:
    try:
        if not file.is_file():
            return "expected a file, found a pipe, a device or a broken link"
        size = file.stat().st_size
    except OSError as error:
        return f"expected a file that can be read, found: {error.strerror}"
    if size == 0:
        return "the file is empty"
    suffix = file.suffix.casefold()
    if suffix not in READABLE and not named:
        known = " ".join(sorted(READABLE))
        return f"expected one of {known}, found {suffix or 'no suffix'}; name the file to try it"
    cap = _cap(suffix)
    if size > cap:
        return (
            f"expected at most {cap // 1_000_000} MB, found {size / 1_000_000:,.0f} MB; split the "
            f"file, or set KB_MAX_FILE_MB to a higher number of megabytes"
        )
    return None


def _cap(suffix: str) -> int:
    named = current().max_file_mb
    if named is not None:
        return named * 1_000_000
    return _PDF_CAP if suffix == ".pdf" else _TEXT_CAP
