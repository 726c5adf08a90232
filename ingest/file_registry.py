"""Which files the library knows, what became of them, and which id each document gets.

A document is known by its bytes, not by its path: a file that was renamed, moved, swapped with
another or mounted elsewhere keeps its document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.options import IngestOptions
from ingest.read.source import file_sha256
from ingest.read_and_chunk import PreparedDocument
from ingest.report import FileOutcome

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import FloatArray
    from kb.store import Library, SourceState


@dataclass(frozen=True, slots=True)
class File:
    """A file with the size (bytes) and modification time that its folder states."""

    path: Path
    size: int
    mtime_ns: int

    @classmethod
    def at(cls, path: Path) -> File:
        """The file at ``path`` as it is now. Raises ``OSError``."""
        stat = path.stat()
        return cls(path, stat.st_size, stat.st_mtime_ns)


class FileRegistry:
    """The files that the library knows, during one ingestion."""

    def __init__(
        self, library: Library, options: IngestOptions, overrides: Overrides | None
    ) -> None:
        self._library = library
        self._options = options
        self._overrides = repr(overrides) if overrides else ""
        self.known: dict[str, SourceState] = dict(library.sources())
        self._taken = {d.doc_id for d in library.documents()}
        self._reading: dict[str, str] = {}  # hash to path of files read but not published yet
        self._lost: set[str] = set()  # documents whose path was given to another document
        self._by_hash = {d.sha256: d.doc_id for d in library.documents()}

    def key(self, path: Path) -> str:
        """Names everything but the file itself that its document depends on."""
        from ingest.metadata.sidecar import sidecar_key

        return f"{self._options.key}|{self._overrides}|{sidecar_key(path)}"

    def known_outcomes(self, files: Sequence[File]) -> dict[Path, FileOutcome]:
        """The outcomes of the files that need not be read: unchanged files, files that were
        skipped before, and files whose bytes the library has under another path."""
        outcomes: dict[Path, FileOutcome] = {}
        hashes: dict[str, str] = {}
        rest: list[File] = []
        for file in files:
            outcome = self._unchanged(file)
            if outcome is None:
                with suppress(OSError):  # the reader reports a file that cannot be opened
                    hashes[str(file.path)] = file_sha256(file.path)
                    rest.append(file)
            else:
                outcomes[file.path] = outcome
        before = {s.doc_id: s for s in self.known.values() if s.doc_id}
        for file in rest:
            doc_id = self._by_hash.get(hashes[str(file.path)])
            if doc_id is not None:
                outcome = self._elsewhere(file, doc_id, before.get(doc_id), hashes)
                if outcome is not None:
                    outcomes[file.path] = outcome
        return outcomes

    def overwritten(self) -> list[str]:
        """Documents whose file now holds the bytes of another document, by id. They are kept."""
        return sorted(self._lost - {s.doc_id for s in self.known.values()})

    def _unchanged(self, file: File) -> FileOutcome | None:
        """The outcome of a file that is as it was; ``None`` when its bytes must be looked at."""
        state = self.known.get(str(file.path))
        if state is None or state.size != file.size or state.settings_key != self.key(file.path):
            return None
        if state.status == "failed":
            return None  # the cause may have been the machine, not the file
        if state.mtime_ns != file.mtime_ns:
            if file_sha256(file.path) != state.sha256:
                return None
            self._remember(replace(state, mtime_ns=file.mtime_ns))
        if state.doc_id is not None:
            return FileOutcome(state.path, "unchanged", state.doc_id)
        if state.sha256 in self._by_hash:
            return None  # it was skipped as a duplicate, and may be the only one left by now
        return FileOutcome(state.path, "skipped", reason=state.reason)

    def _elsewhere(
        self, file: File, doc_id: str, before: SourceState | None, hashes: Mapping[str, str]
    ) -> FileOutcome | None:
        """The outcome of a file with the bytes of ``doc_id``: a duplicate of a file that still
        has them, else the same file under a new path. ``None`` when it must be read again,
        because it was read with other options or another sidecar."""
        path = str(file.path)
        mine = self.known.get(path)
        if mine is not None and mine.doc_id == doc_id:
            return None
        owners = [s for s in self.known.values() if s.doc_id == doc_id]
        holder = next((s for s in owners if _holds(s, file, hashes)), None)
        if mine is not None and mine.doc_id is not None:
            self._lost.add(mine.doc_id)
        if holder is not None:
            reason = f"the same bytes as {holder.path}"
            self._remember(self._state(file, hashes[path], None, "skipped", reason))
            return FileOutcome(path, "skipped", reason=reason)
        state = self._state(file, hashes[path], doc_id, "added", None)
        if before is not None:
            state = replace(state, settings_key=before.settings_key, generation=before.generation)
        self._remember(state)
        for owner in owners:
            self._library.forget_source(owner.path)
            self.known.pop(owner.path, None)
        if before is None or before.settings_key != self.key(file.path):
            return None
        return FileOutcome(path, "moved", doc_id, reason=f"it was {before.path}")

    def duplicate_of(self, file: File, sha256: str) -> str | None:
        """Another existing file with the same bytes that is in the library or was just read."""
        for state in self.known.values():
            if state.sha256 == sha256 and state.doc_id and state.path != str(file.path):
                return state.path if Path(state.path).exists() else None
        first = self._reading.setdefault(sha256, str(file.path))
        return first if first != str(file.path) else None

    def with_doc_id(self, file: File, prepared: PreparedDocument) -> PreparedDocument:
        """``prepared`` under its final id: one that another document has is made distinct."""
        from ingest.metadata.document_ids import disambiguate

        document = prepared.document
        before = self.known.get(str(file.path))
        taken = self._taken - ({before.doc_id} if before and before.doc_id else set())
        doc_id = disambiguate(document.doc_id, document.format, document.sha256, taken)
        self._taken.add(doc_id)
        passages = tuple(replace(p, doc_id=doc_id) for p in prepared.passages)
        return PreparedDocument(replace(document, doc_id=doc_id), passages)

    def publish(
        self, file: File, prepared: PreparedDocument, vectors: FloatArray, encoder_key: str
    ) -> Literal["added", "updated"]:
        """Store the document in place of the one that the same file gave before."""
        document = prepared.document
        state = self._state(file, document.sha256, document.doc_id, "added", None)
        before = self.known.get(state.path)
        self._library.publish(
            document,
            prepared.passages,
            vectors,
            encoder_key,
            state,
            replaces=before.doc_id if before else None,
        )
        self.known[state.path] = state
        return "updated" if before and before.doc_id else "added"

    def remember_not_read(self, file: File, status: str, reason: str) -> None:
        """Store why a file was not read, so that it is not tried again while it is unchanged."""
        before = self.known.get(str(file.path))
        if before and before.doc_id:
            return  # its earlier document stays in the library until the file is readable again
        self._remember(self._state(file, file_sha256(file.path), None, status, reason))

    def forget(self, state: SourceState) -> None:
        """Forget a file that is gone, and its document if no other file has it."""
        self._library.forget_source(state.path)
        self.known.pop(state.path, None)
        if state.doc_id and all(s.doc_id != state.doc_id for s in self.known.values()):
            self._library.remove(state.doc_id)

    def _remember(self, state: SourceState) -> None:
        self._library.note_source(state)
        self.known[state.path] = state

    def _state(
        self, file: File, sha256: str, doc_id: str | None, status: str, reason: str | None
    ) -> SourceState:
        from kb.store import SourceState

        return SourceState(
            path=str(file.path),
            size=file.size,
            mtime_ns=file.mtime_ns,
            sha256=sha256,
            doc_id=doc_id,
            generation=self._options.key,
            status=status,
            reason=reason,
            settings_key=self.key(file.path),
        )


def _holds(state: SourceState, file: File, hashes: Mapping[str, str]) -> bool:
    """True while the file of ``state`` exists beside ``file`` and still has the same bytes."""
    if state.path in hashes:
        return hashes[state.path] == state.sha256
    there = Path(state.path)
    try:
        if there.stat().st_size != state.size:
            return False
        renamed_case = state.path.casefold() == str(file.path).casefold()
        return not (renamed_case and there.samefile(file.path))
    except OSError:
        return False
