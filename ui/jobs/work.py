"""What each kind of job does. One writer at a time: a job that finds another waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kb.errors import LibraryBusy
from kb.models import Metadata
from kb.settings import home, model_cache
from kb.store import Library
from ui.jobs.job_progress import JobProgress, OfOne
from ui.jobs.model import Result

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import Encoder

Value = TypeVar("Value")
FETCHED = "fetched"
_LOOK_AGAIN_S = 1.0


def ingest(told: JobProgress, paths: Sequence[str], again: bool = False) -> None:
    """Read files into the library, one after another; ``again`` also those that have not
    changed."""
    with _library() as library:
        told.total(len(paths))
        encoder = _encoder(told)
        for number, path in enumerate(map(Path, paths)):
            told.doing(path.name, 0, 0)
            told.result(*_ingest_one(told, library, path, encoder, again=again))
            told.done(number + 1, 0, 0.0)


def fetch(told: JobProgress, ids: Sequence[str]) -> None:
    """Fetch documents of the catalogue from their publishers and read them in."""
    from ingest.fetch.fetch_documents import fetch_documents
    from kb.corpus.load import catalogue

    entries = [e for i in ids if (e := catalogue().get(i)) is not None]
    outcomes = fetch_documents(entries, home() / FETCHED, progress=told)
    for outcome in outcomes:
        told.result(Result(outcome.id, outcome.status, outcome.reason))
    told.check()
    found = [p for o in outcomes if (p := _fetched(o.id, o.path)) is not None]
    if found:
        told.change(done=0)
        ingest(told, [str(p) for p in found])


def _fetched(name: str, path: str | None) -> Path | None:
    """The file of a fetched document, or the one a person put there for it."""
    from ingest.fetch.read_fetched import SUFFIXES

    here = [Path(path)] if path else [home() / FETCHED / f"{name}{suffix}" for suffix in SUFFIXES]
    return next((p for p in here if p.is_file()), None)


def rebuild(told: JobProgress) -> None:
    """Make every index anew from the record."""
    from ingest.rebuild import rebuild_indexes

    with _library() as library:
        made = _patiently(told, library, lambda: rebuild_indexes(library, told))
    told.note(f"the indexes of {made.documents:,} documents, {made.passages:,} passages are new")


def remove(told: JobProgress, doc_id: str) -> None:
    """Take a document off the record; its file stays where it is."""
    from ingest.vector_index import sync_vectors

    with _library() as library:
        title = library.document(doc_id).metadata.title
        told.total(1)
        told.doing(title, 0, 0)
        files = [p for p, s in library.sources().items() if s.doc_id == doc_id]

        def change() -> None:
            library.remove(doc_id)
            sync_vectors(library)

        _patiently(told, library, change)
    left = next((p for p in files if Path(p).is_file()), None)
    told.result(Result(title, "removed", None, doc_id, left))
    told.done(1, 0, 0.0)


def link(told: JobProgress, doc_id: str) -> None:
    """Look through the library for the evidence on a document's recommendations."""
    from kb.evidence.evidence_map import MapMaker
    from kb.evidence.link_document import link_all
    from kb.evidence.store import EvidenceStore
    from kb.search.engine import Searcher

    with _library() as library:
        linked = link_all(MapMaker(EvidenceStore(library)), Searcher(library), doc_id, None, told)
    told.note(f"{linked} recommendations linked")


def check(told: JobProgress) -> None:
    """Compare the record with its indexes, and say where they differ."""
    from ingest.vector_index import vector_index

    with _library() as library, vector_index(library) as index:
        findings = [str(f) for f in library.check(index).findings]
    for finding in findings[:15]:
        told.note(finding)
    told.note(
        f"{len(findings)} findings: rebuild makes the indexes anew" if findings
        else "clean: the record, its word index and its vector index agree"
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


def _encoder(told: JobProgress) -> Encoder:
    from kb.encode.selection import load_encoder

    return load_encoder(cache=model_cache(), notices=told.note)


def _ingest_one(
    told: JobProgress, library: Library, path: Path, encoder: Encoder, *, again: bool
) -> list[Result]:
    from ingest.pipeline import run

    if not path.exists():
        return [Result(path.name, "failed", "its file is no longer there")]

    def read() -> list[Result]:
        if again:
            _forget_state(library, path)
        report = run(
            library, [path], overrides=_stated(path), jobs=1 if path.is_file() else None,
            encoder=encoder, progress=OfOne(told),
        )  # fmt: skip
        return [
            Result(Path(o.path).name, o.status, o.reason, o.doc_id, o.path, o.passages)
            for o in report.outcomes
        ]

    return _waiting(told, read)


def _forget_state(library: Library, path: Path) -> None:
    """Let an unchanged file count as changed, so that it is read anew under the same id."""
    state = library.sources().get(str(path))
    if state is not None:
        library.note_source(replace(state, settings_key=""))


def _stated(path: Path) -> Overrides | None:
    """What the catalogue says of a file that was fetched."""
    if path.parent != home() / FETCHED:
        return None
    from ingest.fetch.read_fetched import overrides_of
    from kb.corpus.held import recognise

    entry = recognise(Metadata(title=""), path.name)
    return overrides_of(entry) if entry is not None else None


def _patiently(told: JobProgress, library: Library, change: Callable[[], Value]) -> Value:
    """Do a change as the one writer, when no other is writing any more."""

    def as_writer() -> Value:
        with library.writer():
            return change()

    return _waiting(told, as_writer)


def _waiting(told: JobProgress, change: Callable[[], Value]) -> Value:
    """Do a change; while another process writes, wait and say what for."""
    before: tuple[Any, ...] | None = None
    while True:
        try:
            if before is not None:
                told.change(status="running", notes=before)
            return change()
        except LibraryBusy as busy:
            before = told.job.notes if before is None else before
            told.change(status="waiting", notes=(*before, f"waiting: {busy}"))
        told.check()
        time.sleep(_LOOK_AGAIN_S)
