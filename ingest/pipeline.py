"""The road from files to the record: find, read, chunk, encode, publish.

Files are read and chunked in guarded child processes; this process encodes and writes. What is
published is published whole; a run that is killed and started again ends as if it had not been.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.encode_passages import Encoding
from ingest.file_registry import File, Seen
from ingest.progress import Progress, Silent
from ingest.read_and_chunk import Prepared, prepare
from ingest.report import Outcome, Report
from ingest.settings import IngestSettings
from ingest.vector_index import sync_vectors
from kb.models import Skipped

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import Encoder
    from kb.store import Library

Ready = tuple[File, Prepared]


def run(
    library: Library,
    paths: Sequence[Path],
    *,
    overrides: Overrides | None = None,
    settings: IngestSettings | None = None,
    jobs: int | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
) -> Report:
    """Ingest ``paths`` (files, folders recursively) into ``library``.

    Unchanged files are skipped, changed ones replaced, files gone from a folder that is ingested
    again removed. Raises ``LibraryBusy`` when another process is writing.
    """
    with library.writer():
        steps = _Run(library, overrides, settings or IngestSettings(), jobs, encoder, progress)
        return steps.over([p.absolute() for p in paths])


class _Run:
    """One ingestion; holds what its steps share."""

    def __init__(
        self,
        library: Library,
        overrides: Overrides | None,
        settings: IngestSettings,
        jobs: int | None,
        encoder: Encoder | None,
        progress: Progress | None,
    ) -> None:
        self.library = library
        self.overrides = overrides
        self.settings = settings
        self.jobs = jobs
        self.progress = progress or Silent()
        self.seen = Seen(library, settings, overrides)
        self.encoding = Encoding(library, encoder, self.progress)
        self.started = time.perf_counter()
        self.outcomes: dict[str, Outcome] = {}
        self.passages = 0

    def over(self, paths: Sequence[Path]) -> Report:
        """All steps for all files; outcomes in the order the files were found."""
        from ingest.discover import discover

        found = list(discover(paths))
        self.progress.total(len(found))
        order = [e.path if isinstance(e, Skipped) else str(e) for e in found]
        todo = list(self._to_read(found))
        for batch in _batches(self._read(todo), self.settings.batch):
            self._publish(batch)
            if self.progress.stopped():
                break
        order += self._remove_gone(paths, set(order))
        sync_vectors(self.library)
        outcomes = tuple(self.outcomes[p] for p in order if p in self.outcomes)
        return Report(outcomes, time.perf_counter() - self.started)

    def _tell(self, outcome: Outcome) -> None:
        self.outcomes[outcome.path] = outcome
        self.passages += outcome.passages if outcome.status in ("added", "updated") else 0
        elapsed = time.perf_counter() - self.started
        self.progress.done(len(self.outcomes), self.passages, elapsed)

    def _to_read(self, found: Iterable[Skipped | Path]) -> Iterator[File]:
        for entry in found:
            if isinstance(entry, Skipped):
                self._tell(Outcome(entry.path, "skipped", reason=entry.reason))
                continue
            file = File.of(entry)
            known = self.seen.outcome(file)
            if known is not None:
                self._tell(known)
            else:
                yield file

    def _read(self, files: Sequence[File]) -> Iterator[Ready]:
        """What could be read, in the order of ``files``; the rest is told and remembered."""
        from ingest.worker import Failure, ReaderPool

        if not files:
            return
        work = partial(prepare, settings=self.settings, overrides=self.overrides)
        by_path = {f.path: f for f in files}
        with ReaderPool(
            jobs=self.jobs,
            time_limit_s=self.settings.time_s,
            memory_limit_bytes=self.settings.memory_bytes,
            progress=lambda path, done, total: self.progress.doing(path.name, done, total),
        ) as pool:
            for path, result in pool.map([f.path for f in files], work):
                file = by_path[path]
                if isinstance(result, Failure):
                    self._refuse(file, "failed", result.reason)
                elif isinstance(result, Skipped):
                    self._refuse(file, "skipped", result.reason)
                else:
                    twin = self.seen.twin(file, result.document.sha256)
                    if twin is not None:
                        self._refuse(file, "skipped", f"the same bytes as {twin}")
                    else:
                        yield file, result

    def _refuse(self, file: File, status: str, reason: str) -> None:
        self.seen.remember_refusal(file, status, reason)
        self._tell(Outcome(str(file.path), status, reason=reason))  # type: ignore[arg-type]

    def _publish(self, batch: Sequence[Ready]) -> None:
        named = [(file, self.seen.named(file, ready)) for file, ready in batch]
        vectors = self.encoding.of([ready for _, ready in named])
        for (file, ready), matrix in zip(named, vectors, strict=True):
            status = self.seen.publish(file, ready, matrix, self.encoding.key)
            self._tell(
                Outcome(
                    path=str(file.path),
                    status=status,
                    doc_id=ready.document.doc_id,
                    reason="; ".join(ready.document.warnings) or None,
                    pages=len(ready.document.pages),
                    passages=len(ready.passages),
                )
            )

    def _remove_gone(self, paths: Sequence[Path], found: set[str]) -> list[str]:
        """Removes documents whose file has gone from a folder that was ingested again."""
        folders = [p for p in paths if p.is_dir()]
        gone = [
            state
            for state in self.seen.known.values()
            if state.path not in found
            and any(Path(state.path).is_relative_to(folder) for folder in folders)
            and not Path(state.path).exists()
        ]
        for state in gone:
            self.seen.forget(state)
            if state.doc_id:
                self._tell(Outcome(state.path, "removed", state.doc_id, "its file is gone"))
        return [state.path for state in gone if state.doc_id]


def _batches(items: Iterable[Ready], size: int) -> Iterator[list[Ready]]:
    """Groups of documents with some ``size`` passages together; a large one goes alone."""
    batch: list[Ready] = []
    held = 0
    for item in items:
        batch.append(item)
        held += len(item[1].passages)
        if held >= size:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
