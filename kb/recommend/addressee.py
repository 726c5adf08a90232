"""On whom a statute lays a duty: the noun phrase before "shall".

The words are in the part ``addressee`` of ``mandates.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.recommend.actors import EXECUTIVE, named_in, officer_in
from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel

_LONGEST = 260  # characters of a noun phrase
_GENERIC_WORDS = 8  # words given of a body without a name of its own


class AddresseePatterns(LexiconModel):
    """The part ``addressee``."""

    subject: Pattern
    beside: Pattern
    manner: Pattern
    proviso: Pattern
    relative: Pattern
    military: Pattern
    several: Pattern
    country: Pattern
    amending: Pattern
    next_officer: Pattern
    conjunction: Pattern
    no_officer: Pattern
    preposition: Pattern
    executive: Pattern
    plain_title: Pattern
    finite: Pattern
    generic: Pattern
    titles: frozenset[str]


@cache
def _patterns() -> AddresseePatterns:
    return load_patterns("mandates", AddresseePatterns, "addressee")


def addressee(words: str, shall: re.Match[str]) -> tuple[str, ...]:
    """Who shall: the noun phrase right before the verb, or none where it is no officer."""
    patterns, before = _patterns(), words[: shall.start()]
    clause = patterns.country.sub("", patterns.proviso.split(before)[-1])
    if patterns.relative.search(clause):
        return ()
    if several := patterns.several.search(clause):
        return named_in(several[0]) or (" ".join(several[0].split()),)
    if patterns.amending.search(before):
        return ()
    subject = _subject(clause)
    if patterns.military.search(subject):
        return ("Secretaries of the military departments",)
    if len(subject) > _LONGEST or not patterns.subject.search(subject):
        return ()
    if patterns.no_officer.search(patterns.preposition.split(subject)[0]):
        return ()
    return _named(subject)


def _subject(clause: str) -> str:
    """The noun phrase before the verb, without those who are only consulted."""
    patterns = _patterns()
    if beside := list(patterns.beside.finditer(clause)):
        subject = _acting(clause, beside).group(1)
    else:
        subject = patterns.next_officer.split(patterns.manner.sub("", clause))[-1]
    return patterns.conjunction.sub("", subject)


def _acting(clause: str, beside: list[re.Match[str]]) -> re.Match[str]:
    """The officer who acts: the first of those that aside phrases follow one upon another."""
    first = len(beside) - 1
    finite = _patterns().finite
    while first and not finite.search(clause, beside[first - 1].end(), beside[first].start(1)):
        first -= 1
    return beside[first]


def _named(subject: str) -> tuple[str, ...]:
    """The officers or bodies of a noun phrase under our names, else in its own words."""
    patterns, named, office = _patterns(), named_in(subject), officer_in(subject)
    if not patterns.executive.search(subject):
        named = tuple(n for n in named if n != EXECUTIVE)
    if not office:
        return named or _generic(subject)
    title = (" ".join(office.split()),)
    return (named or title) if patterns.plain_title.match(office) else title


def _generic(subject: str) -> tuple[str, ...]:
    match = _patterns().generic.search(subject)
    if not match:
        return ()
    if len(match.group().split()) > 1 or match.group() in _patterns().titles:
        return (match.group(),)
    return (" ".join(subject[match.start() :].split()[:_GENERIC_WORDS]),)
