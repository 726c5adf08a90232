"""Finds text that leaves no mark on its page.

Text in the invisible rendering mode, off the page or of no size is hidden. Text in a light or
see-through colour, in the colour of a shape behind it, under a shape or an image, cut off by a clip
or in an optional layer may be: the page is drawn with it and without it, and what makes no
difference is hidden. Invisible text over an image is a scan's recognised text, so it is kept.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from pypdfium2 import raw

from ingest.read.pdf.characters import Characters, Flags, Matrix, Numbers, ShownString
from ingest.read.pdf.drawn_shapes import Box, DrawnShapes, bounds, drawn_shapes, transparent_objects
from ingest.read.pdf.pdfium import INT, POINTER, OpenPage, plain
from ingest.read.pdf.without_mark import SEEN, strings_without_mark

_INVISIBLE = (3, 7)  # text rendering modes
_SMALLEST = 1.0  # points, or
_SMALLEST_SHARE = 0.002  # of the page's height
_LIGHT = 236  # of 255: the darkest channel of a colour that cannot be told from paper
_ALIKE = 40  # of 255: the largest difference of two colours in a channel
_MOST_TRANSPARENT = 60  # objects of a page; each is drawn over the whole page, which takes its time
_MOST_CLIPS = 12  # of one string
_MOST_POINTS = 64  # of one clip
_ASCENT, _DESCENT = 0.7, 0.15  # of the size
_CUT_SHARE = 0.5  # of a string's box; where less is left, it may be cut off
_POINT = (ctypes.c_float * 2)()  # where PDFium writes one
_clip_of = plain(raw.FPDFPageObj_GetClipPath, ctypes.c_size_t, POINTER)
_count_clips = plain(raw.FPDFClipPath_CountPaths, INT, POINTER)
_count_segments = plain(raw.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
_segment_of = plain(raw.FPDFClipPath_GetPathSegment, ctypes.c_size_t, POINTER, INT, INT)
_point_of = plain(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)


def hidden_strings(page: OpenPage, found: Characters, deadline: float) -> Flags:
    """For each string of ``found``, whether it is hidden. ``deadline`` is a time of
    ``cpu_seconds``. Raises ``OutOfTime`` after it."""
    strings = found.strings
    if not strings:
        return np.zeros(0, np.bool_)
    boxes = _boxes(found)
    drawn = drawn_shapes(page)
    colors = np.array([s.color for s in strings])
    smallest = min(_SMALLEST, _SMALLEST_SHARE * (page.box[3] - page.box[1]))
    hidden = _outside(boxes, page.box) | np.array([s.size < smallest for s in strings])
    invisible = np.array([s.mode in _INVISIBLE for s in strings])
    hidden |= colors[:, 3] <= SEEN
    layered = np.array([s.layered or (page.layers and _in_form(s, drawn)) for s in strings])
    light = colors[:, :3].min(1) >= _LIGHT
    doubtful: Flags = layered | light | _may_be_cut(strings, boxes, drawn)
    if len(drawn.at):
        doubtful |= _near_shapes(strings, boxes, colors, drawn)
    doubtful &= ~hidden
    uncertain: list[int] = []
    for i in np.flatnonzero((doubtful | invisible) & ~hidden).tolist():
        around = _around(boxes[i], drawn)
        at, _ = drawn.text.get(strings[i].handle, (-1, None))
        if (around & drawn.images & (drawn.at > at)).any():
            continue  # recognised text may lie under the image of its page
        if invisible[i]:
            hidden[i] = not (around & drawn.images).any()
        elif light[i] and not layered[i] and not around.any():
            hidden[i] = True
        else:
            uncertain.append(i)
    if uncertain and transparent_objects(page) <= _MOST_TRANSPARENT:
        tried = [strings[i] for i in uncertain]
        for i in strings_without_mark(page, tried, boxes[uncertain], deadline):
            hidden[uncertain[i]] = True
    return np.asarray(hidden)


def _in_form(string: ShownString, drawn: DrawnShapes) -> bool:
    """Whether a form draws ``string``; PDFium does not tell of which layer a form is."""
    return drawn.text.get(string.handle, (-1, None))[1] is not None


def _boxes(found: Characters) -> Numbers:
    """The box of each string, about as high as its letters."""
    strings = found.strings
    real = np.flatnonzero(found.string >= 0)
    real = real[np.argsort(found.string[real], kind="stable")]
    order = found.string[real]
    along = np.array([s.along for s in strings])
    along = (along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None])[order]
    size = found.size[real]
    out = np.zeros((len(strings), 4))
    if not len(real):
        return out
    some, first = np.unique(order, return_index=True)  # the characters of a string are together
    forth = found.width[real]
    xs = (
        found.x[real]
        + np.outer((0, 1, 0, 1), forth * along[:, 0])
        - np.outer((-_DESCENT, -_DESCENT, _ASCENT, _ASCENT), size * along[:, 1])
    )
    ys = (
        found.y[real]
        + np.outer((0, 1, 0, 1), forth * along[:, 1])
        + np.outer((-_DESCENT, -_DESCENT, _ASCENT, _ASCENT), size * along[:, 0])
    )
    for column, values in ((0, xs), (1, ys)):
        out[some, column] = np.minimum.reduceat(values.min(0), first)
        out[some, column + 2] = np.maximum.reduceat(values.max(0), first)
    return out


def _around(box: Numbers, drawn: DrawnShapes) -> Flags:
    """The shapes that have the middle of ``box`` inside."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left, bottom, right, top = drawn.boxes.T
    return np.asarray((left <= x) & (x <= right) & (bottom <= y) & (y <= top))


