"""The one door to pypdf: a file's pages as runs of text with their place and size.

Coordinates are points from the page's lower left corner as it is read, rotation undone.
"""

from __future__ import annotations

import io
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

MOST_PAGES = 20_000
_PAGE_SECONDS = 8.0
_MOST_CHARACTERS = 400_000  # on one page; a bomb writes more


class PdfError(Exception):
    """The file cannot be opened; the message says what was found and what to do."""


class PageTimeout(Exception):
    """A page took longer than a page may take."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text at ``(x, y)`` in one font and size; ``start`` is its offset in the page's
    extracted text. White space and line breaks come as runs too."""

    text: str
    start: int
    x: float
    y: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as extracted; ``problem`` says why there is nothing where that is known."""

    index: int
    label: str | None
    width: float
    height: float
    runs: tuple[Run, ...]
    text: str
    problem: str | None = None


class Pdf:
    """An open PDF. Raises ``PdfError`` when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._reader = PdfReader(io.BytesIO(data), strict=False)
            if self._reader.is_encrypted and not self._reader.decrypt(""):
                raise PdfError(
                    "it is encrypted, and an empty password does not open it; "
                    "save a copy without a password and ingest that"
                )
            self.pages = len(self._reader.pages)
        except PdfError:
            raise
        except _TROUBLE as error:
            raise PdfError(f"expected a PDF, found damage: {_told(error)}") from error
        if self.pages > MOST_PAGES:
            raise PdfError(f"expected at most {MOST_PAGES:,} pages, found {self.pages:,}; split it")

    def information(self) -> dict[str, str]:
        """Title and author as the file states them."""
        found: dict[str, str] = {}
        with suppress(*_TROUBLE):
            info = self._reader.metadata
            for name in ("title", "author"):
                value = getattr(info, name, None) if info else None
                if isinstance(value, str) and value.strip():
                    found[name] = value.strip()
        return found

    def labels(self) -> list[str | None]:
        """Each page's label; a file that gives none counts its pages from 1."""
        with suppress(*_TROUBLE):
            found: list[str | None] = [str(label) for label in self._reader.page_labels]
            return found[: self.pages]
        return [None] * self.pages

    def outline(self) -> list[tuple[int, str, int]]:
        """Bookmarks: level from 1, title, page index; those that lead nowhere are left out."""
        found: list[tuple[int, str, int]] = []
        with suppress(*_TROUBLE):
            self._bookmarks(self._reader.outline, 1, found)
        return found

    def _bookmarks(self, entries: Any, level: int, found: list[tuple[int, str, int]]) -> None:
        for entry in entries:
            if len(found) > 5_000 or level > 12:
                return
            if isinstance(entry, list):
                self._bookmarks(entry, level + 1, found)
                continue
            with suppress(*_TROUBLE):
                page = self._reader.get_destination_page_number(entry)
                if page is not None and page >= 0 and entry.title:
                    found.append((level, str(entry.title).strip(), page))

    def read(self, index: int, label: str | None) -> RawPage:
        """Page ``index``. A page that cannot be read comes back empty with its problem."""
        width, height, turned = 612.0, 792.0, 0
        try:
            page = self._reader.pages[index]
            box = page.mediabox
            width, height = float(box.width) or width, float(box.height) or height
            turned = int(page.get("/Rotate", 0) or 0) % 360
            with _time_limit(_PAGE_SECONDS):
                runs = _runs(page)
        except PageTimeout:
            return _empty(index, label, width, height, "could not be read in time")
        except _TROUBLE as error:
            return _empty(index, label, width, height, f"is damaged ({_told(error)})")
        runs, width, height = _upright(runs, width, height, turned)
        text = "".join(r.text for r in runs)
        return RawPage(index, label, width, height, tuple(runs), text)


_TROUBLE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            RecursionError, ArithmeticError, AssertionError, NotImplementedError, LookupError,
            UnicodeError, EOFError, ImportError)  # fmt: skip


class _Full(Exception):
    """A page has more text than a page has."""


def _runs(page: pypdf.PageObject) -> list[Run]:
    runs: list[Run] = []
    length = 0

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float | None) -> None:
        nonlocal length
        if not text:
            return
        if length > _MOST_CHARACTERS:
            raise _Full
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = (abs(tm[0] * cm[0] + tm[1] * cm[2]) or abs(tm[1] * cm[1] + tm[0] * cm[1])
                 or abs(tm[3] * cm[3]) or 1.0)  # fmt: skip
        name = str(font.get("/BaseFont", "")) if font else ""
        runs.append(Run(text, length, x, y, abs(size or 0.0) * scale, name))
        length += len(text)

    with suppress(_Full):
        page.extract_text(visitor_text=visit)
    return runs


def _upright(
    runs: list[Run], width: float, height: float, turned: int
) -> tuple[list[Run], float, float]:
    """Runs of a rotated page in the coordinates of the page as it is read."""
    if turned == 90:
        moved = [Run(r.text, r.start, r.y, width - r.x, r.size, r.font) for r in runs]
        return moved, height, width
    if turned == 270:
        moved = [Run(r.text, r.start, height - r.y, r.x, r.size, r.font) for r in runs]
        return moved, height, width
    if turned == 180:
        moved = [Run(r.text, r.start, width - r.x, height - r.y, r.size, r.font) for r in runs]
        return moved, width, height
    return runs, width, height


def _empty(index: int, label: str | None, width: float, height: float, problem: str) -> RawPage:
    return RawPage(index, label, width, height, (), "", problem)


def _told(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:160]


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises ``PageTimeout`` in the main thread after ``seconds``; elsewhere there is no limit,
    and the reader pool's own limit holds."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return

    def late(_signal: int, _frame: object) -> None:
        raise PageTimeout

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
