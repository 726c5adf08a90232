"""Which Secretary a statute means by "the Secretary"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.evidence.extract.actors import named_in, officer_in
from kb.model import Section

_SHORT = re.compile(
    r"(?:[Tt]he )?(Secretary|Administrator|Director|Commissioner|Chairman|Commandant|Commission"
    r"|Board)$"
)
_FAR = 4_000


_FULL = r"\b{office} of (?:the )?[A-Z][\w’-]+(?:,? (?:and |of |the )*[A-Z][\w’-]+)*"
_CONSULTED = re.compile(r"(?:with|and|or|to|through|by)(?: the)? $")


def full_title(text: str, title: str, where: Sequence[Section], at: int) -> str:
    """``title`` with what its section says before ``at``, else what the law defines it to mean.

    A title that says which office it is, and one that nothing explains, comes back as it is.
    """
    short = _SHORT.match(title)
    if not short:
        return title
    office = short.group(1)
    start = next((s.span.start for s in where if s.atomic), max(0, at - _FAR))
    before = text[max(start, at - _FAR) : at]
    return _named(_last(before, office)) or _named(_defined(text, office)) or office


def _last(before: str, office: str) -> str | None:
    """The last full title before, rather one that acts than one that is only consulted."""
    titles = list(re.finditer(_FULL.format(office=office), before))
    acting = [m for m in titles if not _CONSULTED.search(before, 0, m.start())]
    chosen = (acting or titles)[-1:]
    return chosen[0].group() if chosen else None


@lru_cache(maxsize=64)
def _defined(text: str, office: str) -> str | None:
    match = re.search(
        rf"[Tt]erm [“‘\"]+{office}[”’\"]+ means the ({office} of (?:the )?[A-Z][\w’-]+"
        r"(?:,? (?:and |of |the )*[A-Z][\w’-]+)*)",
        text,
    )
    return match.group(1) if match else None


def _named(office: str | None) -> str | None:
    if not office:
        return None
    names = named_in(office)
    return names[0] if names else officer_in(office)
