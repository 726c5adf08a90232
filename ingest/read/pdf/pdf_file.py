"""Opens a PDF, decodes its streams and fonts, and extracts its pages; the only module that imports
pypdf.

``content_stream`` finds the text in the content streams; pypdf's own extraction gives no widths and
takes three times as long.
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
from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds, time_limit
from kb.settings import settings

_MOST_BOOKMARKS = 5_000
_DEEPEST_BOOKMARK = 12  # level
_PDF_ERRORS = (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError,
            RecursionError, ArithmeticError, AssertionError, NotImplementedError, LookupError,
            UnicodeError, EOFError, ImportError)  # fmt: skip


class PdfError(Exception):
    """The file cannot be opened; the message says what was found and what to do."""


class Pdf:
    """An open PDF. Raises ``PdfError`` when it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        self._limits = limits = settings().ingest
        most_decoded = limits.stream_mb * 1_000_000
        pypdf.overwrite_configuration(
            zlib_maximum_output_length=most_decoded,
            lzw_maximum_output_length=most_decoded,
            run_length_maximum_output_length=most_decoded,
            brotli_maximum_output_length=most_decoded,
            array_based_stream_maximum_output_length=most_decoded,
            outline_maximum_entries=10_000,
        )
        self._faces: dict[int, Face | None] = {}
        self._slow_pages = 0
        try:
            with time_limit(4 * limits.page_s):
                self._reader = PdfReader(io.BytesIO(data), strict=False)
                if self._reader.is_encrypted and not self._reader.decrypt(""):
                    raise PdfError(
                        "the PDF is encrypted with a password; save a copy without a password and "
                        "ingest that"
                    )
                self.pages = len(self._reader.pages)
        except PdfError:
            raise
        except OutOfTime as error:
            raise PdfError(
                "the pages of the PDF cannot be listed in time; save it again from a PDF viewer"
            ) from error
        except _PDF_ERRORS as error:
            raise PdfError(
                f"the PDF is damaged ({_first_line(error)}); save it again from a PDF viewer, or "
                "get another copy"
            ) from error
        if self.pages > limits.pages:
            raise PdfError(
                f"the PDF has {self.pages:,} pages, and the limit is {limits.pages:,}; split it"
            )

    def information(self) -> dict[str, str]:
        """Title and author as the file states them."""
        found: dict[str, str] = {}
        with suppress(*_PDF_ERRORS):
            info = self._reader.metadata
            for name in ("title", "author"):
                value = getattr(info, name, None) if info else None
                if isinstance(value, str) and value.strip():
                    found[name] = value.strip()
        return found

    def labels(self) -> list[str | None]:
        """Each page's label; a file that gives none counts its pages from 1."""
        with suppress(*_PDF_ERRORS):
            found: list[str | None] = [str(label) for label in self._reader.page_labels]
            return found[: self.pages]
        return [None] * self.pages

    def outline(self) -> list[tuple[int, str, int]]:
        """Bookmarks: level from 1, title, page index; those without a target are left out."""
        found: list[tuple[int, str, int]] = []
        with suppress(*_PDF_ERRORS, OutOfTime), time_limit(2 * self._limits.page_s):
            self._bookmarks(self._reader.outline, 1, found)
        return found

    def _bookmarks(self, entries: Any, level: int, found: list[tuple[int, str, int]]) -> None:
        for entry in entries:
            if len(found) > _MOST_BOOKMARKS or level > _DEEPEST_BOOKMARK:
                return
            if isinstance(entry, list):
                self._bookmarks(entry, level + 1, found)
                continue
            with suppress(*_PDF_ERRORS):
                page = self._reader.get_destination_page_number(entry)
                if page is not None and page >= 0 and entry.title:
                    found.append((level, str(entry.title).strip(), page))

    def read(self, index: int, label: str | None) -> RawPage:
        """Page ``index``. A page that cannot be read comes back empty with its problem."""
        if self._slow_pages >= self._limits.most_slow_pages:
            return _empty(
                index, label, "was not read, because too many pages before it took too long"
            )
        hurried = self._slow_pages >= self._limits.slow_pages
        seconds = self._limits.hurried_page_s if hurried else self._limits.page_s
        try:
            with time_limit(seconds):
                return self._page(index, label, cpu_seconds() + seconds)
        except OutOfTime:
            self._slow_pages += 1
            return _empty(index, label, "could not be read in time")
        except (LimitReachedError, MemoryError):
            self._slow_pages += 1
            return _empty(index, label, "unpacks to more than a page can hold")
        except _PDF_ERRORS as error:
            return _empty(index, label, f"is damaged ({_first_line(error)})")

    def _page(self, index: int, label: str | None, deadline: float) -> RawPage:
        page = self._reader.pages[index]
        contents = page.get_contents()
        content = contents.get_data() if contents is not None else b""
        resources = self._resources(page.get("/Resources"))
        stated = int(page.get("/Rotate", 0) or 0)
        best = _viewed(page, content, resources, stated, deadline)
        if _upright_letters(best) < _letters(best) / 2:  # sideways, whatever /Rotate says
            ways = [_viewed(page, content, resources, stated + by, deadline) for by in (90, 270)]
            best = max((best, *ways), key=_upright_letters)
        runs, width, height = best
        return RawPage(index, label, width, height, tuple(runs))

    def _resources(self, held: Any) -> Resources:
        found = held.get_object() if held is not None else None
        entries = found if isinstance(found, DictionaryObject) else DictionaryObject()

        def face(name: str) -> Face | None:
            return self._face(_entry(entries, "/Font", name))

        def form(name: str) -> Form | None:
            return self._form(_entry(entries, "/XObject", name), held)

        return Resources(_remembered(face), form)

    def _face(self, held: Any) -> Face | None:
        key = held.idnum if isinstance(held, IndirectObject) else None
        if key is not None and key in self._faces:
            return self._faces[key]
        face: Face | None = None
        with suppress(*_PDF_ERRORS):
            font = held.get_object() if held is not None else None
            if isinstance(font, DictionaryObject):
                face = face_of(Font.from_font_resource(font), font)
        if key is not None:
            self._faces[key] = face
        return face

    def _form(self, held: Any, outer: Any) -> Form | None:
        with suppress(*_PDF_ERRORS):
            form = held.get_object() if held is not None else None
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form":
                numbers = [float(n) for n in form.get("/Matrix", ())]
                matrix: Matrix = IDENTITY
                if len(numbers) == 6:
                    matrix = (*numbers,)  # type: ignore[assignment]  # there are six
                resources = self._resources(form.get("/Resources", outer))
                return Form(form.get_data(), matrix, resources)
        return None


