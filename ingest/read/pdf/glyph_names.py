"""Finds fonts whose ligatures have names that PDFium does not read.

The Adobe Glyph List names a ligature by its letters: ``f_i``. Where the font has no ToUnicode,
PDFium gives another letter for it.
"""

from __future__ import annotations

import re
from typing import Any

_COMPOUND = re.compile(r"/[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z][A-Za-z0-9]*)+(?:\.|$)")
_MOST_FONTS = 200  # of one page
_MOST_NAMES = 1_000  # of one font


def has_unread_ligatures(page: Any) -> bool:
    """Whether a font of a page of pypdf names glyphs by several letters, and says nothing else of
    them. Raises what pypdf raises on damaged pages."""
    resources = _of(page, "/Resources")
    fonts = _of(resources, "/Font")
    return fonts is not None and any(_unread(_of(fonts, key)) for key in list(fonts)[:_MOST_FONTS])


def _unread(font: Any) -> bool:
    if font is None or "/ToUnicode" in font:
        return False
    names = _of(_of(font, "/Encoding"), "/Differences")
    return names is not None and any(
        isinstance(name, str) and _COMPOUND.match(name) for name in list(names)[:_MOST_NAMES]
    )


def _of(held: Any, key: str) -> Any:
    return held[key] if isinstance(held, dict) and key in held else None
