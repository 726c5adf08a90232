"""The child process that reads files: receives a path, reads the file, sends the result."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

Work = Callable[..., Any]
_PROGRESS_EVERY_S = 0.2
TOO_MUCH_MEMORY = (
    "reading it takes more memory than allowed; split the file, or set KB_INGEST__MEMORY_MB to a "
    "higher number of megabytes"
)


def serve(pipe: Connection, memory: int) -> None:
    """The main loop of a child: receive a file, read it, send the result."""
    _limit_memory(memory)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its findings become our warnings
    last = 0.0
    while True:
        try:
            work, path = pipe.recv()
        except EOFError:
            return

        def progress(done: int, total: int) -> None:
            nonlocal last
            if time.monotonic() - last > _PROGRESS_EVERY_S or done == total:
                last = time.monotonic()
                pipe.send(("progress", (done, total)))

        pipe.send(_attempt(work, path, progress))


def _attempt(work: Work, path: Path, progress: Callable[[int, int], None]) -> tuple[str, Any]:
    try:
        return "result", work(path, progress=progress)
    except MemoryError:
        return "failure", TOO_MUCH_MEMORY
    except RecursionError:
        return "failure", "it is nested too deeply to be read; save it as PDF or text"
    except OSError as error:
        return "failure", f"the file cannot be read: {error.strerror or error}"
    except Exception as error:  # an error that a reader did not foresee concerns this file alone
        from kb.errors import EvidenciaError

        if isinstance(error, EvidenciaError):
            return "failure", str(error)
        return "failure", f"the reader failed on it ({type(error).__name__}: {str(error)[:200]})"


def _limit_memory(limit: int) -> None:
    """Limits this process's data to ``limit`` bytes, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
