"""Finds the files to ingest under the given paths, in a stable order.

Whatever a folder holds, the search goes on: an entry that is no readable file is ``Skipped`` with
the reason.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from ingest.metadata.sidecar import SUFFIX
from kb.models import Skipped
from kb.settings import current
from kb.text.file_names import shown_name

READABLE = frozenset(
    ".pdf .xml .txt .text .md .markdown .htm .html .xhtml .docx .docm .dotx .dotm .epub".split()
)


VANISHED = "it vanished before it could be read"
_NO_FILES = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
    stat.S_IFDIR: "it is a folder, not a file",
}
_LINKED_FOLDER = (
    "it is a link to a folder, which is not followed; name the folder itself to read it"
)


def discover(paths: Iterable[Path], kept: Path | None = None) -> Iterator[Path | Skipped]:
    """Each file to read, once, folders recursively and by name; ``Skipped`` with the reason for a
    file that is not read and for a folder that cannot be opened.

    Hidden files, sidecars and what is in the folder ``kept`` (the library's own originals) are left
    out without mention. A file of an unknown type is skipped in
    a folder, and tried when ``paths`` names it.
    """
    seen: set[str] = set()
    own = os.path.join(os.path.realpath(kept), "") if kept else None
    for path in paths:
        in_folder = os.path.isdir(path)
        for found in _walk(path) if in_folder else iter([path]):
            if isinstance(found, Skipped):
                yield found
                continue
            real = os.path.realpath(found)
            if real in seen or found.name.endswith(SUFFIX) or (own and real.startswith(own)):
                continue
            seen.add(real)
            reason = _why_skipped(found, named=not in_folder)
            yield Skipped(str(found), reason) if reason else found


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """What is below ``folder``. Links to folders are not followed, so there are no loops; folders
    may be nested to any depth."""
    todo = [str(folder)]
    while todo:
        base = todo.pop()
        try:
            with os.scandir(base) as entries:
                shown = sorted((e for e in entries if not e.name.startswith(".")), key=_name)
        except OSError as error:
            yield Skipped(base, f"the folder cannot be read: {_explained(error)}")
            continue
        folders: list[str] = []
        for entry in shown:
            if _is_folder(entry):
                folders.append(entry.path)
            elif os.path.isdir(entry.path):
                yield Skipped(entry.path, _LINKED_FOLDER)
            else:
                yield Path(entry.path)
        todo += reversed(folders)


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _why_skipped(file: Path, *, named: bool) -> str | None:
    try:
        state = os.stat(file)
    except OSError as error:
        return _why_not_found(file, error)
    if not stat.S_ISREG(state.st_mode):
        return _NO_FILES.get(stat.S_IFMT(state.st_mode), "it is not a regular file")
    if state.st_size == 0:
        return "the file is empty"
    suffix = file.suffix.casefold()
    if suffix not in READABLE and not named:
        known = " ".join(sorted(READABLE))
        return (
            f"files with {f'the suffix {shown_name(suffix)}' if suffix else 'no suffix'} are not "
            f"read from folders (only {known}); name the file itself to try it"
        )
    if not os.access(file, os.R_OK):
        return "the file cannot be read: you have no permission; change its permissions"
    limit = _limit_mb(suffix)
    if state.st_size > limit * 1_000_000:
        return (
            f"the file has {state.st_size / 1_000_000:,.0f} MB, and the limit is {limit:,} MB; "
            f"split the file, or set KB_MAX_FILE_MB to a higher number of megabytes"
        )
    return None


def _why_not_found(file: Path, error: OSError) -> str:
    if error.errno == errno.ENOENT:
        link = os.path.islink(file)
        return "it is a link to a file that is gone" if link else VANISHED
    return f"the file cannot be read: {_explained(error)}"


def _explained(error: OSError) -> str:
    """What the system says, and what to do about it."""
    match error.errno:
        case errno.ELOOP:
            return "the link leads back to itself; delete it"
        case errno.ENAMETOOLONG:
            return "its path is longer than the system allows; move it to a folder higher up"
        case errno.EACCES | errno.EPERM:
            return "you have no permission; change its permissions"
        case errno.ENOENT:
            return "it vanished while it was looked for"
        case _:
            return f"{error.strerror or error}"


def _limit_mb(suffix: str) -> int:
    now = current()
    if now.max_file_mb is not None:
        return now.max_file_mb
    return now.ingest.pdf_mb if suffix == ".pdf" else now.ingest.other_mb
