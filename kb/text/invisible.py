"""Characters that nobody sees and that part or hide words: soft hyphens, zero-width marks, marks of
writing direction, tag characters, variation selectors."""

from __future__ import annotations

import re

# Unicode's Default_Ignorable_Code_Point without the Hangul fillers and the Khmer vowels. U+200C and
# U+200D matter to Persian and Indic typography, not to search.
INVISIBLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),
)
INVISIBLE_CLASS = "".join(f"{chr(first)}-{chr(last)}" for first, last in INVISIBLE)
_SOME = re.compile(f"[{INVISIBLE_CLASS}]+")


def without_invisible(text: str) -> str:
    """``text`` without these characters."""
    return text if text.isascii() else _SOME.sub("", text)


def has_invisible(text: str) -> bool:
    """True where ``text`` has one of these characters."""
    return not text.isascii() and _SOME.search(text) is not None
