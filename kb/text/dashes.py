"""Dashes of every kind between digits, as in ``§ 4401–1``, read as hyphens."""

from __future__ import annotations

import re

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_IN_NUMBER = re.compile(rf"(?<=[0-9A-Za-z])[{DASHES[1:]}](?=\d)")


def hyphens_in_numbers(text: str) -> str:
    """``text`` with a hyphen for each other dash before a digit and right after a letter or digit.
    The length stays."""
    return text if text.isascii() else _IN_NUMBER.sub("-", text)
