"""Characters of fonts that show signs in the place of letters, as Unicode characters."""

from __future__ import annotations

import re
from functools import cache

from pydantic import RootModel

from kb.resources import load_lexicon

_FIRST = 0x20
_PRIVATE = 0xF000  # Word stores the code 20 of such a font as F020
_STORED = re.compile("[\uf020-\uf0ff]")
_USUAL = "symbol"


class _SymbolFonts(RootModel[dict[str, tuple[str, ...]]]):
    """The whole file: rows of sixteen characters for each font."""


def as_unicode(text: str, font: str = "") -> str:
    """``text`` with the characters that Word stores for a symbol font as those they look like.

    Without the name of a known font they are read as of the font Symbol. A sign that has no
    counterpart stays as it is.
    """
    if not _STORED.search(text):
        return text
    signs = _fonts().get(font.strip().casefold()) or _fonts()[_USUAL]
    return _STORED.sub(lambda match: _sign(match.group(), signs), text)


def _sign(character: str, signs: str) -> str:
    found = signs[ord(character) - _PRIVATE - _FIRST]
    return character if found == " " and ord(character) != _PRIVATE + _FIRST else found


@cache
def _fonts() -> dict[str, str]:
    rows = load_lexicon("symbol_fonts", _SymbolFonts).root
    return {name: "".join(lines) for name, lines in rows.items()}
