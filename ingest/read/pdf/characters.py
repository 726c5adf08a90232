"""The characters of a page, and the strings in which the file shows them.

Coordinates are points, in the page's own space until ``turned`` brings them to the page as it is
read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Matrix = tuple[float, float, float, float, float, float]
_EVERYTHING = slice(None)
_WIDE_BLANKS = (*range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Color = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Font:
    """A font. ``key`` tells it from the other fonts of the page; it is PDFium's address."""

    key: int
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class ShownString:
    """What one operator of the file shows: its direction, size in points and font. ``stretch`` is
    the size along the string, where letters are wider or narrower than usual.

    ``mode`` is the text rendering mode (3 is invisible), ``color`` red, green, blue and opacity
    from 0 to 255. ``page_header`` marks what the file declares to be no part of the text, ``soft``
    a hyphen that it declares to be soft, ``layered`` what is in an optional layer. ``handle`` is
    the address of PDFium's text object. ``replaced`` is the address of the marked content whose
    ActualText may stand for what is drawn, 0 where there is none.
    """

    along: tuple[float, float]
    size: float
    stretch: float
    font: Font
    mode: int
    color: Color
    page_header: bool
    soft: bool
    layered: bool
    handle: int
    replaced: int = 0

    @property
    def upright(self) -> bool:
        """True when it runs from left to right."""
        return self.along[0] > 0 and abs(self.along[1]) <= 0.1 * self.along[0]


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page in the order of the file, as arrays.

    ``codes`` are their letters (Unicode). ``x`` and ``y`` are their origins, on the baseline;
    ``width`` is how far each goes along its string, ``size`` its size. ``string`` is the index of
    its string, -1 for white space between strings that PDFium added. ``unmapped`` marks those whose
    letter the file does not tell.
    """

    codes: Indexes
    x: Numbers
    y: Numbers
    width: Numbers
    size: Numbers
    string: Indexes
    unmapped: Flags
    strings: tuple[ShownString, ...]

    def text(self, at: Indexes | slice = _EVERYTHING) -> str:
        """The letters of the characters ``at``."""
        return text_of(self.codes[at])

    def of_strings(self, chosen: Flags) -> Flags:
        """For each character, whether its string is ``chosen``."""
        return np.append(chosen, False)[self.string]  # -1 is the last

    def later_pieces(self) -> Flags:
        """True for the second and later letters of one glyph: a ligature's, all at one place."""
        out = np.zeros(len(self.codes), np.bool_)
        out[1:] = (
            (self.string[1:] == self.string[:-1])
            & (self.x[1:] == self.x[:-1])
            & (self.y[1:] == self.y[:-1])
            & ~blanks(self.codes[1:])
            & ~blanks(self.codes[:-1])
        )
        return out


def text_of(codes: Indexes) -> str:
    """The letters with these ``codes``."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")


def blanks(codes: Indexes) -> Flags:
    """Which letters are white space."""
    wide = (codes >= 0x2000) & np.isin(codes, _WIDE_BLANKS)
    return np.asarray((codes <= 0x20) | (codes == 0xA0) | wide)


def right_to_left(codes: Indexes) -> Flags:
    """Which letters may be of right-to-left script."""
    forms = (codes >= 0xFB1D) & (codes <= 0xFEFC)
    return np.asarray(((codes >= 0x590) & (codes <= 0x8FF)) | forms)


def turned(found: Characters, view: Matrix) -> Characters:
    """``found`` in the space that ``view`` leads to; ``view`` turns by right angles only."""
    if view == IDENTITY:
        return found
    a, b, c, d, e, f = view
    strings = tuple(
        replace(s, along=(s.along[0] * a + s.along[1] * c, s.along[0] * b + s.along[1] * d))
        for s in found.strings
    )
    return replace(
        found,
        x=found.x * a + found.y * c + e,
        y=found.x * b + found.y * d + f,
        strings=strings,
    )
