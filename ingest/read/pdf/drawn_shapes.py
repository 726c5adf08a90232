"""What a page draws beside its text: the shapes that can hide text or be behind it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from pypdfium2 import raw

from ingest.read.pdf.characters import Flags, Matrix, Numbers
from ingest.read.pdf.pdfium import INT, POINTER, OpenPage, plain

_MOST_OBJECTS = 20_000  # of a page whose places are compared
_MOST_SHAPES = 2_000  # the same
_DEEPEST_FORM = 12
_RULE = 2.0  # points
_NO_COLOR = (-999, -999, -999)  # of an image: like none
Box = tuple[float, float, float, float]  # left, bottom, right, top

_count_objects = plain(raw.FPDFPage_CountObjects, INT, POINTER)
_object_of = plain(raw.FPDFPage_GetObject, ctypes.c_size_t, POINTER, INT)
_count_in_form = plain(raw.FPDFFormObj_CountObjects, INT, POINTER)
_object_in_form = plain(raw.FPDFFormObj_GetObject, ctypes.c_size_t, POINTER, ctypes.c_ulong)
_is_transparent = plain(raw.FPDFPageObj_HasTransparency, INT, POINTER)
_kind_of = plain(raw.FPDFPageObj_GetType, INT, POINTER)


@dataclass(frozen=True, slots=True)
class DrawnShapes:
    """What a page draws: the place of each text object in the order of drawing with the matrix of
    its form, by the object's address; and the shapes that can hide text (filled paths, images,
    shadings), with their places, boxes, the colours of paths (far from any for others) and which
    are images."""

    text: dict[int, tuple[int, Matrix | None]]
    at: Numbers
    boxes: Numbers
    colors: Numbers
    images: Flags


def drawn_shapes(page: OpenPage) -> DrawnShapes:
    """What ``page`` draws."""
    text: dict[int, tuple[int, Matrix | None]] = {}
    shapes: list[tuple[int, Box, tuple[int, ...], bool]] = []
    for at, (held, kind, matrix) in enumerate(objects_of(page)):
        if at > _MOST_OBJECTS or len(shapes) > _MOST_SHAPES:
            break
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            text[held] = at, matrix
            continue
        color = _fill(held) if kind == raw.FPDF_PAGEOBJ_PATH else _NO_COLOR
        box = _shape(held, matrix) if color else None
        if color and box:
            shapes.append((at, box, color, kind == raw.FPDF_PAGEOBJ_IMAGE))
    return DrawnShapes(
        text,
        np.array([s[0] for s in shapes], np.float64),
        np.array([s[1] for s in shapes], np.float64).reshape(-1, 4),
        np.array([s[2] for s in shapes], np.float64).reshape(-1, 3),
        np.array([s[3] for s in shapes], np.bool_),
    )


def transparent_objects(page: OpenPage) -> int:
    """How many objects of ``page`` let others shine through."""
    return sum(_is_transparent(held) > 0 for held, _, _ in objects_of(page))


def objects_of(page: OpenPage) -> Iterator[tuple[int, int, Matrix | None]]:
    """The objects of ``page`` in the order of drawing: address, kind and the matrix of the form
    that each is in, if any."""
    handle = ctypes.cast(page.page.raw, ctypes.c_void_p).value or 0
    return _objects(handle, None, 0)


def _objects(
    holder: int, matrix: Matrix | None, depth: int
) -> Iterator[tuple[int, int, Matrix | None]]:
    """The objects of a page (no ``matrix``) or a form by their addresses, those of forms in their
    place, with their kinds."""
    count, get = (_count_objects, _object_of) if depth == 0 else (_count_in_form, _object_in_form)
    handles = list(map(get, repeat(holder), range(count(holder))))
    for held, kind in zip(handles, map(_kind_of, handles), strict=True):
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield held, kind, matrix
        elif depth < _DEEPEST_FORM:
            yield from _objects(held, _combined(_matrix_of(held), matrix), depth + 1)


def _matrix_of(held: int) -> Matrix:
    m = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(ctypes.cast(held, raw.FPDF_PAGEOBJECT), m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _combined(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
            e * p + f * r + t, e * q + f * s + u)  # fmt: skip


def _fill(handle: int) -> tuple[int, ...] | None:
    """The colour with which a path is filled; ``None`` when it is not."""
    held = ctypes.cast(handle, raw.FPDF_PAGEOBJECT)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(held, mode, stroke)
    if not mode.value:
        return None
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetFillColor(held, *parts)
    return tuple(p.value for p in parts[:3])


def _shape(handle: int, matrix: Matrix | None) -> Box | None:
    """The bounds of an object on the page; ``None`` for a rule, which hides nothing."""
    edges = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), *edges):
        return None
    left, bottom, right, top = (b.value for b in edges)
    box = bounds([(left, bottom), (right, top), (left, top), (right, bottom)], matrix)
    return box if box[2] - box[0] > _RULE and box[3] - box[1] > _RULE else None


def bounds(points: list[tuple[float, float]], matrix: Matrix | None) -> Box:
    """The box around ``points``, brought to the page by the ``matrix`` of a form."""
    if matrix is not None:
        a, b, c, d, e, f = matrix
        points = [(x * a + y * c + e, x * b + y * d + f) for x, y in points]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
