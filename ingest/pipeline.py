"""The steps from files to the library: find, read, chunk, encode, publish.

Guarded child processes read and chunk the files; this process encodes and writes. A document is
published whole or not at all, so a run that is killed and started again ends as an undisturbed one.
The writer's lock is held to write alone: while files are read, another process may write.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.discover import VANISHED, discover
from ingest.encode_passages import PassageEncoder
from ingest.file_registry import DUPLICATE, FileRegistry
from ingest.file_state import File, is_gone
from ingest.options import IngestOptions
from ingest.progress import NoProgress, Progress
from ingest.read_and_chunk import PreparedDocument, prepare
from ingest.report import FileOutcome, IngestReport
from ingest.vector_index import sync_vectors
from ingest.writer_turns import WriterTurns
from kb.models import Skipped
from kb.store import originals
from kb.text.file_names import shown_name

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import Encoder, FloatArray
    from kb.store import Library

PreparedFile = tuple[File, PreparedDocument]


def run(
    library: Library,
    paths: Sequence[Path],
    *,
    overrides: Overrides | None = None,
    options: IngestOptions | None = None,
    jobs: int | None = None,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    prune: bool = False,
) -> IngestReport:
    """Ingest ``paths`` (files, and folders recursively) into ``library``.

    Unchanged files are skipped and changed files replaced. A file under a new path keeps its
    document. A document whose file is gone from a folder that is ingested again is reported as
    missing and stays, unless ``prune`` says that it may be removed. Raises ``LibraryBusy`` when
    another process is writing at the start; later the run waits for others.
    """
    steps = _Run(library, overrides, options or IngestOptions(), jobs, encoder, progress)
    # Not Path.absolute: it keeps "..", and one file would have two paths.
    return steps.ingest([Path(os.path.abspath(p)) for p in paths], prune=prune)


def remove_missing(library: Library, report: IngestReport) -> IngestReport:
    """Remove the documents that ``report`` calls missing and whose file is still gone; the report
    with what was done. Raises ``LibraryBusy`` when another process is writing."""
    with library.writer():
        registry = FileRegistry(library, IngestOptions(), None)
        outcomes = [_removed(registry, outcome) for outcome in report.outcomes]
        sync_vectors(library)
    return IngestReport(tuple(outcomes), report.elapsed_s)


def _removed(registry: FileRegistry, outcome: FileOutcome) -> FileOutcome:
    state = registry.known.get(outcome.path)
    if outcome.status != "missing" or state is None or not is_gone(Path(outcome.path)):
        return outcome
    registry.forget(state)
    return FileOutcome(outcome.path, "removed", outcome.doc_id, "its file is gone")


class _Run:
    """One ingestion; holds what its steps share."""

    def __init__(
        self,
        library: Library,
        overrides: Overrides | None,
        options: IngestOptions,
        jobs: int | None,
        encoder: Encoder | None,
        progress: Progress | None,
    ) -> None:
        self.library = library
        self.overrides = overrides
        self.options = options
        self.jobs = jobs
        self.progress = progress or NoProgress()
        self.registry = FileRegistry(library, options, overrides)
        self.turns = WriterTurns(library, self.progress, self.registry.refresh)
        self.encoder = PassageEncoder(library, encoder, self.progress)
        self.started = time.perf_counter()
        self.outcomes: dict[str, FileOutcome] = {}
        self.passages = 0

    def ingest(self, paths: Sequence[Path], *, prune: bool) -> IngestReport:
        """All steps for all files; outcomes in the order the files were found."""
        with self.turns.turn(wait=False):
            pass  # a library that another process writes to is reported before the work
        found = list(discover(paths, self.library.home / originals.FOLDER))
        self.progress.total(len(found))
        order = [e.path if isinstance(e, Skipped) else str(e) for e in found]
        to_read = list(self._to_read(found))
        for batch in _batches(self._read(to_read), self.options.batch):
            self._publish(batch)
            if self.progress.stopped():
                break
        with self.turns.turn():
            order += self._missing(paths, set(order), prune)
            sync_vectors(self.library)
            originals.discard_unused(self.library)
        outcomes = [self.outcomes[p] for p in order if p in self.outcomes]
        outcomes += self.registry.overwritten()
        return IngestReport(tuple(outcomes), time.perf_counter() - self.started)

    def _record(self, outcome: FileOutcome) -> None:
        self.outcomes[outcome.path] = outcome
        self.passages += outcome.passages if outcome.status in ("added", "updated") else 0
        elapsed = time.perf_counter() - self.started
        self.progress.done(len(self.outcomes), self.passages, elapsed)

    def _to_read(self, found: Iterable[Skipped | Path]) -> Iterator[File]:
        """The files that must be read; the outcome of each other one is recorded."""
        files: list[File] = []
        for entry in found:
            if isinstance(entry, Skipped):
                with self.turns.turn():
                    reason = self.registry.keeping_earlier(entry.path, entry.reason)
                self._record(FileOutcome(entry.path, "skipped", reason=reason))
                continue
            try:
                files.append(File.at(entry))
            except FileNotFoundError:
                self._record(FileOutcome(str(entry), "skipped", reason=VANISHED))
            except OSError as error:
                reason = f"the file cannot be read: {error.strerror}"
                self._record(FileOutcome(str(entry), "failed", reason=reason))
        hashes = self.registry.hashes(files, self.progress)
        with self.turns.turn():
            known = self.registry.known_outcomes(files, hashes)
            for file in files:
                outcome = known.get(file.path)
                if outcome is not None and outcome.doc_id is not None:
                    self.registry.keep_original(file, outcome.doc_id)
        # A file that has a document comes before a new copy of it, which would take its place.
        files.sort(key=lambda f: not self.registry.has_document(f))
        for file in files:
            if file.path in known:
                self._record(known[file.path])
            else:
                yield file

    def _read(self, files: Sequence[File]) -> Iterator[PreparedFile]:
        """The files that could be read, in the order of ``files``; the others are recorded."""
        from ingest.time_limit import TimeLimit
        from ingest.worker import Failure, ReaderPool

        if not files:
            return
        work = partial(prepare, options=self.options, overrides=self.overrides)
        by_path = {f.path: f for f in files}
        limit = TimeLimit.of_settings(ocr=self.options.ocr)
        with ReaderPool(jobs=self.jobs, time_limit=limit, progress=self._doing) as pool:
            for path, result in pool.map([f.path for f in files], work):
                file = by_path[path]
                if isinstance(result, Failure) and is_gone(path):
                    self._record(FileOutcome(str(path), "skipped", reason=VANISHED))
                elif isinstance(result, Failure):
                    self._not_read(file, "failed", result.reason)
                elif isinstance(result, Skipped):
                    self._not_read(file, "skipped", result.reason)
                elif not self._is_duplicate(file, result):
                    yield file, result

    def _doing(self, path: Path, done: int, total: int) -> None:
        self.progress.doing(shown_name(path.name), done, total)

    def _is_duplicate(self, file: File, prepared: PreparedDocument) -> bool:
        """True, and recorded, for the bytes of another file that is in the library or was read."""
        duplicate = self.registry.duplicate_of(file, prepared.document.sha256)
        if duplicate is not None:
            self._not_read(file, "skipped", f"{DUPLICATE}{shown_name(duplicate)}")
        return duplicate is not None

    def _not_read(self, file: File, status: Literal["skipped", "failed"], reason: str) -> None:
        with self.turns.turn():
            reason = self.registry.remember_not_read(file, status, reason)
        self._record(FileOutcome(str(file.path), status, reason=reason))

    def _publish(self, batch: Sequence[PreparedFile]) -> None:
        vectors = self.encoder.encode([prepared for _, prepared in batch])
        with self.turns.turn():
            for (file, prepared), matrix in zip(batch, vectors, strict=True):
                self._publish_one(file, prepared, matrix)

    def _publish_one(self, file: File, prepared: PreparedDocument, matrix: FloatArray) -> None:
        """Publish a document, unless another process did since its file was read."""
        known = self.registry.published_meanwhile(file, prepared.document.sha256)
        if known is not None:
            self._record(known)
            return
        if self._is_duplicate(file, prepared):
            return
        prepared = self.registry.with_doc_id(file, prepared)
        status = self.registry.publish(file, prepared, matrix, self.encoder.key)
        self._record(
            FileOutcome(
                path=str(file.path),
                status=status,
                doc_id=prepared.document.doc_id,
                reason="; ".join(prepared.document.warnings) or None,
                pages=len(prepared.document.pages),
                passages=len(prepared.passages),
            )
        )

    def _missing(self, paths: Sequence[Path], found: set[str], prune: bool) -> list[str]:
        """Reports the documents whose file is gone from a folder that is ingested again, and
        removes them if ``prune`` says so."""
        folders = [p for p in paths if os.path.isdir(p)]
        gone = [
            state
            for state in self.registry.known.values()
            if state.path not in found
            and any(Path(state.path).is_relative_to(folder) for folder in folders)
            and is_gone(Path(state.path))
        ]
        for state in gone:
            heir = self.registry.hand_over(state) if state.doc_id else None
            if heir is not None:
                reason = f"it is now {shown_name(heir)}"
                self._record(FileOutcome(state.path, "moved", state.doc_id, reason))
                continue
            if prune or state.doc_id is None:
                self.registry.forget(state)
            if state.doc_id is not None:
                status: Literal["removed", "missing"] = "removed" if prune else "missing"
                self._record(FileOutcome(state.path, status, state.doc_id, "its file is gone"))
        return [state.path for state in gone if state.doc_id]


def _batches(items: Iterable[PreparedFile], size: int) -> Iterator[list[PreparedFile]]:
    """Groups of documents that reach ``size`` passages together; a large one may be alone."""
    batch: list[PreparedFile] = []
    passages = 0
    for item in items:
        batch.append(item)
        passages += len(item[1].passages)
        if passages >= size:
            yield batch
            batch, passages = [], 0
    if batch:
        yield batch
