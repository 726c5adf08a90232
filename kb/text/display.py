"""Removes characters that could mislead the reader of a document's text."""

from __future__ import annotations

# C0 and C1 control characters except the newline, and bidirectional marks.
_CONTROLS = dict.fromkeys(
    c
    for c in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if c != 0x0A
)


def displayable(words: str) -> str:
    """``words`` without control characters and bidirectional marks."""
    # Most text has none: printable characters alone, and newlines. The test is fast.
    if words.replace("\n", "").isprintable():
        return words
    return words.translate(_CONTROLS)
