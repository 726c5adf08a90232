"""Tells a bare heading, which says nothing of what its section provides, from a section's text."""

from __future__ import annotations

import re

_UNIT = r"(?:[^\W\d]+\.?\s*)?§?\s*"  # "SEC. ", "Artículo ", "§ "
_OPENED = r"(?:\s*\(\w{1,4}\)[^.:;()–—]{0,200}\.?\s*(?:[–—]|--))*"  # "(a) In General.—"


def is_bare_heading(text: str, number: str, heading: str) -> bool:
    """True where ``text`` is the heading of the section ``number`` and no more: ``SEC. 1406.
    MEXICO``. The heading may stand before the number, and headings of subsections may follow."""
    words = r"\s+".join(re.escape(word) for word in heading.split())
    pattern = rf"\W*(?:{words}\W*)?{_UNIT}{re.escape(number)}\W*(?:{words}\W*)?{_OPENED}\W*"
    return re.fullmatch(pattern, text, re.IGNORECASE) is not None
