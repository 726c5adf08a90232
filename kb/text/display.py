"""Removes characters that could mislead the reader of a document's text."""

from __future__ import annotations

from kb.text.invisible import INVISIBLE, has_invisible

# C0 and C1 control characters except the newline, and invisible characters.
_SHOWN: dict[int, str | None] = dict.fromkeys(
    c
    for c in (*range(0x20), *range(0x7F, 0xA0), *(c for a, b in INVISIBLE for c in range(a, b + 1)))
    if c != 0x0A
)
# What parts words in a line does not join them: a tab, and the line ends of other systems.
_SHOWN |= dict.fromkeys((0x09, 0x85, 0x2028, 0x2029), " ")
# Halves of a character come from file names that are not UTF-8. Nothing can print them.
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def displayable(words: str) -> str:
    """``words`` without control and invisible characters; newlines stay, tabs and other line ends
    become spaces, and what is no character becomes U+FFFD."""
    # Most text has none: printable characters alone, and newlines. The tests are fast.
    if words.replace("\n", "").isprintable() and not has_invisible(words):
        return words
    return words.translate(_SHOWN)
