"""Places the letters of ActualText: words that a file gives instead of the glyphs it draws.

PDFium puts all these letters where the first glyph begins, and leaves the glyphs out. Here they
share the room of the glyphs, so that the next word begins where they end.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import numpy as np
from pypdfium2 import raw

from ingest.read.pdf.characters import Characters, Indexes, Matrix, ShownString, right_to_left
from ingest.read.pdf.drawn_shapes import bounds, objects_of
from ingest.read.pdf.pdfium import INT, POINTER, OpenPage, plain
from ingest.read.pdf.shown_strings import replaced_by

_SAME_PLACE = 0.01  # points
_SIDE_BEARING = 0.15  # of the size; a glyph is drawn at most so far inside its room
_EDGES = (ctypes.c_float * 4)()  # where PDFium writes them
_EDGES_AT = [ctypes.addressof(_EDGES) + 4 * i for i in range(4)]
_bounds_of = plain(raw.FPDFPageObj_GetBounds, INT, POINTER, *[POINTER] * 4)
_Object = tuple[int, Matrix | None]


def place_actual_text(page: OpenPage, found: Characters) -> None:
    """Gives the letters of each ActualText on ``page`` their own origins and widths."""
    if not any(s.replaced for s in found.strings):
        return
    drawn = _drawn(page, found)
    order = np.argsort(found.string, kind="stable")
    edges = np.searchsorted(found.string[order], np.arange(len(found.strings) + 1))
    for index, shown in enumerate(found.strings):
        if not shown.replaced:
            continue
        at = order[edges[index] : edges[index + 1]]
        if not len(at) or np.ptp(found.x[at]) + np.ptp(found.y[at]) > _SAME_PLACE:
            continue  # what is drawn is read, because the ActualText says nothing
        room = _room(
            shown, drawn.get(shown.handle, []), (float(found.x[at[0]]), float(found.y[at[0]]))
        )
        if room > 0:
            _share(found, at, shown, room)


def _share(found: Characters, at: Indexes, shown: ShownString, room: float) -> None:
    if right_to_left(found.codes[at]).any():
        found.width[at] = room  # in the order of reading: they stay at one place, like a ligature's
        return
    along = np.array(shown.along) / max(float(np.hypot(*shown.along)), 1e-9)
    steps = np.arange(len(at)) * (room / len(at))
    found.x[at] += steps * along[0]
    found.y[at] += steps * along[1]
    found.width[at] = room / len(at)


def _drawn(page: OpenPage, found: Characters) -> dict[int, list[_Object]]:
    """The text objects of ``page`` that each string with an ActualText stands for: its own, by
    whose address they are given, and those after it in the same marked content."""
    out: dict[int, list[_Object]] = {}
    strings = {s.handle: s.replaced for s in found.strings}
    mark, objects = 0, list[_Object]()
    for held, kind, matrix in objects_of(page):
        if kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        if held in strings:
            mark, objects = strings[held], [(held, matrix)]
            out[held] = objects
        elif mark and replaced_by(held) == mark:
            objects.append((held, matrix))
    return out


def _room(shown: ShownString, drawn: list[_Object], origin: tuple[float, float]) -> float:
    """How far what is ``drawn`` in the place of ``shown`` goes along it from its ``origin``, on its
    line; 0 where nothing is drawn."""
    spans = [s for s in (_span(held, m, shown, origin) for held, m in drawn) if s]
    if not spans:
        return 0.0
    start, end, low, high = spans[0]
    for _, last, bottom, top in spans:
        if low <= (bottom + top) / 2 <= high or bottom <= (low + high) / 2 <= top:
            end = max(end, last)
    return end + min(max(start, 0.0), _SIDE_BEARING * shown.size)


def _span(
    held: int, matrix: Matrix | None, shown: ShownString, origin: tuple[float, float]
) -> tuple[float, float, float, float] | None:
    """Where an object begins and ends along ``shown``, and across it, from ``origin``."""
    if not _bounds_of(held, *_EDGES_AT):
        return None
    places = np.array(list(_corners(matrix))) - origin
    along = np.array(shown.along) / max(float(np.hypot(*shown.along)), 1e-9)
    forth, across = places @ along, places @ np.array((-along[1], along[0]))
    return float(forth.min()), float(forth.max()), float(across.min()), float(across.max())


def _corners(matrix: Matrix | None) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = _EDGES
    x0, y0, x1, y1 = bounds([(left, bottom), (right, top), (left, top), (right, bottom)], matrix)
    yield from ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
