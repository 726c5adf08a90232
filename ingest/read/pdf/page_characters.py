"""Reads the characters of a page from PDFium: letters, places and widths."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import Any

import numpy as np
from pypdfium2 import raw

from ingest.read.pdf.actual_text import place_actual_text
from ingest.read.pdf.characters import Characters, Flags, Indexes, Numbers, right_to_left
from ingest.read.pdf.pdfium import INT, POINTER, OpenPage, plain
from ingest.read.pdf.shown_strings import shown_strings

_LINE_HYPHENS = (0xFFFE, 0x02)  # PDFium's signs for a hyphen at the end of a line
_LINE_BREAK = 0x0D
_BLANKS = (0x20, 0x0A, 0x0D)
_UNKNOWN = 0xFFFD
_KERNED, _STRETCHED = 0.15, 0.1  # of the size: a string may be so much longer, and for each space

_unicode = plain(raw.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
_origin = plain(raw.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
_loose_box = plain(raw.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
_text_object = plain(raw.FPDFText_GetTextObject, ctypes.c_size_t, POINTER, INT)
_map_error = plain(raw.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
_width_of = plain(
    raw.FPDFFont_GetGlyphWidth, INT, POINTER, ctypes.c_uint32, ctypes.c_float, POINTER
)


def page_characters(page: OpenPage, most: int) -> Characters:
    """The characters of ``page``, ``most`` at most."""
    text_page = page.page.get_textpage()
    try:
        found = _Reader(text_page.raw, min(text_page.count_chars(), most)).read()
    finally:
        text_page.close()
    place_actual_text(page, found)
    return found


def _stretch(found: Characters) -> Numbers:
    return np.array([s.stretch or 1.0 for s in found.strings] + [1.0])[found.string]


class _Reader:
    def __init__(self, text_page: Any, count: int) -> None:
        self._raw = text_page
        self._page = ctypes.cast(text_page, POINTER).value or 0
        self._count = count
        self._box = raw.FS_RECTF()  # where PDFium writes answers
        self._width = ctypes.c_float()
        self._box_at, self._width_at = map(ctypes.addressof, (self._box, self._width))

    def read(self) -> Characters:
        codes = self._codes()
        string, starts, handles = self._objects(codes)
        strings = shown_strings(self._page, starts, handles)
        count = self._count
        size = np.array([s.size or 1.0 for s in strings] + [1.0])[string]
        found = Characters(
            codes, np.zeros(count), np.zeros(count), np.zeros(count), size, string,
            np.zeros(count, np.bool_), strings,
        )  # fmt: skip
        if strings:
            letters = self._letters(found)
            asked = self._place(found, np.array(starts))
            if asked.any():
                self._widen(found, asked, *letters)
            for i in np.flatnonzero(found.later_pieces() & asked).tolist():
                found.width[i - 1 : i + 1] = self._box_width(i)
        return found

    def _letters(self, found: Characters) -> tuple[Indexes, Indexes, Numbers]:
        """Fills in widths and whether the letters are known, asking once for each letter of a font.
        Returns where each first is, which each character is, and the widths of size 1."""
        keys = sorted({s.font.key for s in found.strings})
        font = np.array([keys.index(s.font.key) for s in found.strings] + [0], np.int64)
        each, first, same = np.unique(
            font[found.string] << 21 | found.codes, return_index=True, return_inverse=True
        )
        unmapped = [_map_error(self._page, i) > 0 for i in first.tolist()]
        found.unmapped[:] = np.array(unmapped, np.bool_)[same] & (found.string >= 0)
        told = np.array(
            [self._glyph_width(keys[k >> 21], k & 0x1FFFFF) for k in each.tolist()], np.float64
        )
        found.width[:] = told[same] * _stretch(found)
        return first, same, told

    def _place(self, found: Characters, starts: Indexes) -> Flags:
        """Fills in the origins. PDFium is asked for the first and the last character of a string,
        and for all only where the widths in between do not add up to their distance: where gaps
        are set between letters, or a width is wrong. Returns for which characters it was asked."""
        string, size = found.string, found.size
        ends = np.append(starts[1:], self._count) - 1
        while (loose := string[ends] < 0).any():  # line breaks after a string
            ends = ends - loose
        first, last = self._origins(starts), self._origins(ends)
        along = np.array([s.along for s in found.strings])
        along /= np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
        before = np.cumsum(found.width) - found.width
        blank = np.isin(found.codes, _BLANKS) & (string >= 0)
        blanks: Numbers = np.cumsum(blank) - blank
        span = last - first
        forth = (span * along).sum(1)
        aside = np.abs(span[:, 0] * along[:, 1] - span[:, 1] * along[:, 0])
        slack = forth - (before[ends] - before[starts])
        inner: Numbers = blanks[ends] - blanks[starts]
        allowed = size[starts] * (_KERNED + _STRETCHED * inner)
        kerned = _KERNED * size[starts]
        exact = (slack > allowed) | (slack < -kerned) | (aside > kerned)
        if right_to_left(found.codes).any():
            exact[:] = True  # not in the order of the page
        steps = np.maximum(np.where(inner > 0, inner, ends - starts), 1)
        of = np.where(string < 0, 0, string)
        taken = np.where(inner[of] > 0, blanks - blanks[starts][of],
                         np.arange(self._count) - starts[of])  # fmt: skip
        moved = before - before[starts][of] + (slack / steps)[of] * taken
        found.x[:] = first[of, 0] + moved * along[of, 0]
        found.y[:] = first[of, 1] + moved * along[of, 1]
        asked = np.append(exact, False)[string]
        every = np.flatnonzero(asked)
        found.x[every], found.y[every] = self._origins(every).T
        return asked

    def _origins(self, at: Indexes) -> Numbers:
        """The origins of the characters ``at``, one in each row."""
        places = np.zeros((len(at), 2))
        base = places.ctypes.data
        xs, ys = (range(base + by, base + by + 16 * len(at), 16) for by in (0, 8))
        list(map(_origin, repeat(self._page), at.tolist(), xs, ys))
        return places

    def _widen(
        self, found: Characters, asked: Flags, first: Indexes, same: Indexes, told: Numbers
    ) -> None:
        """Mends the widths of the characters ``asked`` for. Two glyphs of a font can be one letter;
        then the width told may be the other's. A glyph is as wide as it is drawn, or as the next
        letters begin after it."""
        stretch = _stretch(found)
        letters = np.unique(same[asked])
        drawn = told.copy()
        for k in letters.tolist():
            drawn[k] = max(told[k], self._box_width(int(first[k])) / stretch[first[k]])
        of = np.flatnonzero(asked[:-1] & asked[1:] & (np.diff(found.string) == 0))
        steps = np.hypot(found.x[of + 1] - found.x[of], found.y[of + 1] - found.y[of])
        follows = np.full(len(told), np.inf)
        np.minimum.at(follows, same[of], steps / stretch[of])
        found.width[asked] = (np.clip(follows, told, drawn)[same] * stretch)[asked]

    def _glyph_width(self, font: int, code: int) -> float:
        """The width of a letter of size 1; 0 where the font does not tell."""
        self._width.value = 0.0
        _width_of(font, code, 1000.0, self._width_at)
        return self._width.value / 1000

    def _box_width(self, index: int) -> float:
        _loose_box(self._page, index, self._box_at)
        return float(max(self._box.right - self._box.left, 0.0))

    def _codes(self) -> Indexes:
        """The letter of each character."""
        buffer = (ctypes.c_ushort * (2 * self._count + 2))()
        written = raw.FPDFText_GetText(self._raw, 0, self._count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
        if len(text) == self._count:
            codes = np.frombuffer(text.encode("utf-32-le", "replace"), "<u4").astype(np.intp)
        else:  # characters without a letter are not in the text
            every = map(_unicode, repeat(self._page), range(self._count))
            codes = np.fromiter(every, np.intp, self._count)
            codes[(codes == 0) | (codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = (
                0xFFFD
            )
        codes[np.isin(codes, _LINE_HYPHENS)] = ord("-")
        return codes

    def _objects(self, codes: Indexes) -> tuple[Indexes, list[int], list[int]]:
        """The index of each character's string, where each string starts, and its object."""
        string = np.full(self._count, -1, np.intp)
        starts: list[int] = []
        handles: list[int] = []
        breaks = np.append(np.flatnonzero(codes == _LINE_BREAK), self._count).tolist()
        at = line = 0
        while at < self._count:
            held = _text_object(self._page, at)
            while breaks[line] <= at and line + 1 < len(breaks):
                line += 1
            end = self._end(at, held, breaks[line]) if held else at + 1
            if held:
                if not handles or held != handles[-1]:
                    starts.append(at)
                    handles.append(held)
                string[at:end] = len(starts) - 1
            at = end
        return string, starts, handles

    def _end(self, at: int, held: int, line_end: int) -> int:
        """Where the characters of the object ``held`` end, from ``at``: with the line, or found in
        growing, then in shrinking steps, because objects have some dozens of characters."""
        if line_end > at + 1 and _text_object(self._page, line_end - 1) == held:
            return line_end
        step = 1
        while at + step < self._count and _text_object(self._page, at + step) == held:
            at += step
            step *= 2
        while step > 1:
            step //= 2
            if at + step < self._count and _text_object(self._page, at + step) == held:
                at += step
        return at + 1
