"""Tells which text of a Word file is printed, and why other text is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.read.docx.names import child, kind, number, value
from ingest.read.docx.styles import Looks, Styles
from ingest.read.xml_parser import Element

_COLOURED = frozenset({"w:tbl", "w:txbxContent"})  # these may have a background of their own
_TINY = 2  # half-points
_HIDDEN_SHAPE = re.compile(r"(?i)\b(?:visibility\s*:\s*hidden|display\s*:\s*none)\b")
_WHITE = frozenset({"ffffff", "white"})


class Unseen(StrEnum):
    """Why text is left out; the words go into the document's warnings."""

    HIDDEN = "is hidden"
    STRUCK = "is struck through"
    WHITE = "is white on white"
    TINY = "is too small to be seen"


@dataclass(frozen=True, slots=True)
class Paper:
    """The paragraph around a run: its style, and whether it is white there."""

    style: str
    white: bool

    @classmethod
    def under(cls, paragraph: Element, style: str, styles: Styles) -> Paper:
        """The paper under ``paragraph``; not white where anything may colour it."""
        shaded = child(paragraph, "w:pPr", "w:shd") is not None or styles.shaded(style)
        coloured = any(kind(a) in _COLOURED for a in paragraph.iterancestors())
        page = child(paragraph.getroottree().getroot(), "w:background") is not None
        return cls(style, not (shaded or coloured or page))


def is_hidden_shape(element: Element) -> bool:
    """True for a drawing or shape that its properties hide, with the words in it."""
    if kind(element) == "w:drawing":
        return any(
            kind(e) == "docPr" and value(e, "hidden") in ("1", "true")
            for anchor in element
            for e in anchor
        )
    return bool(_HIDDEN_SHAPE.search(value(element, "style")))


def unseen(run: Looks, paper: Paper, styles: Styles) -> Unseen | None:
    """Why the run with these properties is not seen in print; ``None`` where it is."""
    if styles.toggled("w:vanish", run, paper.style):
        return Unseen.HIDDEN
    if any(styles.toggled(name, run, paper.style) for name in ("w:strike", "w:dstrike")):
        return Unseen.STRUCK
    if paper.white and value(styles.look("w:color", run, paper.style)).casefold() in _WHITE:
        backed = (styles.look(name, run, paper.style) for name in ("w:shd", "w:highlight"))
        if all(background is None for background in backed):
            return Unseen.WHITE
    size = number(styles.look("w:sz", run, paper.style))
    if size is not None and size <= _TINY:
        return Unseen.TINY
    return None
