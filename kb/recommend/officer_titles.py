"""Which Secretary a statute means by "the Secretary".

The words are in the part ``officers`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kb.models import Section
from kb.recommend.actors import EXECUTIVE, named_in, officer_in
from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel
from kb.settings import settings

# The full title of an office with a name: "Secretary of Health and Human Services"
_FULL = r"{office} of (?:the )?[A-Z][\w’-]+(?:,? (?:and |of |the )*[A-Z][\w’-]+)*"
_DEFINITION = r"[Tt]erm [“‘\"]+{office}[”’\"]+ means the "


class OfficerPatterns(LexiconModel):
    """The part ``officers``."""

    short: Pattern
    consulted: Pattern


@cache
def _patterns() -> OfficerPatterns:
    return load_patterns("mandates", OfficerPatterns, "officers")


def full_title(text: str, title: str, sections: Sequence[Section], at: int) -> str:
    """``title`` with what its section says before ``at``, else what the law defines it to mean.

    A title that says which office it is, and one that nothing explains, comes back as it is.
    """
    short = _patterns().short.match(title)
    if not short:
        return title
    office = short.group(1)
    first = max(0, at - settings().recommend.title_before)
    start = next((s.span.start for s in sections if s.atomic), first)
    before = text[max(start, first) : at]
    acting, beside = _last(before, office)
    if office == "Department":  # every text speaks of departments: only a definition tells which
        acting = beside = None
    defined = _nearest(_defined(text, office), at)
    return _named(acting) or _named(defined) or _named(beside) or office


def _last(before: str, office: str) -> tuple[str | None, str | None]:
    """The last full title before that acts, and the last one that is only consulted."""
    titles = list(re.finditer(r"\b" + _FULL.format(office=office), before))
    acting = [m.group() for m in titles if not _patterns().consulted.search(before, 0, m.start())]
    beside = [m.group() for m in titles if _patterns().consulted.search(before, 0, m.start())]
    return (acting[-1] if acting else None), (beside[-1] if beside else None)


def _nearest(defined: tuple[tuple[int, str], ...], at: int) -> str | None:
    """The definition last given before ``at``, else the first one soon after (a section may end
    with its definitions)."""
    before = [name for start, name in defined if start < at]
    until = at + settings().recommend.definition_after
    after = [name for start, name in defined if at <= start < until]
    return before[-1] if before else (after[0] if after else None)


@lru_cache(maxsize=64)
def _defined(text: str, office: str) -> tuple[tuple[int, str], ...]:
    """Where ``text`` defines the title, each with the full title it gives."""
    pattern = f"{_DEFINITION}({_FULL})".replace("{office}", office)
    return tuple((m.start(), m.group(1)) for m in re.finditer(pattern, text))


def _named(office: str | None) -> str | None:
    if not office:
        return None
    names = [n for n in named_in(office) if n != EXECUTIVE]
    return names[0] if names else officer_in(office)
