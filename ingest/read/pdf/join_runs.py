"""Joins the strings of a content stream into runs.

A string that goes on where the last one ended is of the same run, with a space between them where
the gap is a word's.
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
    direction; ``furniture`` where the file says that it is none of the text."""

    text: str
    face: Face
    size: float
    x: float
    y: float
    end_x: float
    end_y: float
    along: tuple[float, float]
    furniture: bool


class Joiner:
    """Takes strings in the order they are shown; ``finish`` gives the runs."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._first: Shown | None = None  # of the run that may go on, with where it ends by now
        self._parts: list[str] = []

    def add(self, shown: Shown) -> None:
        """Take the next string."""
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
        turned = along[0] <= 0 or abs(along[1]) > 0.1 * along[0]
        self._runs.append(
            Run(text.strip(), x, first.y, max(end, x), first.size, first.face.bold,
                first.face.italic, first.furniture, turned)
        )  # fmt: skip


def _gap(held: Shown, new: Shown) -> float | None:
    """How far on from the open run a string starts, in parts of its size; ``None`` when it does
    not go on on that line."""
    size, along = new.size, new.along
    if new.face is not held.face or abs(size - held.size) > 0.02 * size:
        return None
    if along != held.along or new.furniture is not held.furniture:
        return None
    length = math.hypot(*along) or 1.0
    right, up = new.x - held.end_x, new.y - held.end_y
    forth = (right * along[0] + up * along[1]) / length
    aside = (up * along[0] - right * along[1]) / length
    if abs(aside) > 0.05 * size or not -0.3 * size < forth < 0.6 * size:
        return None
    return forth / size


def _logical(text: str) -> str:
    """``text`` with what is written from right to left in the order it is read."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    return _RIGHT_TO_LEFT.sub(lambda m: m.group()[::-1], text)
