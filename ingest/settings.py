"""Settings of an ingestion; whatever changes its result is part of ``key``."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.settings import ChunkSettings, settings

READERS = "read-2"  # raise when a reader's result changes, so that files are read again


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """``batch`` is how many passages are encoded together before their documents are published;
    ``time_s`` and ``memory_bytes`` bound the reading of one file in its child process."""

    chunk: ChunkSettings = field(default_factory=lambda: settings().chunk)
    ocr: bool = False
    batch: int = 256
    time_s: float = 55.0
    memory_bytes: int = 1_800_000_000

    @property
    def key(self) -> str:
        """Names the readers and the chunking; a document made under another key is made again."""
        return f"{READERS}|{self.chunk.key}|{'ocr' if self.ocr else 'text'}"
