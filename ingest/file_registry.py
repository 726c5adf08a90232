"""Which files the library knows, what became of them, and which id each document gets.

A document is known by its bytes, not by its path: a file that was renamed, moved, swapped with
another or mounted elsewhere keeps its document.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.file_state import File, is_gone, is_unaltered, still_holds
from ingest.known_files import KnownFiles
from ingest.options import IngestOptions
from ingest.progress import NoProgress, Progress
from ingest.read.source import file_sha256
from ingest.read_and_chunk import PreparedDocument
from ingest.report import FileOutcome
from kb.store.records import OUTDATED
from kb.text.file_names import shown_name

if TYPE_CHECKING:
    from ingest.metadata.settle import Overrides
    from kb.encode.interface import FloatArray
    from kb.store import Library, SourceState


DUPLICATE = "the same bytes as "  # how the reason for skipping a duplicate begins
_LAST_TURN = "last ingestion"  # stored value: which ingestion changed the library last


class FileRegistry:
    """The files that the library knows, during one ingestion. What changes the library is called
    by the one who holds the writer's lock."""

    def __init__(
        self, library: Library, options: IngestOptions, overrides: Overrides | None
    ) -> None:
        self._library = library
        self._options = options
        self._overrides = repr(overrides) if overrides else ""
        self._reading: dict[str, str] = {}  # hash to path of files read but not published yet
        self._lost: dict[str, str] = {}  # documents whose path another one took, and that path
        self._hashes: dict[str, str] = {}  # of the files of this ingestion, by path
        self._unwritten: list[tuple[SourceState, tuple[str, ...]]] = []
        self._name = uuid.uuid4().hex
        self._version = -1
        library.set_damaged_aside()  # damaged documents are read again
        self._load()

    def _load(self) -> None:
        self.known = KnownFiles(self._library.sources().values())
        self._formats = {d.doc_id: (d.sha256, d.format) for d in self._library.documents()}
        self._by_hash = {sha256: doc_id for doc_id, (sha256, _) in self._formats.items()}

    def refresh(self) -> None:
        """Load what other processes changed since this ingestion held the lock last."""
        library = self._library
        if library.setting(_LAST_TURN) != self._name or library.version() != self._version:
            library.keep_setting(_LAST_TURN, self._name)
            self._version = library.version()
            self._load()

    def key(self, path: Path) -> str:
        """Names everything but the file itself that its document depends on."""
        from ingest.metadata.sidecar import sidecar_key

        return f"{self._options.key}|{self._overrides}|{sidecar_key(path)}"

    def hashes(self, files: Sequence[File], progress: Progress | None = None) -> dict[str, str]:
        """The hash of each file by its path. A file that nothing has touched since it was hashed is
        not read; one that cannot be read is left out, and its reader says why."""
        progress = progress or NoProgress()
        found = self._hashes
        for number, file in enumerate(files):
            path = str(file.path)
            state = self.known.get(path)
            if state is not None and file.is_as(state):
                found[path] = state.sha256
                continue
            progress.doing(f"comparing {shown_name(file.path.name)}", number, len(files))
            with suppress(OSError):
                found[path] = file_sha256(file.path)
        return found

    def known_outcomes(
        self, files: Sequence[File], hashes: Mapping[str, str]
    ) -> dict[Path, FileOutcome]:
        """The outcomes of the files that need not be read: unchanged files, files that were
        skipped before, and files whose bytes the library has under another path."""
        outcomes: dict[Path, FileOutcome] = {}
        rest: list[File] = []
        for file in files:
            sha256 = hashes.get(str(file.path))
            if sha256 is None:
                continue
            outcome = self._unchanged(file, sha256)
            if outcome is None:
                rest.append(file)
            else:
                outcomes[file.path] = outcome
        changing = {str(file.path): hashes[str(file.path)] for file in rest}
        before = {s.doc_id: s for s in self.known.values() if s.doc_id}
        for file in rest:
            doc_id = self._by_hash.get(changing[str(file.path)])
            if doc_id is not None:
                outcome = self._elsewhere(file, doc_id, before.get(doc_id), changing)
                if outcome is not None:
                    outcomes[file.path] = outcome
        self._write()
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

    def published_meanwhile(self, file: File, sha256: str) -> FileOutcome | None:
        """The outcome of a file that another process published since it was read, if one did."""
        outcome = self._unchanged(file, sha256)
        self._write()
        return outcome

    def _unchanged(self, file: File, sha256: str) -> FileOutcome | None:
        """The outcome of a file that is as the library knows it; ``None`` when it must be read."""
        state = self.known.get(str(file.path))
        if state is None or state.sha256 != sha256 or state.settings_key != self.key(file.path):
            return None
        if state.status == "failed":
            return None  # the cause may have been the machine, not the file
        if not file.is_as(state):
            self._remember(replace(state, mtime_ns=file.mtime_ns, stamp=file.stamp))
        if state.doc_id is not None:
            if state.status == OUTDATED:  # it has its bytes again
                self._remember(replace(state, status="added", reason=None))
            # A library that was damaged may know a file without having its document.
            there = state.doc_id in self._formats
            return FileOutcome(state.path, "unchanged", state.doc_id) if there else None
        if state.reason is not None and state.reason.startswith(DUPLICATE):
            return None  # it may be the only one left by now
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
        owners = self.known.of_document(doc_id)
        holder = next((s for s in owners if still_holds(s, file, hashes)), None)
        if mine is not None and mine.doc_id is not None:
            self._lost[mine.doc_id] = path
        if holder is not None:
            reason = f"{DUPLICATE}{shown_name(holder.path)}"
            self._remember(self._state(file, hashes[path], None, "skipped", reason))
            return FileOutcome(path, "skipped", reason=reason)
        state = self._state(file, hashes[path], doc_id, "added", None)
        if before is not None:
            state = replace(state, settings_key=before.settings_key, generation=before.generation)
        self._remember(state, instead_of=[owner.path for owner in owners])
        if before is None or before.settings_key != self.key(file.path):
            return None
        return FileOutcome(path, "moved", doc_id, reason=f"it was {shown_name(before.path)}")

    def duplicate_of(self, file: File, sha256: str) -> str | None:
        """Another existing file with the same bytes that is in the library or was just read."""
        for state in self.known.with_hash(sha256):
            if state.doc_id and state.path != str(file.path):
                return None if is_gone(Path(state.path)) else state.path
        first = self._reading.setdefault(sha256, str(file.path))
        return first if first != str(file.path) else None

    def keep_original(self, file: File, doc_id: str) -> None:
        """Keep the bytes of the file that has the document ``doc_id``, where the options say so
        and they are not kept yet. Raises ``LibraryError`` when they cannot be written."""
        from kb.store import originals

        if self._options.keeps_originals and doc_id in self._formats:
            originals.keep(self._library, *self._formats[doc_id], file.path)

    def with_doc_id(self, file: File, prepared: PreparedDocument) -> PreparedDocument:
        """``prepared`` under its final id: one that another document has is made distinct."""
        from ingest.metadata.document_ids import disambiguate

        document = prepared.document
        before = self.known.get(str(file.path))
        mine = before.doc_id if before else None
        taken = {*self._formats, *self._library.damaged} - {mine}
        doc_id = disambiguate(document.doc_id, document.format, document.sha256, taken)
        passages = tuple(replace(p, doc_id=doc_id) for p in prepared.passages)
        return PreparedDocument(replace(document, doc_id=doc_id), passages)

    def publish(
        self, file: File, prepared: PreparedDocument, vectors: FloatArray, encoder_key: str
    ) -> Literal["added", "updated"]:
        """Store the document in place of the one that the same file gave before. Its original is
        kept first: what is reported as done has it."""
        document = prepared.document
        if self._options.keeps_originals:
            from kb.store import originals

            originals.keep(self._library, document.sha256, document.format, file.path)
        state = self._state(file, document.sha256, document.doc_id, "added", None)
        before = self.known.get(state.path)
        replaced = before.doc_id if before and not self._shared(before) else None
        self._library.publish(
            document,
            prepared.passages,
            vectors,
            encoder_key,
            state,
            replaces=replaced,
        )
        self.known.put(state)
        self._formats.pop(replaced or "", None)
        self._formats[document.doc_id] = (document.sha256, document.format)
        self._version = self._library.version()
        return "updated" if before and before.doc_id else "added"

    def remember_not_read(self, file: File, status: str, reason: str) -> str:
        """Store why a file was not read, so that it is not tried again while it is unchanged. The
        reason, with what becomes of the document that the file gave before."""
        kept = self.keeping_earlier(str(file.path), reason)
        if kept == reason:
            sha256 = self._hashes.get(str(file.path), "")
            self._remember(self._state(file, sha256, None, status, reason))
            self._write()
        return kept

    def keeping_earlier(self, path: str, reason: str) -> str:
        """``reason``, why a file was not read, and that the document which it gave before stays,
        if it gave one. Where the file was changed, the library notes that the document is not of
        the file as it is. A copy of the file as it was takes the document over."""
        before = self.known.get(path)
        if before is None or before.doc_id is None or is_gone(Path(path)):
            return reason
        if self._has_changed(before):
            if self.hand_over(before) is not None:
                return reason
            stored = reason.encode("utf-8", "backslashreplace").decode()
            self._remember(replace(before, status=OUTDATED, reason=stored))
            self._write()
        return (
            f"{reason}; the library keeps the text that the file had before, as {before.doc_id}. "
            f"`kb remove {before.doc_id}` removes it"
        )

    def _has_changed(self, state: SourceState) -> bool:
        now = self._hashes.get(state.path)
        if now is not None:
            return now != state.sha256
        with suppress(OSError):
            return File.at(Path(state.path)).size != state.size
        return False

    def forget(self, state: SourceState) -> None:
        """Forget a file that is gone, and its document if no other file has it."""
        from kb.errors import UnknownDocument

        if state.doc_id and not self._shared(state):
            with suppress(UnknownDocument):
                self._library.remove(state.doc_id)  # the file's state goes with it
                self._version = self._library.version()
            self._formats.pop(state.doc_id, None)
        self._library.forget_source(state.path)
        self.known.drop(state.path)

    def hand_over(self, gone: SourceState) -> str | None:
        """Give the document of a file that is gone to a file that was skipped as its duplicate and
        still is one; the path of that file, or ``None`` where there is none."""
        for state in self.known.with_hash(gone.sha256):
            if state.doc_id is None and is_unaltered(state):
                heir = replace(state, doc_id=gone.doc_id, status="added", reason=None)
                self._remember(heir, instead_of=[gone.path])
                self._write()
                return heir.path
        return None

    def _shared(self, state: SourceState) -> bool:
        """True when another file has the document of ``state`` too."""
        return any(s.path != state.path for s in self.known.of_document(state.doc_id))

    def _remember(self, state: SourceState, instead_of: Sequence[str] = ()) -> None:
        """Note the state of a file, to be written with others in one transaction."""
        self._unwritten.append((state, tuple(instead_of)))
        for path in instead_of:
            self.known.drop(path)
        self.known.put(state)

    def _write(self) -> None:
        if self._unwritten:
            self._library.note_sources(self._unwritten)
        self._unwritten.clear()

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
            # A reason may name a file whose name is no text.
            reason=reason and reason.encode("utf-8", "backslashreplace").decode(),
            settings_key=self.key(file.path),
            stamp=file.stamp,
        )
