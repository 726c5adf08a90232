"""Which sessions may upload, and how much.

The library page opens the way for its session when it shows the field for files; a stranger who
only has a connection never gets that far. Where the app is read-only nobody does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from kb.settings import settings
from ui.read_only import read_only

_MB = 1_000_000
_FRAME = 1_000_000  # bytes of an upload's frame around the file: boundaries, headers, its name


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not taken: an HTTP status and a sentence."""

    status: int
    reason: str


@dataclass(slots=True)
class UploadGate:
    """The sessions that may upload, and the bytes of uploads that are under way."""

    _open: set[str] = field(default_factory=set)
    _coming: int = 0
    _lock: Lock = field(default_factory=Lock)

    def open(self, session_id: str) -> None:
        """Let this session upload. Sessions that have ended are forgotten."""
        with self._lock:
            self._open = {s for s in self._open if _lives(s)} | {session_id}

    def refusal(self, session_id: str, length: int | None) -> Refusal | None:
        """Why an upload of ``length`` bytes (``None``: not stated) is not taken, ``None`` when it
        is. Nothing of it was read by then."""
        if read_only():
            return Refusal(403, "This app is read-only and takes no files.")
        if session_id not in self._open or not _lives(session_id):
            return Refusal(403, "Open the library page and add the file there.")
        if (length or 0) > largest_upload():
            most = settings().app.upload_mb
            return Refusal(413, f"The file is larger than {most} MB. Use `kb ingest FILE`.")
        if held() + self._coming + (length or largest_upload()) > settings().app.uploads_mb * _MB:
            return Refusal(
                503, "Other uploads take all the room. Add the files that are uploaded, or wait."
            )
        return None

    def begin(self, length: int | None) -> int:
        """Count an upload that is about to be read; the bytes to give to ``end``."""
        expected = largest_upload() if length is None else length
        with self._lock:
            self._coming += expected
        return expected

    def end(self, expected: int) -> None:
        """The upload was read, or has failed."""
        with self._lock:
            self._coming -= expected


GATE = UploadGate()


def largest_upload() -> int:
    """The largest body of an upload, in bytes."""
    return settings().app.upload_mb * _MB + _FRAME


def let_this_session_upload() -> None:
    """Open the way for the session that draws the page."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        GATE.open(context.session_id)


def held() -> int:
    """Bytes of uploaded files that wait in memory."""
    if not runtime.exists():
        return 0
    kept = getattr(runtime.get_instance().uploaded_file_mgr, "file_storage", {})
    return sum(len(f.data) for files in list(kept.values()) for f in list(files.values()))


def _lives(session_id: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(session_id)
