"""Draws a page with and without some strings, to find those that leave no mark on it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any

import numpy as np
import pypdfium2
from pypdfium2 import raw

from ingest.read.pdf.characters import Flags, Numbers, ShownString
from ingest.read.pdf.pdfium import OpenPage
from ingest.read.pdf.time_limit import OutOfTime, cpu_seconds

SEEN = 20  # of 255: the difference of a pixel that people see
_MOST_PIXELS = 1200  # of the longer side
_MOST_ROUNDS = 6  # drawings that tell strings on one place apart
_MOST_CROWDED = 2_000  # strings on one place
_SHARED = 0.25  # of the smaller box, where one string lies on another
_SAME_PLACE = 0.15  # of the height
_DRAWN = raw.FPDF_RENDER_DONE


def strings_without_mark(
    page: OpenPage, doubtful: list[ShownString], boxes: Numbers, deadline: float
) -> list[int]:
    """The indexes of the strings in whose boxes the page looks the same without them. Strings on
    one place, such as two languages in two layers, are tried apart."""
    handles = [ctypes.cast(s.handle, raw.FPDF_PAGEOBJECT) for s in doubtful]
    shown = _drawn(page, deadline)
    out: list[int] = []
    tried = list(range(len(handles)))
    rest: list[int] | None = None
    try:
        for _ in range(_MOST_ROUNDS):
            _activate(handles, tried, False)
            bare = _drawn(page, deadline)
            same = [i for i in tried if _alike(page, shown, bare, boxes[i])]
            _activate(handles, [i for i in tried if i not in set(same)], True)
            out += same
            if rest is None:
                rest = _crowded(boxes, sorted({*tried} - {*same}))
            tried, rest = _apart(boxes, rest)
            if not tried:
                break
    finally:
        _activate(handles, range(len(handles)), True)
    return out


def _activate(handles: list[Any], those: Iterable[int], shown: bool) -> None:
    for i in those:
        raw.FPDFPageObj_SetIsActive(handles[i], shown)


def _alike(page: OpenPage, shown: Any, bare: Any, box: Numbers) -> bool:
    left, bottom, right, top = box.tolist()
    scale_x = shown.shape[1] / (page.box[2] - page.box[0])
    scale_y = shown.shape[0] / (page.box[3] - page.box[1])
    first, last = (_pixel((x - page.box[0]) * scale_x) for x in (left, right))
    high, low = (_pixel((page.box[3] - y) * scale_y) for y in (top, bottom))
    place = np.s_[high : low + 1, first : last + 1]
    return not (np.abs(shown[place].astype(np.int16) - bare[place]) >= SEEN).any()


def _crowded(boxes: Numbers, those: list[int]) -> list[int]:
    """Those of ``those`` that lie on another of them."""
    return [i for i in those[:_MOST_CROWDED] if _on(boxes[i], boxes[those]).any()]


def _apart(boxes: Numbers, those: list[int]) -> tuple[list[int], list[int]]:
    """Some of ``those`` none of which lies on another, and the rest."""
    some: list[int] = []
    for i in those:
        if not _on(boxes[i], boxes[some]).any():
            some.append(i)
    return some, sorted({*those} - {*some})


def _on(box: Numbers, others: Numbers) -> Flags:
    """Which boxes lie on ``box``. A letter drawn twice at one place does not lie on itself."""
    low, high = np.maximum(box[:2], others[:, :2]), np.minimum(box[2:], others[:, 2:])
    shared = np.maximum(high - low, 0).prod(1)
    least = np.minimum((box[2:] - box[:2]).prod(), (others[:, 2:] - others[:, :2]).prod(1))
    twice = (np.abs(box - others) < _SAME_PLACE * (box[3] - box[1])).all(1)
    return np.asarray((shared > _SHARED * least) & ~twice)


def _pixel(value: float) -> int:
    return int(min(max(value, 0.0), 1e6))


def _drawn(page: OpenPage, deadline: float) -> Any:
    """The page as it is drawn, unturned, as an array of rows, columns and colours."""
    width, height = page.box[2] - page.box[0], page.box[3] - page.box[1]
    scale = min(1.5, _MOST_PIXELS / max(width, height))
    size = max(int(width * scale), 1), max(int(height * scale), 1)
    bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGRx)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
        pause = raw.IFSDK_PAUSE()
        pause.version = 1
        late = type(pause.NeedToPauseNow)(lambda _: int(cpu_seconds() > deadline))
        pause.NeedToPauseNow = late
        turned_back = (4 - page.rotation // 90) % 4
        status = raw.FPDF_RenderPageBitmap_Start(
            bitmap.raw, page.page.raw, 0, 0, *size, turned_back, 0, pause
        )
        raw.FPDF_RenderPage_Close(page.page.raw)
        if status != _DRAWN:
            raise OutOfTime
        return bitmap.to_numpy()[:, :, :3].copy()
    finally:
        bitmap.close()
