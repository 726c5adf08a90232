"""Counts in words, as the command line and the app write them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 passage``, ``2,000 passages``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
