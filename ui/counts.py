"""Counts in words, as the command line and the app say them."""

from __future__ import annotations


def passages(count: int) -> str:
    """So many passages, in words."""
    return "1 passage" if count == 1 else f"{count:,} passages"
