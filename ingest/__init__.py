"""Turns files and URLs into documents and passages, and adds them to the library."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from ingest.progress import Progress
    from ingest.report import IngestReport
    from kb import OpenLibrary
    from kb.store import Library

__all__ = ["ingest"]


def ingest(
    library: OpenLibrary | Library,
    paths: str | Path | Iterable[str | Path],
    *,
    overrides: Overrides | None = None,
    ocr: bool = False,
    jobs: int | None = None,
    progress: Progress | None = None,
    prune: bool = False,
    keep_originals: bool | None = None,
) -> IngestReport:
    """Read files and folders (recursively) into ``library`` and return the report.

    Unchanged files are skipped and changed files replaced. A document whose file is gone from a
    folder that is ingested again stays and is reported as missing, unless ``prune`` is true. A
    file that cannot be read does not stop the others: its outcome in the report has the reason.
    ``overrides`` states metadata, ``ocr`` has scanned pages recognised, ``jobs`` is the number of
    files read at the same time (default: by your cores). ``keep_originals`` says whether the bytes
    of the files are kept in the library's folder (default: as the settings say).

    Raises ``FileNotFoundError`` when a path does not exist, and ``LibraryBusy`` when another
    process is writing to the library.
    """
    from ingest.options import IngestOptions
    from ingest.pipeline import run
    from kb.store import Library

    store = library if isinstance(library, Library) else library.store
    given = [paths] if isinstance(paths, (str, Path)) else paths
    files = [Path(path).expanduser() for path in given]
    for file in files:
        if not os.path.lexists(file):
            raise FileNotFoundError(f"There is no file or folder {file}.")
    options = IngestOptions(ocr=ocr, keep_originals=keep_originals)
    return run(
        store, files, overrides=overrides, options=options, jobs=jobs, progress=progress,
        prune=prune,
    )  # fmt: skip
