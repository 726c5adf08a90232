"""Reads and chunks one file; runs in a guarded child process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.chunk import chunk
from ingest.legible_passages import legible_passages, why_illegible
from ingest.options import IngestOptions
from ingest.read.source import PartProgress, Source, no_progress
from ingest.read.text_limit import TooMuchText, check_length, text_limit
from ingest.storable import storable
from kb.models import Document, Passage, Skipped

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.tokens import TokenCounter


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document that is read and chunked, ready to be encoded and published."""

    document: Document
    passages: tuple[Passage, ...]


def prepare(
    path: Path,
    options: IngestOptions,
    overrides: Overrides | None = None,
    progress: PartProgress = no_progress,
) -> PreparedDocument | Skipped:
    """Read and chunk the file at ``path``; ``Skipped`` with the reason when that is impossible."""
    from ingest.read_document import read_document

    source = Source.load(path)
    try:
        with text_limit(len(source.data)):
            document = read_document(source, progress, overrides=overrides, ocr=options.ocr)
            if isinstance(document, Skipped):
                return document
            document = storable(document)
            check_length(len(document.text))
            passages, left_out = chunk(document, _token_counter(), options.chunk)
            searched = legible_passages(document, passages)
    except TooMuchText as error:
        return Skipped(str(path), str(error))
    if not passages:
        return Skipped(str(path), "it has headings but no text under them, so nothing to search")
    document, passages = searched
    if not passages:
        return Skipped(str(path), f"no readable text: {why_illegible(document)}")
    document = replace(document, left_out=document.left_out + left_out, generation=options.key)
    return PreparedDocument(document, passages)


@lru_cache(maxsize=1)
def _token_counter() -> TokenCounter:
    from kb.encode.tokens import default_counter

    return default_counter()
