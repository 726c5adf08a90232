"""Which public law is the National Defense Authorization Act (NDAA) of which fiscal year."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import StringConstraints

from kb.resources import LexiconModel, load_lexicon

NDAA = "NDAA"  # the name under which ``ActRef`` holds these acts


class _Ndaa(LexiconModel):
    """``corpus/lexicons/ndaa.yaml``."""

    names: tuple[str, ...]
    names_after_a_year: tuple[str, ...]
    laws: dict[int, Annotated[str, StringConstraints(pattern=r"^\d{2,3}-\d{1,4}$")]]
    honorifics: dict[int, tuple[str, ...]]


_LEXICON = load_lexicon("ndaa", _Ndaa)
NDAA_NAMES = _LEXICON.names
NDAA_NAMES_AFTER_A_YEAR = _LEXICON.names_after_a_year
NDAA_LAWS = _LEXICON.laws
NDAA_YEARS = {law: year for year, law in NDAA_LAWS.items()}
# Longest first, so that a pattern made of them takes the whole of a name.
HONORIFICS = sorted((name for names in _LEXICON.honorifics.values() for name in names), key=len)
HONORIFICS.reverse()


def honorific_year(written: str) -> int | None:
    """The fiscal year of the NDAA that is named after ``written``, a name of the lexicon."""
    return _YEAR_OF_HONORIFIC.get(_plain(written))


def _plain(name: str) -> str:
    return re.sub("[“”]", '"', " ".join(name.split())).casefold()


_YEAR_OF_HONORIFIC = {
    _plain(name): year for year, names in _LEXICON.honorifics.items() for name in names
}


def full_year(digits: str) -> int:
    """``26`` is 2026, ``98`` is 1998, four digits are themselves."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 60 else 2000)
