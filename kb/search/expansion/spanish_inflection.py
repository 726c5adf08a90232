"""How Spanish forms lead to their lemmas: plurals, genders, verb endings, vowels that change.

The rules are data: ``corpus/lexicons/spanish_inflection.yaml``. What they yield is a guess until it
is found in the lexicon. Stems are Snowball's (Porter 2001).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import BeforeValidator

from kb.resources import Alternatives, LexiconModel, load_lexicon
from kb.text.language import without_accents

Change = Annotated[tuple[str, str], BeforeValidator(str.split)]


class _VerbEndings(LexiconModel):
    infinitives: Alternatives
    endings: Alternatives


class InflectionRules(LexiconModel):
    """``corpus/lexicons/spanish_inflection.yaml``; a change is a pair ``(form, infinitive)``."""

    verb_endings: tuple[_VerbEndings, ...]
    vowel_changes: tuple[Change, ...]
    spelling_changes: tuple[Change, ...]
    same_sound: tuple[Change, ...]
    pronouns: Alternatives
    past_or_future: Alternatives
    feminine_without_o: Alternatives

    @cached_property
    def endings(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each verb ending with its infinitives, the longest of a group first."""
        return tuple(
            (ending, group.infinitives)
            for group in self.verb_endings
            for ending in sorted(group.endings, key=len, reverse=True)
        )

    @cached_property
    def with_pronouns(self) -> re.Pattern[str]:
        """An infinitive or gerund with pronouns; the group ``verb`` is the form without them."""
        pronouns = "|".join(self.pronouns)
        return re.compile(rf"(?P<verb>\w*(?:[aei]r|ndo))(?:{pronouns}){{1,2}}$")


@lru_cache(maxsize=1)
def rules() -> InflectionRules:
    """The rules by which Spanish forms lead to their lemmas."""
    return load_lexicon("spanish_inflection", InflectionRules)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Snowball stem of a Spanish word, without accents, ``qu``/``c`` and the like levelled."""
    made = without_accents(_stemmer().stemWord(word))
    for ending, compared in rules().same_sound:
        if made.endswith(ending):
            return made[: -len(ending)] + compared
    return made


class _Stemmer:
    """Type of the untyped library's stemmer."""

    def stemWord(self, word: str) -> str:
        raise NotImplementedError


@lru_cache(maxsize=1)
def _stemmer() -> _Stemmer:
    from snowballstemmer.spanish_stemmer import SpanishStemmer

    made: _Stemmer = SpanishStemmer()
    return made


def singular_forms(folded: str) -> Iterator[str]:
    """The form itself, then without plural, then in the masculine."""
    yield folded
    singulars = [folded[:-1]] if folded.endswith("s") else []
    if folded.endswith("ces"):
        singulars.append(folded[:-3] + "z")
    if folded.endswith("es"):
        singulars.append(folded[:-2])
    yield from singulars
    for form in (folded, *singulars):
        if form.endswith("a"):
            yield form[:-1] + "o"
            if form.endswith(rules().feminine_without_o):
                yield form[:-1]


def infinitives(folded: str) -> Iterator[str]:
    """What the infinitive of a verb form may be, the likelier first: ``rastreadas`` →
    ``rastrear``; vowels and spellings that change are tried both ways."""
    for form in dict.fromkeys((folded, *singular_forms(folded))):
        for ending, infinitive_endings in rules().endings:
            base = form[: -len(ending)]
            if not form.endswith(ending) or len(base) < 2:
                continue
            for original in (base, *_with_other_spelling(base), *with_other_vowel(base)):
                yield from (original + end for end in infinitive_endings)


def _with_other_spelling(base: str) -> Iterator[str]:
    """``busqu`` → ``busc``, ``alcanc`` → ``alcanz``, ``exij`` → ``exig``."""
    for written, original in rules().spelling_changes:
        if base.endswith(written):
            yield base[: -len(written)] + original


def with_other_vowel(made: str) -> Iterator[str]:
    """A stem with the vowel its infinitive has: ``recomiend`` → ``recomend``."""
    for changed, original in rules().vowel_changes:
        at = made.rfind(changed)
        if at > 0:
            yield made[:at] + original + made[at + len(changed) :]
