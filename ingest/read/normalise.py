"""Normalises characters; characters that a reader cannot see are removed."""

from __future__ import annotations

import re
import unicodedata

from kb.text.invisible import INVISIBLE

_INVISIBLE = dict.fromkeys(
    (
        *(c for first, last in INVISIBLE for c in range(first, last + 1)),
        *range(0x09), 0x0E, 0x0F, *range(0x10, 0x20), *range(0x7F, 0xA0),  # C0, C1
        *range(0xD800, 0xF900),  # surrogates, private use
    )
)  # fmt: skip
_LIGATURES = {0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """``text`` in NFC with plain spaces, without invisible, control and private-use characters;
    ligatures as letters; runs of white space (line breaks too) as one space."""
    text = text.translate(_LIGATURES).translate(_INVISIBLE)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text))
