"""Options of one ingestion. Whatever changes its result is part of ``key``."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.settings import ChunkSettings, settings

READERS = "read-3"  # raise when a reader's result changes, so that files are read again


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How to read files.

    How to cut documents, whether to recognise scanned pages (``ocr``), whether to keep the bytes of
    the files (``keep_originals``; ``None``: as the settings say), and how many passages are encoded
    together before their documents are published (``batch``).
    """

    chunk: ChunkSettings = field(default_factory=lambda: settings().chunk)
    ocr: bool = False
    keep_originals: bool | None = None
    batch: int = field(default_factory=lambda: settings().ingest.batch)

    @property
    def keeps_originals(self) -> bool:
        """Whether the bytes of the files are kept."""
        return settings().keep_originals if self.keep_originals is None else self.keep_originals

    @property
    def key(self) -> str:
        """Names the readers and the chunking; a document made under another key is made again."""
        return f"{READERS}|{self.chunk.key}|{'ocr' if self.ocr else 'text'}"
