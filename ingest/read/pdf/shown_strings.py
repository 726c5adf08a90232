"""Reads the strings of a page from PDFium: direction, size, font, colour and marked content."""

from __future__ import annotations

import ctypes
import math
import re
from itertools import repeat
from typing import Any

import numpy as np
from pypdfium2 import raw

from ingest.read.lexicon import READING
from ingest.read.pdf.characters import Font, ShownString
from ingest.read.pdf.pdfium import INT, POINTER, plain

_BOLD = re.compile(f"(?i){'|'.join(READING.bold_fonts)}")
_ITALIC = re.compile(f"(?i){'|'.join(READING.italic_fonts)}")
_SOFT_HYPHEN = (b"\xfe\xff\x00\xad", b"\xad")
_ARTIFACT, _SPAN, _LAYER = (f"{n}\0".encode("utf-16-le") for n in ("Artifact", "Span", "OC"))
_PAGINATION = (b"Attached", b"Subtype")
_NAME = ctypes.create_string_buffer(32)  # a longer name is none of these
_LENGTH = ctypes.c_ulong()
_NAME_AT, _LENGTH_AT = ctypes.addressof(_NAME), ctypes.addressof(_LENGTH)
_NO_MARKS = (False, False, False, 0)
_ACTUAL_TEXT = ctypes.create_string_buffer(b"ActualText")
_ACTUAL_TEXT_AT = ctypes.addressof(_ACTUAL_TEXT)
_NAME_BYTES = 256  # longest name of a font, and longest text of a mark, that is compared
_MOST_MARKS = 32  # of one string

_mark_of = plain(raw.FPDFPageObj_GetMark, ctypes.c_size_t, POINTER, ctypes.c_ulong)
_mark_name = plain(raw.FPDFPageObjMark_GetName, INT, POINTER, POINTER, ctypes.c_ulong, POINTER)
_kind_of_value = plain(raw.FPDFPageObjMark_GetParamValueType, INT, POINTER, POINTER)
_matrix = plain(raw.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
_font_size = plain(raw.FPDFText_GetFontSize, ctypes.c_double, POINTER, INT)
_font_of = plain(raw.FPDFTextObj_GetFont, ctypes.c_size_t, POINTER)
_mode_of = plain(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)
_fill_color = plain(raw.FPDFPageObj_GetFillColor, INT, *[POINTER] * 5)
_count_marks = plain(raw.FPDFPageObj_CountMarks, INT, POINTER)


def shown_strings(text_page: int, starts: list[int], handles: list[int]) -> tuple[ShownString, ...]:
    """The strings whose first characters are at ``starts`` and whose objects are ``handles``, on
    the page whose text PDFium has at the address ``text_page``."""
    fonts: dict[int, Font] = {}
    count = len(starts)
    matrices = np.zeros((count, 6), np.float32)
    colors = np.zeros((count, 4), np.uint32)
    m, c = matrices.ctypes.data, colors.ctypes.data
    list(map(_matrix, repeat(text_page), starts, range(m, m + 24 * count, 24)))
    channels = (range(c + 4 * k, c + 4 * k + 16 * count, 16) for k in range(4))
    list(map(_fill_color, handles, *channels))
    made = []
    for handle, size, matrix, color, font, mode, marks in zip(
        handles,
        map(_font_size, repeat(text_page), starts),
        matrices.tolist(),
        colors.tolist(),
        map(_font_of, handles),
        map(_mode_of, handles),
        map(_count_marks, handles),
        strict=True,
    ):
        sign = -1.0 if size < 0 else 1.0
        page_header, soft, layered, replaced = _marks(handle, marks) if marks > 0 else _NO_MARKS
        made.append(ShownString(
            along=(sign * matrix[0], sign * matrix[1]),
            size=abs(size) * math.hypot(matrix[2], matrix[3]),
            stretch=abs(size) * math.hypot(matrix[0], matrix[1]),
            font=_font(font, fonts),
            mode=mode,
            color=(color[0], color[1], color[2], color[3]),
            page_header=page_header,
            soft=soft,
            layered=layered,
            handle=handle,
            replaced=replaced,
        ))  # fmt: skip
    return tuple(made)


def _font(key: int, known: dict[int, Font]) -> Font:
    if key not in known:
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        font = ctypes.cast(key, raw.FPDF_FONT)
        raw.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES)
        name = buffer.value.decode("latin-1")
        known[key] = Font(key, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))
    return known[key]


def _marks(handle: int, count: int) -> tuple[bool, bool, bool, int]:
    """Whether the marked content of an object makes it a page header, a soft hyphen, and part of
    an optional layer; and the address of the mark that has an ActualText for it."""
    page_header = soft = layered = False
    replaced = 0
    for i in range(min(count, _MOST_MARKS)):
        mark = _mark_of(handle, i)
        if _kind_of_value(mark, _ACTUAL_TEXT_AT) == raw.FPDF_OBJECT_STRING:
            replaced = mark
        _NAME[0] = b"\0"
        _mark_name(mark, _NAME_AT, len(_NAME), _LENGTH_AT)
        name = _NAME.raw
        if name.startswith(_ARTIFACT):
            # The kind of artifact cannot be read; only page headers and footers have these.
            held = ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK)
            page_header |= any(raw.FPDFPageObjMark_GetParamValueType(held, k) for k in _PAGINATION)
        elif name.startswith(_SPAN):
            held = ctypes.cast(mark, raw.FPDF_PAGEOBJECTMARK)
            soft |= _blob(held, b"ActualText") in _SOFT_HYPHEN
        elif name.startswith(_LAYER):
            layered = True
    return page_header, soft, layered, replaced


def replaced_by(handle: int) -> int:
    """The address of the marked content with an ActualText that the object ``handle`` is in, or
    0."""
    count = _count_marks(handle)
    return _marks(handle, count)[3] if count > 0 else 0


def _blob(mark: Any, key: bytes) -> bytes:
    buffer, length = (ctypes.c_ubyte * _NAME_BYTES)(), ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamBlobValue(mark, key, buffer, _NAME_BYTES, length):
        return b""
    return bytes(buffer)[: length.value]
