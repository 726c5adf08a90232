"""The process of a job: ``python -m ui.jobs.job_process FOLDER``."""

from __future__ import annotations

import os
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from kb.errors import EvidenciaError
from ui.jobs.job_progress import Cancelled, JobProgress
from ui.jobs.store import read


def main(folder: Path) -> int:
    """Do the job of a folder and write how it ended into its state. Returns the exit code."""
    from filelock import FileLock

    job = read(folder)
    if job is None or not job.active:
        return 2
    with suppress(OSError, AttributeError):
        os.nice(5)  # searching has priority
    with FileLock(str(folder / "alive.lock"), timeout=10, mode=0o600):
        progress = JobProgress(folder, job)
        progress.change(pid=os.getpid(), status="running")
        return _do(progress)


def _do(progress: JobProgress) -> int:
    from ui.jobs.job_kinds import WORK

    try:
        progress.check()
        WORK[progress.job.kind](progress, **progress.job.arguments)
    except Cancelled:
        progress.change(status="cancelled", ended=time.time())
        return 0
    except EvidenciaError as error:
        progress.note(str(error))
    except Exception as error:  # the state must show any failure
        traceback.print_exc()
        progress.note(
            f"it failed because of an error in the program: {type(error).__name__}: {error}"
        )
    else:
        status = (
            "cancelled"
            if progress.stopped() and progress.job.done < progress.job.total
            else "finished"
        )
        progress.change(status=status, ended=time.time(), doing="")
        return 0
    progress.change(status="failed", ended=time.time())
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
