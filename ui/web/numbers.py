"""Numbers in the address of a page. Whoever writes an address may write anything."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"\d{1,9}")
_YEARS = re.compile(r"(\d{4})\.\.(\d{4})")


def number_in(parameters: Mapping[str, str], name: str) -> int | None:
    """The whole number of a parameter; ``None`` where it is missing or is no number of at most
    nine digits."""
    return whole_number(parameters.get(name, ""))


def whole_number(text: str) -> int | None:
    """The number that ``text`` is, of at most nine digits, of any script; else ``None``."""
    return int(text) if _NUMBER.fullmatch(text) else None


def years_in(text: str) -> tuple[int, int] | None:
    """The years of ``2008..2012``, in order; else ``None``."""
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if first <= last else None
