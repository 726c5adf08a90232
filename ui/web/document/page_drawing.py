"""Draws a page of a PDF as an image with words marked on it. The one module of the app that
imports pypdfium2; it works in a child process with limits (``ui/guarded``).

The place of the words is read from the boxes of the page's characters. The words are searched
whole, else in the longest pieces, so that a running head or a footnote's number between them does
no harm.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import math
import unicodedata
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageChops, ImageColor, ImageDraw
from pypdfium2 import raw

from kb.plain_files import plain_file
from ui.web.document.page_image import PageImage, PageImageError
from ui.web.theme import theme

_LONGEST = 1600  # pixels of the longer side
_SHARPEST = 2.2  # pixels a point
_MOST_CHARACTERS = 40_000
_MOST_WORDS = 20_000  # characters of the words to mark
_SHORTEST = 12  # letters and digits of a piece that is searched
_CERTAIN = 40  # of a piece that is long enough to be the same words anywhere on the page
_NEAR = 400  # letters after which a piece no longer continues the one before
_GAP = 8  # letters between the pieces of a word cut in two: a footnote's number

Box = tuple[int, int, int, int]


def drawn_page(path: str, sha256: str, index: int, words: Sequence[str] = ()) -> PageImage:
    """The page ``index`` (from 0) of the PDF at ``path``, with each of ``words`` marked. The bytes
    that are drawn have the hash ``sha256``.

    Raises ``PageImageError`` when the file is another one, or it or the page cannot be drawn.
    """
    try:
        with open(path, "rb", opener=plain_file) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise PageImageError("its file has changed since it was read")
            return _drawn(file, index, words)
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise PageImageError(f"the page cannot be drawn ({error})") from error


def _drawn(file: BinaryIO, index: int, words: Sequence[str]) -> PageImage:
    file.seek(0)
    document = pypdfium2.PdfDocument(file)
    try:
        count = len(document)
        if not 0 <= index < count:
            raise PageImageError(f"the file has {count} pages, not a page {index + 1}")
        page = document[index]
        image = page.render(scale=_scale(*page.get_size())).to_pil().convert("RGB")
        boxes, share = _boxes(page, image.size, words) if words else ([], 0.0)
        drawn = _webp(_marked(image, boxes))
        return PageImage(drawn, image.width, image.height, share, count)
    finally:
        document.close()


def _scale(width: float, height: float) -> float:
    """Pixels a point: sharp, but no side longer than the cap."""
    longest = max(width, height)
    if not math.isfinite(longest) or min(width, height) <= 0:
        raise PageImageError(f"the page cannot be drawn (it is {width:g} by {height:g} points)")
    return min(_SHARPEST, _LONGEST / longest)


def _marked(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """The image with boxes laid over it like a highlighter: what is dark stays dark."""
    layer = Image.new("RGB", image.size, (255, 255, 255))
    pen = ImageDraw.Draw(layer)
    colour = ImageColor.getrgb(theme().page_image["highlight"])
    for box in boxes:
        pen.rectangle(box, fill=colour)
    return ImageChops.multiply(image, layer)


def _webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def _boxes(
    page: pypdfium2.PdfPage, size: tuple[int, int], words: Sequence[str]
) -> tuple[list[Box], float]:
    """Boxes in pixels over the lines of ``words``, and the share of their letters found."""
    text = page.get_textpage()
    letters, places = _letters(text)
    wanted = [_plain(w[:_MOST_WORDS]) for w in words]
    found = [r for w in wanted for r in places_of(w, letters)]
    marked = sorted({i for start, end in found for i in places[start:end]})
    share = sum(end - start for start, end in found) / max(1, sum(map(len, wanted)))
    return _lines([_pixels(page, text, i, size) for i in marked]), share


def _letters(text: pypdfium2.PdfTextPage) -> tuple[str, list[int]]:
    """The letters and digits of a page, folded, and the character each of them comes from."""
    letters: list[str] = []
    places: list[int] = []
    for i in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, i)
        plain = _plain(chr(code)) if 0 < code < 0x110000 else ""
        letters.append(plain)
        places += [i] * len(plain)
    return "".join(letters), places


def _plain(text: str) -> str:
    """Letters and digits alone, without case or accents."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def places_of(wanted: str, letters: str) -> list[tuple[int, int]]:
    """Where ``wanted`` is in ``letters``: whole, or in order in the longest pieces. A short piece
    counts only where it occurs once, or continues the piece before."""
    found: list[tuple[int, int]] = []
    i = at = 0
    while i < len(wanted):
        length = _longest(wanted, i, letters)
        if length < _SHORTEST:
            tail = wanted[i:]
            near = letters.find(tail, at, at + len(tail) + _GAP) if found else -1
            if near >= 0:
                return [*found, (near, near + len(tail))]
            i += 1
            continue
        place = _place(wanted[i : i + length], letters, at if found else None)
        if place is not None:
            found.append((place, place + length))
            at = place + length
        i += length
    return found


def _longest(wanted: str, start: int, letters: str) -> int:
    """How many characters of ``wanted`` from ``start`` stand together somewhere in ``letters``."""
    low, high = 0, len(wanted) - start
    if wanted[start:] in letters:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[start : start + middle] in letters:
            low = middle
        else:
            high = middle - 1
        if high < _SHORTEST:
            return 0
    return low


def _place(piece: str, letters: str, after: int | None) -> int | None:
    """Where a piece is: after the one before, else anywhere; ``None`` where that is a guess."""
    if after is not None:
        following = letters.find(piece, after)
        if 0 <= following <= after + _NEAR:
            return following
    first = letters.find(piece)
    alone = len(piece) > _CERTAIN or letters.find(piece, first + 1) < 0
    return first if alone else None


def _pixels(
    page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, index: int, size: tuple[int, int]
) -> Box:
    """The box of a character in pixels of the image; cropping and rotation are PDFium's work."""
    left, bottom, right, top = text.get_charbox(index, loose=True)
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((left, top), (right, bottom)):
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of characters joined into boxes of lines."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        height = box[3] - box[1]
        if last and abs(last[1] - box[1]) < height and -height < box[0] - last[2] < 2 * height:
            lines[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return lines
