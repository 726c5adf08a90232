"""Where pages start jobs, look at them and cancel them."""

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
from kb.settings import child_environment, home
from ui.jobs.model import KINDS, Job, Kind
from ui.jobs.store import ask_to_stop, is_id, read, write
from ui.read_only import refuse_when_read_only

_KEPT = 40


class NoSuchJob(EvidenciaError):
    """No job has that id."""


def start(kind: Kind, **arguments: Any) -> Job:
    """Start a job; the same work that is still going on is not started twice.

    ``ingest`` takes ``paths`` and ``again`` (read unchanged files anew), ``fetch`` takes ``ids``
    of the catalogue, ``remove`` and ``link`` take ``doc_id``, ``rebuild`` and
    ``check`` nothing. Raises
    ``ReadOnly`` where nothing may be written.
    """
    refuse_when_read_only()
    if kind not in KINDS:
        raise NoSuchJob(f"expected one of {', '.join(KINDS)}, found {kind!r}")
    told = {k: [str(v) for v in value] if isinstance(value, (list, tuple)) else value
            for k, value in arguments.items()}  # fmt: skip
    for known in jobs():
        if known.active and (known.kind, known.arguments) == (kind, told) and not known.cancelling:
            return known
    _prune()
    made = Job(f"{time.time_ns():019d}-{secrets.token_hex(2)}", kind, told, started=time.time())
    folder = _folder() / made.id
    folder.mkdir(parents=True)
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
    """The job with this id. Raises ``NoSuchJob``."""
    found = read(_folder() / job_id) if is_id(job_id) else None
    if found is None:
        raise NoSuchJob(f"expected the id of a job, found {job_id!r}; finished ones are forgotten "
                        f"after {_KEPT} more")  # fmt: skip
    return found


def cancel(job_id: str) -> None:
    """Ask a job to stop; it does so at the next page or file. Raises ``NoSuchJob`` and
    ``ReadOnly``."""
    refuse_when_read_only()
    ask_to_stop(_folder() / job(job_id).id)


def _folder() -> Path:
    return home() / "jobs"


def _prune() -> None:
    """Forget old jobs that have ended."""
    for old in [j for j in jobs() if not j.active][_KEPT - 1 :]:
        shutil.rmtree(_folder() / old.id, ignore_errors=True)


def _spawn(folder: Path) -> None:
    """The job's process: of its own session, so that stopping the app does not stop it."""
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "ui.jobs.run", str(folder)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            env=child_environment(KB_HOME=str(home())), start_new_session=True,
        )  # fmt: skip
    Thread(target=process.wait, name=f"job {folder.name}", daemon=True).start()
