"""Opens PDFs and their pages with PDFium, and makes its functions quick to call."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw

PdfiumError = pypdfium2.PdfiumError
POINTER, INT = ctypes.c_void_p, ctypes.c_int
_SHOWN_ANNOTATIONS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)
_MOST_ANNOTATIONS = 5_000


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """``function`` of PDFium, called with numbers and addresses. A page has thousands of characters
    and objects, and an ordinary call from Python takes a microsecond, half of it for conversions.
    """
    address = ctypes.cast(function, POINTER).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


class OpenPage:
    """A page that PDFium has open. ``layers``: what it draws may be in an optional layer."""

    def __init__(self, page: pypdfium2.PdfPage, layers: bool) -> None:
        self.page = page
        self.layers = layers
        self.box: tuple[float, float, float, float] = page.get_bbox()
        self.rotation: int = page.get_rotation()


class Engine:
    """A PDF that PDFium has open, with optional ``layers`` or without. Raises ``PdfiumError`` when
    it cannot be opened."""

    def __init__(self, data: bytes, layers: bool) -> None:
        self._layers = layers
        self._document = pypdfium2.PdfDocument(data, password="")  # the empty one
        self._document.init_forms()  # gives fields without an appearance one
        self.pages = len(self._document)

    @contextmanager
    def page(self, index: int, off: Sequence[int] = ()) -> Iterator[OpenPage]:
        """Opens page ``index`` for a block, what is filled into its fields and written on it
        included, but for the annotations ``off``. Raises ``PdfiumError``."""
        page = self._document[index]
        for i in off:
            annotation = raw.FPDFPage_GetAnnot(page.raw, i)
            raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_HIDDEN)
            raw.FPDFPage_CloseAnnot(annotation)
        if _has_shown_annotations(page):
            flattened = raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            if flattened == raw.FLATTEN_SUCCESS:
                page.close()
                page = self._document[index]
        try:
            yield OpenPage(page, self._layers)
        finally:
            page.close()

    def close(self) -> None:
        """Free the memory of the document."""
        self._document.close()


def _has_shown_annotations(page: pypdfium2.PdfPage) -> bool:
    """True when fields are filled in, or words are written on the page."""
    for i in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, i)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _SHOWN_ANNOTATIONS:
            return True
    return False
