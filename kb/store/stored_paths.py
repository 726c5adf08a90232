"""Paths as the library stores them.

A path is text where its bytes are UTF-8. Any other path is stored as a ``file:`` URI, which keeps
every byte. An absolute path never begins with ``file:``, so the two cannot be confused.
"""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote_from_bytes, unquote_to_bytes

_URI = "file:"


def stored_path(path: str) -> str:
    """``path`` in a form that SQLite and UTF-8 can hold."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return _URI + quote_from_bytes(os.fsencode(path))
    return path


def original_path(stored: str) -> str:
    """The path that ``stored_path`` stored."""
    if stored.startswith(_URI) and not PurePath(stored).is_absolute():
        return os.fsdecode(unquote_to_bytes(stored.removeprefix(_URI)))
    return stored
