"""Opens a PDF and extracts its pages: PDFium reads the characters; pypdf the labels, the outline,
the metadata, and how much a page would draw. The only module that imports pypdf, beside
``content_size``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import numpy as np
import pypdf
from pypdf import PdfReader, PdfWriter
from pypdf.errors import LimitReachedError, PyPdfError

from ingest.read.pdf.characters import Characters, Flags, Matrix, blanks, turned
from ingest.read.pdf.content_size import ContentSize
from ingest.read.pdf.form_fields import ticked_boxes
from ingest.read.pdf.glyph_names import has_unread_ligatures
from ingest.read.pdf.hidden_text import hidden_strings
from ingest.read.pdf.join_characters import runs_of
from ingest.read.pdf.layers import Layers
from ingest.read.pdf.page_characters import page_characters
from ingest.read.pdf.pdfium import Engine, OpenPage, PdfiumError
from ingest.read.pdf.runs import RawPage, Run
from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds, time_limit
from kb.settings import settings
from kb.text.legibility import illegible

T = TypeVar("T")
_MOST_CHARACTERS = 400_000  # of one page; only a malicious file has more
_UPRIGHT = 0.9  # cosine
_PRIVATE_SHARE = 0.2  # of a page's characters
_MOST_BOOKMARKS = 5_000
_DEEPEST_BOOKMARK = 12  # level
_PDF_ERRORS = (PyPdfError, PdfiumError, ValueError, TypeError, KeyError, IndexError, OSError,
            AttributeError, RecursionError, ArithmeticError, AssertionError, LookupError,
            NotImplementedError, UnicodeError, EOFError, ImportError)  # fmt: skip


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
        self._slow_pages = 0
        self._sizes = ContentSize()
        try:
            with time_limit(4 * limits.page_s):
                self._reader = PdfReader(io.BytesIO(data), strict=False)
                if self._reader.is_encrypted and not self._reader.decrypt(""):
                    raise PdfError(
                        "the PDF is encrypted with a password; save a copy without a password and "
                        "ingest that"
                    )
                self.pages = len(self._reader.pages)
                catalog = self._reader.root_object
                self._layers = Layers(catalog) if "/OCProperties" in catalog else None
                self._engine = self._open(data)
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

    def _open(self, data: bytes) -> Engine:
        """The file in PDFium; where that cannot read what pypdf can, as pypdf writes it."""
        layers = self._layers is not None
        with suppress(PdfiumError):
            engine = Engine(data, layers)
            if engine.pages == self.pages:
                return engine
            engine.close()
        written = io.BytesIO()
        PdfWriter(clone_from=self._reader).write(written)
        return Engine(written.getvalue(), layers)

    def _page(self, index: int, label: str | None, deadline: float) -> RawPage:
        if self._sizes.of(self._reader.pages[index]) > self._limits.stream_mb * 1_000_000:
            raise MemoryError
        layers = self._layers
        off: tuple[int, ...] = self._ask(layers.off, index, ()) if layers else ()
        with self._engine.page(index, off) as page:
            found = page_characters(page, _MOST_CHARACTERS)
            hidden = hidden_strings(page, found, deadline)
            letters = _letters_by_rotation(found, hidden)
            rotated, beside = _rotations(letters, page.rotation)
            view, width, height = _view(page, rotated)
            apart = np.zeros(len(found.strings), np.bool_)
            aside: list[Run] = []
            if beside is not None:
                part = turned(found, _view(page, beside)[0])
                upright = np.array([s.upright for s in part.strings]) & ~hidden
                aside = runs_of(part, hidden, ~upright)
                if illegible(" ".join(r.text for r in aside)):
                    aside = []  # left out, with a warning
                else:
                    apart = upright
            runs = runs_of(turned(found, view), hidden, apart)
        return RawPage(
            index, label, width, height, tuple(runs), unmapped=_unmapped(found),
            turned=tuple(aside), ticked=self._ask(lambda p: ticked_boxes(p, off), index, ()),
            ligatures=self._ask(has_unread_ligatures, index, False),
            off=self._ask(layers.words_off, index, ()) if layers and off else (),
        )  # fmt: skip

    def _ask(self, what: Callable[[Any], T], index: int, otherwise: T) -> T:
        """What pypdf finds on page ``index``, ``otherwise`` where it is damaged."""
        with suppress(*_PDF_ERRORS):
            return what(self._reader.pages[index])
        return otherwise


def _letters_by_rotation(found: Characters, hidden: Flags) -> dict[int, int]:
    """How many letters that people see are upright after each rotation of the page."""
    counts = dict.fromkeys((0, 90, 180, 270), 0)
    if found.strings:
        seen = (found.string >= 0) & ~blanks(found.codes)
        letters = np.bincount(found.string[seen], minlength=len(found.strings))
        letters[hidden] = 0
        along = np.array([s.along for s in found.strings])
        right, up = (along / np.maximum(np.hypot(*along.T), 1e-9)[:, None]).T
        for by, pointing in ((0, right), (90, up), (180, -right), (270, -up)):
            counts[by] = int(letters[pointing > _UPRIGHT].sum())
    return counts


def _rotations(letters: dict[int, int], stated: int) -> tuple[int, int | None]:
    """The rotation in which the page is read: the stated one, or, where nothing is upright then,
    the one in which most letters are; and that in which a larger part at an angle is upright."""
    most = max(letters, key=lambda by: (letters[by], by == stated))
    if not letters[stated]:
        return most, None
    return stated, most if 2 * letters[stated] < sum(letters.values()) else None


def _unmapped(found: Characters) -> int:
    """How many characters are without a letter, private ones included where they are many (some
    are bullets)."""
    private = int(((found.codes >= 0xE000) & (found.codes <= 0xF8FF)).sum())
    many = private > _PRIVATE_SHARE * len(found.codes)
    return int(found.unmapped.sum()) + (private if many else 0)


def _view(page: OpenPage, rotated: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own space to the page as it is read, its width and height."""
    left, bottom, right, top = page.box
    width, height = right - left, top - bottom
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
