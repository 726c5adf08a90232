"""The folder of a job: its state, whether its process lives, and the wish to cancel it.

KB_HOME/jobs/ID/state.json   the state, replaced whole
KB_HOME/jobs/ID/alive.lock   held by the job's process; the system frees it when that dies
KB_HOME/jobs/ID/cancel       someone asked it to stop
KB_HOME/jobs/ID/output       what the process printed, for a fault nobody foresaw
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path

from ui.jobs.model import Job

_ID = re.compile(r"[0-9]{19}-[0-9a-f]{4}")
_GRACE_S = 60.0  # a process that has not told of itself by then never began
ENDED_EARLY = (
    "it ended early: its process is gone; what it had finished is kept, and starting it again "
    "does the rest"
)


def is_id(name: str) -> bool:
    """True for the name of a job's folder, as ``start`` makes it."""
    return _ID.fullmatch(name) is not None


def write(folder: Path, job: Job) -> None:
    """Replace the state; a reader sees the old or the new one."""
    part = folder / "state.part"
    part.write_text(json.dumps(job.as_json(), ensure_ascii=False), encoding="utf-8")
    os.replace(part, folder / "state.json")


def read(folder: Path) -> Job | None:
    """The job in a folder, ``None`` where there is none that can be read. One whose process died
    without saying so has failed."""
    job = _state(folder)
    if job is None:
        return None
    job = replace(job, cancelling=(folder / "cancel").exists())
    if not job.active or _lives(folder, job):
        return job
    again = _state(folder)  # it may have ended between the two looks
    if again is not None and not again.active:
        return again
    return replace(job, status="failed", notes=(*job.notes, ENDED_EARLY), ended=job.ended)


def _state(folder: Path) -> Job | None:
    try:
        return Job.of_json(json.loads((folder / "state.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _lives(folder: Path, job: Job) -> bool:
    from filelock import FileLock, Timeout

    if job.pid is None:
        return time.time() - job.started < _GRACE_S
    lock = FileLock(str(folder / "alive.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def ask_to_stop(folder: Path) -> None:
    """Ask the job to stop."""
    (folder / "cancel").touch()


def asked_to_stop(folder: Path) -> bool:
    """True when someone asked the job to stop."""
    return (folder / "cancel").exists()
