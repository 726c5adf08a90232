"""What is extracted from a page: runs of text with their positions, and their fonts.

Coordinates are points from the page's lower left corner as it is read, with rotation undone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """Text from ``(x, y)``, a point on its baseline, to ``end``, in one face and size.

    ``page_header`` marks what the file declares to be a page header or footer; ``rotated`` marks
    text that does not run from left to right on the page as it is read.
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


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as extracted; ``problem`` says why it has no text, where that is known."""

    index: int
    label: str | None
    width: float
    height: float
    runs: tuple[Run, ...]
    problem: str | None = None

    @property
    def has_text(self) -> bool:
        """True when the page has text."""
        return any(r.text.strip() for r in self.runs)


Glyphs = tuple[str, float, int]  # text, width in 1/1000 of the size, codes that are a space


@dataclass(slots=True)
class Face:
    """The parts of a font that reading needs. ``decode`` turns the bytes of a string into glyphs;
    ``space_width`` is a space's, in parts of the size; ``scale`` and ``tall`` are how wide a
    width of 1000 and how tall a size of 1 are (Type 3 fonts choose their own)."""

    decode: Callable[[bytes], Glyphs]
    space_width: float = 0.25
    scale: float = 1.0
    tall: float = 1.0
    bold: bool = False
    italic: bool = False
    _known: dict[bytes, Glyphs] = field(default_factory=dict)

    def glyphs(self, shown: bytes) -> Glyphs:
        """Text, width and spaces of ``shown``; short strings recur."""
        found = self._known.get(shown)
        if found is None:
            found = self.decode(shown)
            if len(shown) < 40 and len(self._known) < 20_000:
                self._known[shown] = found
        return found


@dataclass(frozen=True, slots=True)
class Form:
    """A piece of content drawn in another: its bytes, matrix and resources."""

    content: bytes
    matrix: tuple[float, float, float, float, float, float]
    resources: Resources


@dataclass(frozen=True, slots=True)
class Resources:
    """Looks up faces and forms by the names a content stream uses; ``None`` when unknown."""

    face: Callable[[str], Face | None]
    form: Callable[[str], Form | None]
