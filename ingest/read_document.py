"""Reads one file and settles its metadata and id."""

from __future__ import annotations

from ingest.metadata.settle import Overrides, settle
from ingest.read.formats import read_source
from ingest.read.source import PartProgress, ReadResult, Source, no_progress
from kb.models import Skipped


def read_document(
    source: Source,
    progress: PartProgress = no_progress,
    *,
    overrides: Overrides | None = None,
    ocr: bool = False,
) -> ReadResult:
    """Read ``source`` with the reader for its format and settle its metadata and id.

    ``ocr`` has pages without text recognised by Tesseract.
    """
    result = read_source(source, progress, ocr=ocr)
    if isinstance(result, Skipped):
        return result
    return settle(result, source, overrides)
