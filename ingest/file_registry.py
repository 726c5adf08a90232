"""Which files the library knows, what became of them, and which id each document gets.

A document is known by its bytes, not by its path: a file that was renamed, moved, swapped with
another or mounted elsewhere keeps its document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.file_state import File, is_gone, still_holds
from ingest.options import IngestOptions
from ingest.read.source import file_sha256
from ingest.read_and_chunk import PreparedDocument
from ingest.report import FileOutcome

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import FloatArray
    from kb.store import Library, SourceState


DUPLICATE = "the same bytes as "  # how the reason for skipping a duplicate begins


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
        self._lost: dict[str, str] = {}  # documents whose path another one took, and that path
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
            with suppress(OSError):  # the reader reports a file that cannot be opened
                outcome = self._unchanged(file)
                if outcome is None:
                    hashes[str(file.path)] = self._hash(file)
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

    def has_document(self, file: File) -> bool:
        """True when the file at that path gave a document before."""
        state = self.known.get(str(file.path))
        return state is not None and state.doc_id is not None

    def overwritten(self) -> list[FileOutcome]:
        """The documents whose file now holds the bytes of another document. They are kept."""
        held = {s.doc_id for s in self.known.values()}
        return [
            FileOutcome(
                path,
                "overwritten",
                doc_id,
                f"its file now holds another document; `kb remove {doc_id}` removes this one",
            )
            for doc_id, path in sorted(self._lost.items())
            if doc_id not in held
        ]

    def _unchanged(self, file: File) -> FileOutcome | None:
        """The outcome of a file that is as it was; ``None`` when its bytes must be looked at.
        Raises ``OSError``."""
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
            # A library that was damaged may know a file without having its document.
            there = state.doc_id in self._taken
            return FileOutcome(state.path, "unchanged", state.doc_id) if there else None
        if state.reason is not None and state.reason.startswith(DUPLICATE):
            return None  # it may be the only one left by now
        return FileOutcome(state.path, "skipped", reason=state.reason)

    def _hash(self, file: File) -> str:
        """The hash of a file; the known one while its size and time are the same."""
        state = self.known.get(str(file.path))
        if state and (state.size, state.mtime_ns) == (file.size, file.mtime_ns) and state.sha256:
            return state.sha256
        return file_sha256(file.path)

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
        holder = next((s for s in owners if still_holds(s, file, hashes)), None)
        if mine is not None and mine.doc_id is not None:
            self._lost[mine.doc_id] = path
        if holder is not None:
            reason = f"{DUPLICATE}{holder.path}"
            self._remember(self._state(file, hashes[path], None, "skipped", reason))
            return FileOutcome(path, "skipped", reason=reason)
        state = self._state(file, hashes[path], doc_id, "added", None)
        if before is not None:
            state = replace(state, settings_key=before.settings_key, generation=before.generation)
        self._remember(state, instead_of=[owner.path for owner in owners])
        if before is None or before.settings_key != self.key(file.path):
            return None
        return FileOutcome(path, "moved", doc_id, reason=f"it was {before.path}")

    def duplicate_of(self, file: File, sha256: str) -> str | None:
        """Another existing file with the same bytes that is in the library or was just read."""
        for state in self.known.values():
            if state.sha256 == sha256 and state.doc_id and state.path != str(file.path):
                return None if is_gone(Path(state.path)) else state.path
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
            replaces=before.doc_id if before and not self._shared(before) else None,
        )
        self.known[state.path] = state
        return "updated" if before and before.doc_id else "added"

    def remember_not_read(self, file: File, status: str, reason: str) -> None:
        """Store why a file was not read, so that it is not tried again while it is unchanged."""
        before = self.known.get(str(file.path))
        if before and before.doc_id:
            return  # its earlier document stays in the library until the file is readable again
        sha256 = ""
        with suppress(OSError):
            sha256 = self._hash(file)
        self._remember(self._state(file, sha256, None, status, reason))

    def forget(self, state: SourceState) -> None:
        """Forget a file that is gone, and its document if no other file has it."""
        from kb.errors import UnknownDocument

        if state.doc_id and not self._shared(state):
            with suppress(UnknownDocument):
                self._library.remove(state.doc_id)  # the file's state goes with it
        self._library.forget_source(state.path)
        self.known.pop(state.path, None)

    def hand_over(self, gone: SourceState) -> str | None:
        """Give the document of a file that is gone to a file that was skipped as its duplicate;
        the path of that file, or ``None`` where there is none."""
        for state in self.known.values():
            duplicate = state.doc_id is None and state.sha256 == gone.sha256
            if duplicate and not is_gone(Path(state.path)):
                heir = replace(state, doc_id=gone.doc_id, status="added", reason=None)
                self._remember(heir, instead_of=[gone.path])
                return heir.path
        return None

    def _shared(self, state: SourceState) -> bool:
        """True when another file has the document of ``state`` too."""
        return any(s.doc_id == state.doc_id and s.path != state.path for s in self.known.values())

    def _remember(self, state: SourceState, instead_of: Sequence[str] = ()) -> None:
        self._library.note_source(state, instead_of)
        for path in instead_of:
            self.known.pop(path, None)
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
