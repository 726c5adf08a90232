"""How long the reading of one file may take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.settings import settings


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long the reading of one file may take: ``base_s`` and ``mb_s`` for each megabyte are
    processor time, ``wait_factor`` times as much may pass by the clock."""

    base_s: float
    mb_s: float
    wait_factor: float

    @classmethod
    def of_settings(cls, *, ocr: bool = False) -> TimeLimit:
        """The limit of the settings; more where scans are recognised (``ocr``)."""
        limits = settings().ingest
        mb_s = limits.work_mb_s + (limits.ocr_mb_s if ocr else 0.0)
        return cls(limits.work_s, mb_s, limits.wait_factor)

    def seconds(self, path: Path) -> float:
        """Processor seconds that the file at ``path`` may take."""
        try:
            megabytes = path.stat().st_size / 1_000_000
        except OSError:
            megabytes = 0.0
        return self.base_s + self.mb_s * megabytes
