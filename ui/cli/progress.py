"""Progress on standard error: files done, speed, time left. Silent in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.progress import NoProgress, Progress


@contextmanager
def progress_bar(what: str, *, quiet: bool = False) -> Iterator[Progress]:
    """A progress bar for ``what``; where standard error is no terminal, notes alone."""
    if quiet or not sys.stderr.isatty():
        yield NoProgress(_line if not quiet else None)
        return
    with _Bar(what) as bar:
        yield bar


def _line(message: str) -> None:
    sys.stderr.write(message + "\n")


class _Bar(Progress):
    """A Rich progress bar: files done of files found, passages a second, time left."""

    def __init__(self, what: str) -> None:
        from rich import progress
        from rich.console import Console

        self._bar = progress.Progress(
            progress.TextColumn("{task.description}", markup=False),  # file names are in it
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TextColumn("{task.fields[rate]}"),
            progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._what = what
        self._task: progress.TaskID | None = None

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def total(self, files: int) -> None:
        self._task = self._bar.add_task(self._what, total=files, rate="")

    def doing(self, name: str, done: int, total: int) -> None:
        if self._task is not None:
            share = f" {done}/{total}" if total > 1 else ""
            self._bar.update(self._task, description=f"{self._what} {name[:32]}{share}")

    def done(self, files: int, passages: int, elapsed_s: float) -> None:
        if self._task is not None:
            rate = f"{passages / elapsed_s:,.0f} passages/s" if elapsed_s > 0 and passages else ""
            self._bar.update(self._task, completed=files, rate=rate)

    def note(self, message: str) -> None:
        self._bar.console.print(message, highlight=False)
