"""What each kind of job does. Only one process writes at a time; other jobs wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kb.errors import LibraryBusy
from kb.models import Metadata
from kb.settings import home
from kb.store import Library
from kb.text.file_names import shown_name
from ui.jobs.job_progress import FileProgress, JobProgress
from ui.jobs.model import Result

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import Encoder

Value = TypeVar("Value")
FETCHED = "fetched"
_RETRY_S = 1.0


def ingest(progress: JobProgress, paths: Sequence[str], again: bool = False) -> None:
    """Read files into the library, one after another; ``again`` also those that have not
    changed."""
    from ingest.encode_passages import default_encoder

    with _library() as library:
        progress.total(len(paths))
        encoder = default_encoder(library, progress)
        for number, path in enumerate(map(Path, paths)):
            progress.doing(shown_name(path.name), 0, 0)
            progress.result(*_ingest_one(progress, library, path, encoder, again=again))
            progress.done(number + 1, 0, 0.0)


def fetch(progress: JobProgress, ids: Sequence[str]) -> None:
    """Fetch documents of the catalogue from their publishers and read them in."""
    from ingest.fetch.fetch_documents import fetch_documents
    from kb.corpus.load import catalogue

    entries = [e for i in ids if (e := catalogue().get(i)) is not None]
    outcomes = fetch_documents(entries, home() / FETCHED, progress=progress)
    for outcome in outcomes:
        progress.result(Result(outcome.id, outcome.status, outcome.reason))
    progress.check()
    found = [p for o in outcomes if (p := _fetched(o.id, o.path)) is not None]
    if found:
        progress.change(done=0)
        ingest(progress, [str(p) for p in found])


def _fetched(name: str, path: str | None) -> Path | None:
    """The file of a fetched document, or the one a person put there for it."""
    from ingest.fetch.read_fetched import SUFFIXES

    here = [Path(path)] if path else [home() / FETCHED / f"{name}{suffix}" for suffix in SUFFIXES]
    return next((p for p in here if p.is_file()), None)


def rebuild(progress: JobProgress) -> None:
    """Rebuild every index from the stored documents."""
    from ingest.rebuild import rebuild_indexes

    with _library() as library:
        made = _as_writer(progress, library, lambda: rebuild_indexes(library, progress))
    progress.check()
    for sentence in made.notes:
        progress.note(sentence)
    progress.note(
        f"rebuilt the indexes of {made.documents:,} documents, {made.passages:,} passages"
    )


def remove(progress: JobProgress, doc_id: str) -> None:
    """Remove a document from the library; its file stays where it is."""
    from ingest.vector_index import sync_vectors

    with _library() as library:
        title = library.document(doc_id).metadata.title
        progress.total(1)
        progress.doing(title, 0, 0)
        files = [p for p, s in library.sources().items() if s.doc_id == doc_id]

        def change() -> None:
            library.remove(doc_id)
            sync_vectors(library)

        _as_writer(progress, library, change)
    left = next((p for p in files if Path(p).is_file()), None)
    progress.result(Result(title, "removed", None, doc_id, left))
    progress.done(1, 0, 0.0)


def link(progress: JobProgress, doc_id: str) -> None:
    """Search the library for evidence on a document's recommendations."""
    from kb.evidence.evidence_map import MapMaker
    from kb.evidence.link_document import link_all
    from kb.evidence.store import EvidenceStore
    from kb.search.engine import Searcher

    with _library() as library:
        linked = link_all(
            MapMaker(EvidenceStore(library)), Searcher(library), doc_id, None, progress
        )
    progress.note(f"{linked} recommendations linked")


def check(progress: JobProgress) -> None:
    """Verify the library and its indexes, and report what is damaged and what to do about it."""
    from ingest.check import check as check_library

    with _library() as library:
        report = check_library(library)
    for finding in report.findings[:15]:
        progress.note(str(finding))
    for sentence in (*report.remedies, *report.notes):
        progress.note(sentence)
    progress.note(
        f"{len(report.findings)} problems" if report.findings
        else "no problems: the documents, the word index and the vector index agree"
    )  # fmt: skip


WORK: dict[str, Callable[..., None]] = {
    "ingest": ingest, "fetch": fetch, "rebuild": rebuild, "remove": remove, "link": link,
    "check": check,
}  # fmt: skip


@contextmanager
def _library() -> Iterator[Library]:
    library = Library.open(home())
    try:
        yield library
    finally:
        library.close()


def _ingest_one(
    progress: JobProgress, library: Library, path: Path, encoder: Encoder, *, again: bool
) -> list[Result]:
    from ingest.pipeline import run

    if not path.exists():
        return [Result(shown_name(path.name), "failed", "its file is no longer there")]

    def read() -> list[Result]:
        if again:
            _forget_state(library, path)
        report = run(
            library,
            [path],
            overrides=_catalogue_metadata(path),
            jobs=1 if path.is_file() else None,
            encoder=encoder,
            progress=FileProgress(progress),
        )
        return [
            Result(shown_name(Path(o.path).name), o.status, o.reason, o.doc_id, o.path, o.passages)
            for o in report.outcomes
        ]

    return _when_free(progress, read)


def _forget_state(library: Library, path: Path) -> None:
    """Let an unchanged file count as changed, so that it is read again under the same id."""
    state = library.sources().get(str(path))
    if state is not None:
        library.note_source(replace(state, settings_key=""))


def _catalogue_metadata(path: Path) -> Overrides | None:
    """What the catalogue states about a fetched file."""
    if path.parent != home() / FETCHED:
        return None
    from ingest.fetch.read_fetched import overrides_of
    from kb.corpus.catalogue_match import recognise

    entry = recognise(Metadata(title=""), path.name)
    return overrides_of(entry) if entry is not None else None


def _as_writer(progress: JobProgress, library: Library, change: Callable[[], Value]) -> Value:
    """Make a change as the only writer, once no other process writes."""

    def as_writer() -> Value:
        with library.writer():
            return change()

    return _when_free(progress, as_writer)


def _when_free(progress: JobProgress, change: Callable[[], Value]) -> Value:
    """Make a change; while another process writes, wait and note the reason."""
    before: tuple[Any, ...] | None = None
    while True:
        try:
            if before is not None:
                progress.change(status="running", notes=before)
            return change()
        except LibraryBusy as busy:
            before = progress.job.notes if before is None else before
            progress.change(status="waiting", notes=(*before, f"waiting: {busy}"))
        progress.check()
        time.sleep(_RETRY_S)
