"""The one door to pypdf: opens a file, decodes its streams and fonts, names its pages.

What text stands where is read off the content streams by ``content``; pypdf's own extraction
gives no widths and takes three times as long.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pypdf
from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject
from pypdf.generic._font import Font  # widths of characters are public nowhere

from ingest.read.pdf.content_stream import runs_of
from ingest.read.pdf.fonts import face_of
from ingest.read.pdf.matrix import IDENTITY, Matrix
from ingest.read.pdf.runs import Face, Form, RawPage, Resources, Run
from ingest.read.pdf.time_limit import OutOfTime, spent, time_limit

MOST_PAGES = 20_000
_PAGE_SECONDS = 6.0  # of the processor's time
_HURRIED_SECONDS = 0.5  # for each page, after some took too long
_PATIENCE = 3  # pages that may take too long or unpack to too much before that
_GIVE_UP = 30  # such pages after which the rest is not tried
_MOST_DECODED = 32_000_000  # bytes of one stream; the content of a page is some 50,000

_TROUBLE = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            RecursionError, ArithmeticError, AssertionError, NotImplementedError, LookupError,
            UnicodeError, EOFError, ImportError)  # fmt: skip


class PdfError(Exception):
    """The file cannot be opened; the message says what was found and what to do."""


class Pdf:
    """An open PDF. Raises ``PdfError`` when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        pypdf.overwrite_configuration(
            zlib_maximum_output_length=_MOST_DECODED,
            lzw_maximum_output_length=_MOST_DECODED,
            run_length_maximum_output_length=_MOST_DECODED,
            brotli_maximum_output_length=_MOST_DECODED,
            array_based_stream_maximum_output_length=_MOST_DECODED,
            outline_maximum_entries=10_000,
        )
        self._faces: dict[int, Face | None] = {}
        self._trouble = 0
        try:
            with time_limit(4 * _PAGE_SECONDS):
                self._reader = PdfReader(io.BytesIO(data), strict=False)
                if self._reader.is_encrypted and not self._reader.decrypt(""):
                    raise PdfError(
                        "expected a PDF that opens without a password, found one that is "
                        "encrypted and that an empty password does not open; "
                        "save a copy without a password and ingest that"
                    )
                self.pages = len(self._reader.pages)
        except PdfError:
            raise
        except OutOfTime as error:
            raise PdfError("expected a PDF, found one whose pages cannot be listed") from error
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
        with suppress(*_TROUBLE, OutOfTime), time_limit(2 * _PAGE_SECONDS):
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
        if self._trouble >= _GIVE_UP:
            return _empty(index, label, "was not read: too many pages before it took too long")
        seconds = _PAGE_SECONDS if self._trouble < _PATIENCE else _HURRIED_SECONDS
        try:
            with time_limit(seconds):
                return self._page(index, label, spent() + seconds)
        except OutOfTime:
            self._trouble += 1
            return _empty(index, label, "could not be read in time")
        except (LimitReachedError, MemoryError):
            self._trouble += 1
            return _empty(index, label, "unpacks to more than a page can hold")
        except _TROUBLE as error:
            return _empty(index, label, f"is damaged ({_told(error)})")

    def _page(self, index: int, label: str | None, deadline: float) -> RawPage:
        page = self._reader.pages[index]
        contents = page.get_contents()
        content = contents.get_data() if contents is not None else b""
        resources = self._resources(page.get("/Resources"))
        stated = int(page.get("/Rotate", 0) or 0)
        best = _viewed(page, content, resources, stated, deadline)
        if _level(best) < _letters(best) / 2:  # set sideways, whatever the page says
            ways = [_viewed(page, content, resources, stated + by, deadline) for by in (90, 270)]
            best = max((best, *ways), key=_level)
        runs, width, height = best
        return RawPage(index, label, width, height, tuple(runs))

    def _resources(self, held: Any) -> Resources:
        found = held.get_object() if held is not None else None
        entries = found if isinstance(found, DictionaryObject) else DictionaryObject()

        def face(name: str) -> Face | None:
            return self._face(_entry(entries, "/Font", name))

        def form(name: str) -> Form | None:
            return self._form(_entry(entries, "/XObject", name), held)

        return Resources(_kept(face), form)

    def _face(self, held: Any) -> Face | None:
        key = held.idnum if isinstance(held, IndirectObject) else None
        if key is not None and key in self._faces:
            return self._faces[key]
        face: Face | None = None
        with suppress(*_TROUBLE):
            font = held.get_object() if held is not None else None
            if isinstance(font, DictionaryObject):
                face = face_of(Font.from_font_resource(font), font)
        if key is not None:
            self._faces[key] = face
        return face

    def _form(self, held: Any, outer: Any) -> Form | None:
        with suppress(*_TROUBLE):
            form = held.get_object() if held is not None else None
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
                numbers = [float(n) for n in form.get("/Matrix", ())]
                matrix: Matrix = IDENTITY
                if len(numbers) == 6:
                    matrix = (*numbers,)  # type: ignore[assignment]  # six of them, see above
                resources = self._resources(form.get("/Resources", outer))
                return Form(form.get_data(), matrix, resources)
        return None


def _kept(look_up: Callable[[str], Face | None]) -> Callable[[str], Face | None]:
    """``look_up`` that remembers: a page changes its font for every other word."""
    known: dict[str, Face | None] = {}

    def find(name: str) -> Face | None:
        if name not in known:
            known[name] = look_up(name)
        return known[name]

    return find


def _entry(resources: DictionaryObject, kind: str, name: str) -> Any:
    """The resource ``name``, unresolved, so that it can be told by its number."""
    with suppress(*_TROUBLE):
        held = resources.get(kind)
        entries = held.get_object() if held is not None else None
        if isinstance(entries, DictionaryObject) and name in entries:
            return entries.raw_get(name)
    return None


_Viewed = tuple[list[Run], float, float]


def _viewed(
    page: pypdf.PageObject, content: bytes, resources: Resources, turned: int, deadline: float
) -> _Viewed:
    """The runs of a page turned clockwise by ``turned`` degrees, its width and height then."""
    view, width, height = _view(page, turned % 360)
    runs = runs_of(content, resources, view, deadline=deadline) if content else []
    return [r for r in runs if -20 < r.x < width + 20 and -20 < r.y < height + 20], width, height


def _letters(viewed: _Viewed) -> int:
    return sum(len(r.text) for r in viewed[0])


def _level(viewed: _Viewed) -> int:
    return sum(len(r.text) for r in viewed[0] if not r.turned)


def _view(page: pypdf.PageObject, turned: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own space to the page as it is read, its width and height."""
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = float(box.width) or 612.0, float(box.height) or 792.0
    if turned == 90:
        return (0.0, -1.0, 1.0, 0.0, -bottom, width + left), height, width
    if turned == 270:
        return (0.0, 1.0, -1.0, 0.0, height + bottom, -left), height, width
    if turned == 180:
        return (-1.0, 0.0, 0.0, -1.0, width + left, height + bottom), width, height
    return (1.0, 0.0, 0.0, 1.0, -left, -bottom), width, height


def _empty(index: int, label: str | None, problem: str) -> RawPage:
    return RawPage(index, label, 612.0, 792.0, (), problem)


def _told(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:160]
