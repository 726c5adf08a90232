"""Reads and chunks one file; runs in a guarded child process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.chunk import chunk
from ingest.read.source import Progress, Source, no_progress
from ingest.settings import IngestSettings
from kb.models import Document, Passage, Skipped

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.tokens import TokenCounter


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document read and chunked, ready to be encoded and published."""

    document: Document
    passages: tuple[Passage, ...]


def prepare(
    path: Path,
    settings: IngestSettings,
    overrides: Overrides | None = None,
    progress: Progress = no_progress,
) -> Prepared | Skipped:
    """Read ``path`` and chunk what was read; ``Skipped`` with the reason when it cannot be."""
    from ingest.read_document import read_document

    source = Source.load(path)
    document = read_document(source, progress, overrides=overrides, ocr=settings.ocr)
    if isinstance(document, Skipped):
        return document
    passages, left_out = chunk(document, _tokens(), settings.chunk)
    if not passages:
        return Skipped(str(path), "no text to search in it: expected prose, found only headings")
    document = replace(document, left_out=document.left_out + left_out, generation=settings.key)
    return Prepared(document, passages)


@lru_cache(maxsize=1)
def _tokens() -> TokenCounter:
    from kb.encode.tokens import default_counter

    return default_counter()
