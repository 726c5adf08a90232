"""Authors: people with family and given names, and organisations, whose names stay whole.

Metadata has authors as they were written: ``Ana Pérez``, ``Pérez, Ana``, ``Example Institute``. A
name in {braces}, and one that the publisher has too, is an organisation's whatever its words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kb.models import Metadata
from kb.resources import LexiconModel, Words, load_lexicon
from kb.text.language import without_accents

_FEWEST = 2  # words of a person's name
_SPLIT = re.compile(r"(?:(?<!\s)\s+)?;\s*+(?![^{}]{0,200}\})")


class _AuthorNames(LexiconModel):
    """``corpus/lexicons/author_names.yaml``."""

    organisations: Words
    inside_organisations: Words
    particles: Words
    particles_in_small_letters_only: Words
    joining: Words
    given_after_particles: Words
    suffixes: Words


@dataclass(frozen=True, slots=True)
class Author:
    """One author. An organisation has only ``family``, its whole name; so has a person with one
    name. ``family`` holds the particles of a family name (``de la Cruz``)."""

    family: str
    given: str = ""
    suffix: str = ""
    organisation: bool = False

    @property
    def inverted(self) -> str:
        """``de la Cruz, María, Jr.``; an organisation as it is."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def natural(self) -> str:
        """``María de la Cruz Jr.``"""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def initials(self) -> str:
        """The given names as APA prints them: ``J. L.``, ``J.-P.``"""
        parts = ("-".join(f"{p[0]}." for p in g.split("-") if p) for g in self.given.split())
        return " ".join(part for part in parts if part)


def authors_of(metadata: Metadata) -> tuple[Author, ...]:
    """The authors of a document, in order; several in one field may be parted by semicolons."""
    names = (name for field in metadata.authors for name in _SPLIT.split(field))
    publisher = metadata.publisher or ""
    return tuple(author(name, publisher) for name in names if re.search(r"\w", name))


def author(written: str, publisher: str = "") -> Author:
    """Read one name."""
    name = " ".join(written.split())
    if name.startswith("{") and name.endswith("}"):
        return Author(name.strip("{} "), organisation=True)
    if _same(name, publisher) or _is_organisation(name):
        return Author(name, organisation=True)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and not _is_suffix(given):
        # "King, Jr., Martin" and "King, Martin, Jr."
        first, last = sorted((p.strip() for p in given.partition(",")[::2]), key=_is_suffix)
        return Author(family, first or last, last if first else "")
    words = [w.strip(",") for w in name.split()]
    suffix = words.pop() if len(words) > _FEWEST and _is_suffix(words[-1]) else ""
    start = _start_of_family(words)
    return Author(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _same(name: str, publisher: str) -> bool:
    """True where the name is the publisher's, with or without the acronym in brackets."""
    plain = [
        without_accents(re.sub(r"(?:(?<!\s)\s+)?\([^()]*+\)\s*+", " ", n)).strip()
        for n in (name, publisher)
    ]
    return bool(plain[0]) and plain[0] == plain[1]


def _is_organisation(name: str) -> bool:
    known = _lexicon()
    words = [w.strip(".,()'’\"“”") for w in without_accents(name).split()]
    if len(words) < _FEWEST:
        return name.isupper() or not known.organisations.isdisjoint(words)
    if not known.inside_organisations.isdisjoint(words[1:-1]) or re.search(
        r"\d|\(|\Athe ", name, re.I
    ):
        return True
    family = without_accents(name.partition(",")[0]).split()
    if len(family) < _FEWEST:  # "House, Amy" is stated to be a person
        return False
    return not known.organisations.isdisjoint(words)


def _is_suffix(word: str) -> bool:
    return word.casefold() in _lexicon().suffixes


def _start_of_family(words: list[str]) -> int:
    """The index of the first word of the family name: the last word, or the particles with what
    follows them. The first word of a name is a given name, and so is ``del Carmen`` after it."""
    devout, i = _lexicon().given_after_particles, 1
    while i < len(words) - 1:
        if _is_particle(words[i]):
            after = next((j for j in range(i, len(words)) if not _is_particle(words[j])), i)
            if without_accents(words[after]) not in devout or after == len(words) - 1:
                return i
            i = after
        i += 1
    if len(words) > 3 and words[-2] in _lexicon().joining and _is_capitalised(words[-3::2]):
        return len(words) - 3
    return max(len(words) - 1, 0)


def _is_capitalised(words: list[str]) -> bool:
    """True where each begins with a capital and is no initial (``J.``)."""
    return all(w[0].isupper() and len(w.rstrip(".")) > 1 for w in words)


def _is_particle(word: str) -> bool:
    known, folded = _lexicon(), without_accents(word)
    if folded not in known.particles or word.isupper():
        return False
    return word.islower() or folded not in known.particles_in_small_letters_only


@cache
def _lexicon() -> _AuthorNames:
    return load_lexicon("author_names", _AuthorNames)