def _near_shapes(
    strings: Sequence[ShownString], boxes: Numbers, colors: Numbers, drawn: DrawnShapes
) -> Flags:
    """The strings that a later shape covers, or that have the colour of a shape behind them."""
    out = np.zeros(len(strings), np.bool_)
    for shape in range(len(drawn.at)):  # a page has fewer shapes than strings
        left, bottom, right, top = drawn.boxes[shape]
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        for i in np.flatnonzero((left <= x) & (x <= right) & (bottom <= y) & (y <= top)).tolist():
            at, _ = drawn.text.get(strings[i].handle, (-1, None))
            alike = (np.abs(drawn.colors[shape] - colors[i, :3]) <= _ALIKE).all()
            out[i] |= bool(drawn.at[shape] > at or alike)
    return out


def _outside(boxes: Numbers, page: Box) -> Flags:
    left, bottom, right, top = boxes.T
    out = (right <= page[0]) | (left >= page[2]) | (top <= page[1]) | (bottom >= page[3])
    return np.asarray(out)


def _may_be_cut(strings: Sequence[ShownString], boxes: Numbers, drawn: DrawnShapes) -> Flags:
    """The strings of whose boxes a clip leaves less than half."""
    out = np.zeros(len(strings), np.bool_)
    clips = [_clip_of(s.handle) for s in strings]
    for i, clip in enumerate(clips):
        count = _count_clips(clip) if clip else 0
        if count > 0:
            _, matrix = drawn.text.get(strings[i].handle, (-1, None))
            out[i] = _is_cut(clip, min(count, _MOST_CLIPS), boxes[i], matrix)
    return out


def _is_cut(clip: int, count: int, box: Numbers, matrix: Matrix | None) -> bool:
    left, bottom, right, top = box.tolist()
    area = (right - left) * (top - bottom)
    for i in range(count):
        points = _points(clip, i)
        if points:
            x0, y0, x1, y1 = bounds(points, matrix)
            left, bottom, right, top = max(left, x0), max(bottom, y0), min(right, x1), min(top, y1)
    return bool(max(right - left, 0.0) * max(top - bottom, 0.0) < _CUT_SHARE * area)


def _points(clip: int, index: int) -> list[tuple[float, float]]:
    out = []
    x, y = ctypes.addressof(_POINT), ctypes.addressof(_POINT) + 4
    for k in range(min(_count_segments(clip, index), _MOST_POINTS)):
        if _point_of(_segment_of(clip, index, k), x, y):
            out.append((_POINT[0], _POINT[1]))
    return out
