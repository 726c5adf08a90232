"""Recognises titles that software writes and nobody chose."""

from __future__ import annotations

import re

from ingest.read.lexicon import READING

_DEFAULT = re.compile(rf"(?i)(?:{'|'.join(READING.default_titles)})")


def is_meaningless_title(title: str) -> bool:
    """True for an empty title, a template's, a file's name, or one without a letter."""
    return not any(c.isalpha() for c in title) or bool(_DEFAULT.fullmatch(title.strip()))
