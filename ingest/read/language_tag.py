"""Language tags (BCP 47), as files state the language of their text."""

from __future__ import annotations

_THREE_LETTERS = {"eng": "en", "spa": "es"}  # of the languages that Evidencia knows


def language_code(tag: str) -> str | None:
    """The ISO 639-1 code in ``tag`` (``es`` in ``es-MX``); ``None`` where it names no language."""
    primary = tag.strip().replace("_", "-").partition("-")[0].casefold()
    if len(primary) == 2 and primary.isalpha():
        return primary
    return _THREE_LETTERS.get(primary)
