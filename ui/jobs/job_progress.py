"""The progress of a job, written to its state file."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.progress import Progress
from ui.jobs.model import Job, Result
from ui.jobs.store import stop_requested, write

_EVERY_S = 0.3  # seconds between writes of small steps


class Cancelled(Exception):
    """The job was asked to stop. Not an error: what was finished is kept."""


class JobProgress(Progress):
    """Keeps the state of a job up to date. Small steps are written a few times a second."""

    def __init__(self, folder: Path, job: Job) -> None:
        self.folder = folder
        self.job = job
        self._written = 0.0

    def change(self, *, at_once: bool = True, **fields: Any) -> None:
        """Change fields of the job's state."""
        self.job = replace(self.job, **fields)
        now = time.monotonic()
        if at_once or now - self._written > _EVERY_S:
            self._written = now
            write(self.folder, self.job)

    def total(self, files: int) -> None:
        """``files`` are to be done."""
        self.change(total=files)

    def doing(self, name: str, done: int, total: int) -> None:
        """``done`` of ``total`` parts of ``name`` are done. Raises ``Cancelled`` when the job was
        asked to stop: a half-read document does not enter the library."""
        self.change(at_once=name != self.job.doing, doing=name, part=done, parts=total)
        self.check()

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        """``files`` are finished."""
        self.change(at_once=False, done=files)

    def note(self, message: str) -> None:
        """A sentence for the reader; a repeated one is left out."""
        if message not in self.job.notes:
            self.change(notes=(*self.job.notes, message)[-20:])

    def result(self, *results: Result) -> None:
        """The outcomes for some files."""
        self.change(results=(*self.job.results, *results))

    def stopped(self) -> bool:
        """True when the job was asked to stop."""
        return stop_requested(self.folder)

    def check(self) -> None:
        """Raise ``Cancelled`` when the job was asked to stop."""
        if self.stopped():
            raise Cancelled


class FileProgress(Progress):
    """The progress of one file of several: reports its pages, leaves the count of files alone."""

    def __init__(self, job: JobProgress) -> None:
        self._job = job

    def doing(self, name: str, done: int, total: int) -> None:
        """As ``JobProgress.doing``."""
        self._job.doing(name, done, total)

    def note(self, message: str) -> None:
        """As ``JobProgress.note``."""
        self._job.note(message)

    def stopped(self) -> bool:
        """As ``JobProgress.stopped``."""
        return self._job.stopped()
