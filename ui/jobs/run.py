"""The process of a job: ``python -m ui.jobs.run FOLDER``."""

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
    """Do the job of a folder; its state says how it ended."""
    from filelock import FileLock

    job = read(folder)
    if job is None or not job.active:
        return 2
    with suppress(OSError, AttributeError):
        os.nice(5)  # searching goes before
    with FileLock(str(folder / "alive.lock"), timeout=10):
        told = JobProgress(folder, job)
        told.change(pid=os.getpid(), status="running")
        return _do(told)


def _do(told: JobProgress) -> int:
    from ui.jobs.work import WORK

    try:
        told.check()
        WORK[told.job.kind](told, **told.job.arguments)
    except Cancelled:
        told.change(status="cancelled", ended=time.time())
        return 0
    except EvidenciaError as error:
        told.note(str(error))
    except Exception as error:  # the state must say that it failed, whatever it was
        traceback.print_exc()
        told.note(f"it failed through a fault of the program: {type(error).__name__}: {error}")
    else:
        status = "cancelled" if told.stopped() and told.job.done < told.job.total else "finished"
        told.change(status=status, ended=time.time(), doing="")
        return 0
    told.change(status="failed", ended=time.time())
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
