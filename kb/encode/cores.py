"""How many processor cores this process may use."""

from __future__ import annotations

import os

_MOST = 16  # beyond this memory, not arithmetic, is the limit


def available_cores() -> int:
    """Processor cores this process may use, at least 1, at most 16."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(count or 1, _MOST))
