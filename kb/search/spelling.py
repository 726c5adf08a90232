"""Misspelt words of a query, and the words of the library that were meant.

A word that no passage has, that the Spanish–English lexicon does not have in any form, and that is
no whole word of the encoder's vocabulary may be misspelt. ``kb.text.spelling`` decides, among the
words of the library and of these lists. The library's word index is asked word by word; its list of
words is read only where one is unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kb.errors import EncoderError
from kb.search.expansion import Expansion, SpanishLexicon, word_lists
from kb.search.expansion.expand import reads_spanish
from kb.search.hits import Correction
from kb.search.query import Query, with_free
from kb.settings import SpellingSettings
from kb.text.language import ENGLISH_STOP, SPANISH_STOP, WORD
from kb.text.spelling import (
    LONGEST,
    SHORTEST,
    Vocabulary,
    correction,
    other_first_letters,
    respellings,
)
from kb.text.stems import folded, stem

if TYPE_CHECKING:
    from kb.store import Library

_PART = re.compile(r"[^\W\d_]+")
_SHORTEST_STEM = 4  # letters; shorter ones belong to too many words


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    correction: Correction


class Speller:
    """Corrects the words of queries to one library."""

    def __init__(self, library: Library, settings: SpellingSettings) -> None:
        self._library = library
        self._settings = settings

    @cached_property
    def _lexicon(self) -> SpanishLexicon:
        return word_lists.lexicon()

    def corrected(self, query: Query) -> tuple[Query, tuple[Correction, ...]]:
        """The query with its misspelt words corrected, and the corrections; the same query where
        there are none. Exact phrases and words to leave out stay as they are."""
        places = list(self._places(query))
        if not places:
            return query, ()
        free = query.free
        for place in reversed(places):
            free = free[: place.start] + place.correction.searched + free[place.end :]
        return with_free(query, free), tuple(dict.fromkeys(p.correction for p in places))

    def _places(self, query: Query) -> Iterator[_Place]:
        unknown = [part for part in _parts(query.free) if not self.is_known(part.group())]
        language = self._language(query, unknown) if unknown else ""
        unknown = [part for part in unknown if not self.is_known(part.group(), language)]
        for part in unknown[: self._settings.most]:
            typed = part.group()
            word = folded(typed)
            known = self.vocabulary(word, language)
            if typed[0].isupper() and part.start():  # a name: Bejing is not being
                known = replace(known, passages=_without_small_words(known.passages))
            found = correction(word, known, self._settings)
            if found:
                yield _Place(
                    part.start(),
                    part.end(),
                    Correction(typed, self._written(found, typed, language)),
                )

    def is_known(self, typed: str, language: str = "en") -> bool:
        """True for a word of a passage, of the model's vocabulary or of the lexicon, and for an
        English form of a word that a passage has. In Spanish any form of the lexicon is known."""
        word = folded(typed)
        if word in ENGLISH_STOP or word in SPANISH_STOP:
            return True
        if not word.isascii() or not SHORTEST <= len(word) <= LONGEST:  # or another script
            return True
        if language == "es" and self._lexicon.lemma(typed):
            return True
        stem_of_it = stem(word, "en")
        by_stem = stem_of_it if len(stem_of_it) >= _SHORTEST_STEM else None
        return (
            self._library.has_word(word, by_stem)
            or word in self._usual_words
            or bool(self._lexicon.name(typed))
            or word_lists.glossary().has_word(typed)
        )

    @cached_property
    def _usual_words(self) -> frozenset[str]:
        from kb.encode.tokens import whole_words

        try:
            return whole_words()
        except EncoderError:
            return frozenset()

    @cached_property
    def _usual_by_letter(self) -> Mapping[str, set[str]]:
        by_letter: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._usual_words:
            by_letter[word[0]].add(word)
        return by_letter

    def _language(self, query: Query, unknown: Sequence[re.Match[str]]) -> str:
        """``es`` for a Spanish query, also for a few words that read Spanish but for those that are
        unknown."""
        without = {part.group() for part in unknown}
        rest = [word for word in query.words if word not in without]
        return "es" if query.language == "es" or reads_spanish(rest, self._lexicon) else "en"

    def vocabulary(self, word: str, language: str) -> Vocabulary:
        """The words that begin with the same letter, and those that may be meant by another."""
        others = other_first_letters(word)
        listed = self._usual_by_letter[word[0]] | (others & self._usual_words)
        if language == "es":
            spelt = respellings(word)
            others |= spelt
            listed.update(self._lexicon.lemmas(word[0]))
            listed.update(filter(self._lexicon.has_form, spelt))
        passages = {
            **dict.fromkeys(listed, 0),
            **self._library.word_counts(others),
            **self._library.words_beginning(word[0]),
        }
        is_foreign = self._is_foreign if language == "es" else None
        size = sum(document.passages for document in self._library.documents())
        return Vocabulary(passages, language, is_foreign, size)

    def _is_foreign(self, word: str) -> bool:
        return not self._lexicon.has_form(word)

    def _written(self, word: str, typed: str, language: str) -> str:
        """``word`` with the accents that the lexicon has, and with a capital where ``typed`` has
        one."""
        written = (self._lexicon.written(word) if language == "es" else None) or word
        return written[0].upper() + written[1:] if typed[0].isupper() else written


def _without_small_words(words: Mapping[str, int]) -> dict[str, int]:
    small = ENGLISH_STOP | SPANISH_STOP
    return {word: n for word, n in words.items() if word not in small}


def _parts(free: str) -> Iterator[re.Match[str]]:
    """The words that are looked at: outside exact phrases, of letters alone, not too short, and no
    acronyms."""
    shouted = free.isupper()
    # Phrases become spaces, so that places stay.
    outside = re.sub(r'"[^"]*"', lambda phrase: " " * len(phrase.group()), free)
    for token in WORD.finditer(outside):
        if re.search(r"[\d.@&]", token.group()):
            continue
        for part in _PART.finditer(outside, token.start(), token.end()):
            acronym = part.group().isupper() and not shouted
            if len(part.group()) >= SHORTEST and not acronym:
                yield part


def with_typed(expansion: Expansion, corrections: Iterable[Correction]) -> Expansion:
    """The expansion with each typed word beside the one that it was corrected to."""
    typed = {c.searched: c.typed for c in corrections}
    groups = tuple((*g, typed[g[0]]) if g[0] in typed else g for g in expansion.groups)
    return replace(expansion, groups=groups)
