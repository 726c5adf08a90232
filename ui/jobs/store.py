"""The folder of a job: its state, whether its process is alive, and a request to stop it.

KB_HOME/jobs/ID/state.json   the state, replaced whole
KB_HOME/jobs/ID/alive.lock   held by the job's process; the system frees it when that dies
KB_HOME/jobs/ID/cancel       a request to stop
KB_HOME/jobs/ID/output       what the process printed, to examine unexpected errors
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import replace
from pathlib import Path

from kb.private_files import private
from ui.jobs.model import Job

_ID = re.compile(r"[0-9]{19}-[0-9a-f]{4}")
_GRACE_S = 60.0  # a process that has not written its id by then never began
ENDED_EARLY = (
    "it stopped early: its process is gone. What it had finished is kept; start it again to do "
    "the rest"
)


def is_id(name: str) -> bool:
    """True for the name of a job's folder, as ``start`` makes it."""
    return _ID.fullmatch(name) is not None


def write(folder: Path, job: Job) -> None:
    """Replace the state; a reader sees the old or the new one."""
    part = folder / "state.part"
    with open(part, "w", encoding="utf-8", opener=private) as opened:
        opened.write(json.dumps(job.as_json()))
    os.replace(part, folder / "state.json")


def read(folder: Path) -> Job | None:
    """The job in a folder, ``None`` where there is no readable state. A job whose process died
    without recording it has failed."""
    job = _state(folder)
    if job is None:
        return None
    job = replace(job, cancelling=(folder / "cancel").exists())
    if not job.active or _is_alive(folder, job):
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


def _is_alive(folder: Path, job: Job) -> bool:
    from filelock import FileLock, Timeout

    if job.pid is None:
        # Either way: a clock that ran ahead when the job began must not keep it alive.
        return abs(time.time() - job.started) < _GRACE_S
    lock = FileLock(str(folder / "alive.lock"), mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def request_stop(folder: Path) -> None:
    """Ask the job to stop."""
    (folder / "cancel").touch(mode=0o600)


def stop_requested(folder: Path) -> bool:
    """True when the job was asked to stop."""
    return (folder / "cancel").exists()