def _remembered(look_up: Callable[[str], Face | None]) -> Callable[[str], Face | None]:
    """``look_up`` that remembers: a page changes its font for every other word."""
    known: dict[str, Face | None] = {}

    def find(name: str) -> Face | None:
        if name not in known:
            known[name] = look_up(name)
        return known[name]

    return find


def _entry(resources: DictionaryObject, kind: str, name: str) -> Any:
    """The resource ``name``, unresolved, so that its object number identifies it."""
    with suppress(*_PDF_ERRORS):
        held = resources.get(kind)
        entries = held.get_object() if held is not None else None
        if isinstance(entries, DictionaryObject) and name in entries:
            return entries.raw_get(name)
    return None


_Viewed = tuple[list[Run], float, float]


def _viewed(
    page: pypdf.PageObject, content: bytes, resources: Resources, rotated: int, deadline: float
) -> _Viewed:
    """The runs of a page rotated clockwise by ``rotated`` degrees, its width and height then."""
    view, width, height = _view(page, rotated % 360)
    runs = runs_of(content, resources, view, deadline=deadline) if content else []
    return [r for r in runs if -20 < r.x < width + 20 and -20 < r.y < height + 20], width, height


def _letters(viewed: _Viewed) -> int:
    return sum(len(r.text) for r in viewed[0])


def _upright_letters(viewed: _Viewed) -> int:
    return sum(len(r.text) for r in viewed[0] if not r.rotated)


def _view(page: pypdf.PageObject, rotated: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own space to the page as it is read, its width and height."""
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = float(box.width) or 612.0, float(box.height) or 792.0
    if rotated == 90:
        return (0.0, -1.0, 1.0, 0.0, -bottom, width + left), height, width
    if rotated == 270:
        return (0.0, 1.0, -1.0, 0.0, height + bottom, -left), height, width
    if rotated == 180:
        return (-1.0, 0.0, 0.0, -1.0, width + left, height + bottom), width, height
    return (1.0, 0.0, 0.0, 1.0, -left, -bottom), width, height


def _empty(index: int, label: str | None, problem: str) -> RawPage:
    return RawPage(index, label, 612.0, 792.0, (), problem)


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:160]
