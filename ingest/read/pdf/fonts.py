"""Makes faces of pypdf's fonts: which bytes encode which characters, and how wide these are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ingest.read.lexicon import READING
from ingest.read.pdf.runs import Face, Glyphs

_BOLD = re.compile(f"(?i){'|'.join(READING.bold_fonts)}")
_ITALIC = re.compile(f"(?i){'|'.join(READING.italic_fonts)}")


def face_of(font: Any, resource: Any) -> Face:
    """The face of ``font``, made of the dictionary ``resource``."""
    name = str(font.name)
    scale = tall = 1.0
    if font.sub_type == "Type3":
        matrix = [float(n) for n in resource.get("/FontMatrix", (0.001, 0, 0, 0.001, 0, 0))]
        box = [float(n) for n in resource.get("/FontBBox", (0, 0, 1000, 1000))]
        scale = abs(matrix[0]) * 1000 or 1.0
        tall = abs(matrix[3]) * abs(box[3] - box[1]) or scale
    space = font.space_width / 1000 * scale
    descriptor = font.font_descriptor
    heavy = bool(_BOLD.search(name)) or "bold" in str(getattr(descriptor, "weight", "")).lower()
    return Face(
        decode=_decoder(font),
        space_width=min(max(space, 0.18), 0.4),
        scale=scale,
        tall=tall,
        bold=heavy,
        italic=bool(_ITALIC.search(name)),
    )


def _decoder(font: Any) -> Callable[[bytes], Glyphs]:
    widths, characters = font.character_widths, font.character_map
    default_width = widths.get("default", 500.0)
    encoding = font.encoding
    if isinstance(encoding, str):
        name = encoding

        def wide(shown: bytes) -> Glyphs:
            try:
                codes = shown.decode(name, "surrogatepass")
            except UnicodeDecodeError:
                codes = shown.decode(name, "replace")
            text = "".join([characters.get(c, c) for c in codes])
            return text, sum([widths.get(c, default_width) for c in codes]), 0

        return wide
    table: list[tuple[str, float]] = []
    for code in range(256):
        character = encoding.get(code, chr(code))
        width = widths.get(chr(code), default_width)
        if chr(code) == font.space_char:
            width = font.space_width
        table.append(("".join([characters.get(c, c) for c in character]), width))

    def narrow(shown: bytes) -> Glyphs:
        glyphs = [table[code] for code in shown]
        return "".join([g[0] for g in glyphs]), sum([g[1] for g in glyphs]), shown.count(b" ")

    return narrow
