"""Removes characters that could mislead the reader of a document's text."""

from __future__ import annotations

from kb.text.invisible import INVISIBLE, has_invisible

# C0 and C1 control characters except the newline, and invisible characters.
_CONTROLS = dict.fromkeys(
    c
    for c in (*range(0x20), *range(0x7F, 0xA0), *(c for a, b in INVISIBLE for c in range(a, b + 1)))
    if c != 0x0A
)


def displayable(words: str) -> str:
    """``words`` without control and invisible characters."""
    # Most text has none: printable characters alone, and newlines. The tests are fast.
    if words.replace("\n", "").isprintable() and not has_invisible(words):
        return words
    return words.translate(_CONTROLS)
