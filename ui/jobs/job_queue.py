"""Starts, lists and cancels jobs."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from kb.errors import EvidenciaError
from kb.private_files import make_private_folder, private
from kb.settings import child_environment, home
from ui.jobs.model import KINDS, Job, Kind
from ui.jobs.store import is_id, read, request_stop, write
from ui.read_only import refuse_when_read_only

_KEPT = 40  # jobs that are remembered after they ended


class UnknownJob(EvidenciaError):
    """No job has that id."""


def start(kind: Kind, **arguments: Any) -> Job:
    """Start a job; work that is still under way is not started twice.

    ``ingest`` takes ``paths`` and ``again`` (also read unchanged files), ``fetch`` takes ``ids``
    of the catalogue, ``remove`` and ``link`` take ``doc_id``, ``rebuild`` and ``check`` nothing.
    Raises ``ReadOnly`` in read-only mode.
    """
    refuse_when_read_only()
    if kind not in KINDS:
        raise UnknownJob(f"{kind!r} is no kind of job; the kinds are {', '.join(KINDS)}")
    given = {k: [str(v) for v in value] if isinstance(value, (list, tuple)) else value
             for k, value in arguments.items()}  # fmt: skip
    for known in jobs():
        if known.active and (known.kind, known.arguments) == (kind, given) and not known.cancelling:
            return known
    _prune()
    made = Job(f"{time.time_ns():019d}-{secrets.token_hex(2)}", kind, given, started=time.time())
    folder = _folder() / made.id
    make_private_folder(folder)
    write(folder, made)
    _spawn(folder)
    return made


def jobs() -> list[Job]:
    """All jobs that are remembered, newest first."""
    try:
        names = sorted((n for n in os.listdir(_folder()) if is_id(n)), reverse=True)
    except OSError:
        return []
    return [found for n in names if (found := read(_folder() / n)) is not None]


def job(job_id: str) -> Job:
    """The job with this id. Raises ``UnknownJob``."""
    found = read(_folder() / job_id) if is_id(job_id) else None
    if found is None:
        raise UnknownJob(f"no job has the id {job_id!r}. Jobs that have ended are forgotten after "
                         f"{_KEPT} more")  # fmt: skip
    return found


def cancel(job_id: str) -> None:
    """Ask a job to stop; it does so at the next page or file. Raises ``UnknownJob`` and
    ``ReadOnly``."""
    refuse_when_read_only()
    request_stop(_folder() / job(job_id).id)


def _folder() -> Path:
    return home() / "jobs"


def _prune() -> None:
    """Forget old jobs that have ended."""
    for old in [j for j in jobs() if not j.active][_KEPT - 1 :]:
        shutil.rmtree(_folder() / old.id, ignore_errors=True)


def _spawn(folder: Path) -> None:
    """Start the job's process in its own session, so that stopping the app does not stop it."""
    with open(folder / "output", "wb", opener=private) as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "ui.jobs.job_process", str(folder)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=child_environment(KB_HOME=str(home())), start_new_session=True,
        )  # fmt: skip
    Thread(target=process.wait, name=f"job {folder.name}", daemon=True).start()
