"""File names in a form that can be shown: no control character reaches a terminal or a page."""

from __future__ import annotations

import os

_BYTE_MARKS = range(0xDC80, 0xDD00)  # how Python writes a byte of a name that is not UTF-8


def shown_name(name: str | os.PathLike[str]) -> str:
    """``name`` with every character that cannot be seen written as its escape.

    Control characters, line ends, marks that turn the direction of the text and bytes that are no
    text become ``\\n``, ``\\x1b``, ``\\u202e`` or ``\\xff``. The result can be stored as UTF-8.
    """
    name = os.fspath(name)
    if name.isprintable():
        return name
    return "".join(map(_shown, name))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    code = ord(character)
    if code in _BYTE_MARKS:
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
