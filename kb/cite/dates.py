"""Dates as citation styles print them, at the precision that is known."""

from __future__ import annotations

import re

from kb.text.months import CITED_MONTHS, ENGLISH_MONTHS


def date_parts(date: str | None) -> tuple[int, ...]:
    """``2026-03-17`` → ``(2026, 3, 17)``; as many parts as are known, none for no date."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", date or "")
    return tuple(int(part) for part in match.groups() if part) if match else ()


def year(date: str | None) -> str:
    """The year, or ``n.d.``."""
    parts = date_parts(date)
    return str(parts[0]) if parts else "n.d."


def american(date: str | None) -> str:
    """``March 17, 2026``, ``March 2026``, ``2026``, ``n.d.``"""
    parts = date_parts(date)
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return year(date)
    day = f" {parts[2]}," if len(parts) == 3 else ""
    return f"{ENGLISH_MONTHS[parts[1] - 1]}{day} {parts[0]}"


def year_first(date: str | None) -> str:
    """``2026, March 17``"""
    parts = date_parts(date)
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return year(date)
    day = f" {parts[2]}" if len(parts) == 3 else ""
    return f"{parts[0]}, {ENGLISH_MONTHS[parts[1] - 1]}{day}"


def day_first(date: str | None) -> str:
    """``17 Mar. 2026``"""
    parts = date_parts(date)
    if len(parts) < 2 or not 1 <= parts[1] <= 12:
        return year(date)
    day = f"{parts[2]} " if len(parts) == 3 else ""
    return f"{day}{CITED_MONTHS[parts[1] - 1]} {parts[0]}"
