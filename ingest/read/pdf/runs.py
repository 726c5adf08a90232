"""What is extracted from a page: runs of text with their positions.

Coordinates are points from the page's lower left corner as it is read, with rotation undone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text from ``(x, y)``, a point on its baseline, to ``end``, in one face and size.

    ``page_header`` marks what the file declares to be a page header or footer; ``rotated`` marks
    text that does not run from left to right on the page as it is read; ``hidden`` marks text that
    leaves no mark on the page; ``line_number`` marks numbers that are printed beside lines.
    """

    text: str
    x: float
    y: float
    end: float
    size: float
    bold: bool = False
    italic: bool = False
    page_header: bool = False
    rotated: bool = False
    hidden: bool = False
    line_number: bool = False


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as extracted. ``problem`` says why it has no text, where that is known;
    ``unmapped`` counts the characters whose letter the file does not tell. ``turned`` are the
    runs of a part that is set at a right angle and outweighs the upright text, as they lie with
    that part turned upright; they are read after ``runs``. ``ticked`` names the ticked boxes of
    its forms; ``ligatures`` is true where some may be read as other letters. ``off`` are the words
    of notes and fields in a layer that is off."""

    index: int
    label: str | None
    width: float
    height: float
    runs: tuple[Run, ...]
    problem: str | None = None
    unmapped: int = 0
    turned: tuple[Run, ...] = ()
    ticked: tuple[str, ...] = ()
    ligatures: bool = False
    off: tuple[str, ...] = ()

    @property
    def has_text(self) -> bool:
        """True when the page has text that people see."""
        return any(r.text.strip() for r in (*self.runs, *self.turned) if not r.hidden)
