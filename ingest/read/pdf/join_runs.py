"""Joins the strings of a content stream into runs.

A string that starts where the last one ends continues its run, after a space where the gap is as
wide as one between words.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from ingest.read.pdf.runs import Face, Run

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
    "(?:[\\s\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?"
)


@dataclass(slots=True)
class Shown:
    """A string as it is shown: from (``x``, ``y``) to (``end_x``, ``end_y``) in points, in a
    direction; ``page_header`` where the file says that it is no part of the text."""

    text: str
    face: Face
    size: float
    x: float
    y: float
    end_x: float
    end_y: float
    along: tuple[float, float]
    page_header: bool


class Joiner:
    """Takes strings in the order in which they are shown; ``finish`` returns the runs."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._first: Shown | None = None  # of the open run; its end moves along
        self._parts: list[str] = []

    def add(self, shown: Shown) -> None:
        """Add the next string."""
        first = self._first
        if first is not None:
            gap = _gap(first, shown)
            if gap is not None:
                if gap > 0.5 * shown.face.space_width and not (
                    self._parts[-1].endswith(" ") or shown.text.startswith(" ")
                ):
                    self._parts.append(" ")
                self._parts.append(shown.text)
                first.end_x, first.end_y = shown.end_x, shown.end_y
                return
            self._close()
        if shown.size > 0:
            self._first, self._parts = shown, [shown.text]

    def finish(self) -> list[Run]:
        """All runs, in the order they are shown."""
        self._close()
        return self._runs

    def _close(self) -> None:
        first, self._first = self._first, None
        if first is None:
            return
        text = _logical("".join(self._parts))
        if not text.strip():
            return
        space = first.face.space_width * first.size
        x = first.x + (len(text) - len(text.lstrip())) * space
        end = first.end_x - (len(text) - len(text.rstrip())) * space
        along = first.along
        rotated = along[0] <= 0 or abs(along[1]) > 0.1 * along[0]
        self._runs.append(
            Run(text.strip(), x, first.y, max(end, x), first.size, first.face.bold,
                first.face.italic, first.page_header, rotated)
        )  # fmt: skip


def _gap(held: Shown, new: Shown) -> float | None:
    """The distance from the open run to a string, in parts of its size; ``None`` when the string
    does not continue that line."""
    size, along = new.size, new.along
    if new.face is not held.face or abs(size - held.size) > 0.02 * size:
        return None
    if along != held.along or new.page_header is not held.page_header:
        return None
    length = math.hypot(*along) or 1.0
    right, up = new.x - held.end_x, new.y - held.end_y
    forth = (right * along[0] + up * along[1]) / length
    across = (up * along[0] - right * along[1]) / length
    if abs(across) > 0.05 * size or not -0.3 * size < forth < 0.6 * size:
        return None
    return forth / size


def _logical(text: str) -> str:
    """``text`` with right-to-left script in the order in which it is read."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return _RIGHT_TO_LEFT.sub(lambda m: m.group()[::-1], text)
