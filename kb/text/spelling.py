"""Corrects a misspelt word: the likeliest of the known words near it, or none.

A noisy channel (Kernighan, Church and Gale 1990). Near words differ by one or two edits: a letter
is added, dropped, replaced, or swapped with its neighbour (optimal string alignment, Damerau 1964).
A conditional logit (McFadden 1974) gives a probability to each near word and to the word as it is,
by the edits for each letter, the sound, the first letter, how often the near word occurs, and how
usual the letters of both are. ``python -m tests.bench.spelling --fit`` fits its weights. All words
are folded: lower case, no accents.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.resources import LexiconModel, load_lexicon
from kb.settings import EnglishSpellingSettings, SpellingSettings
from kb.text.letter_pairs import improbability

SHORTEST = 5  # letters; shorter words have too many neighbours
LONGEST = 25  # letters; whatever is longer is no word
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class SpellingLexicon(LexiconModel):
    """``corpus/lexicons/spelling.yaml``."""

    sounds: dict[str, tuple[tuple[str, str], ...]]
    respellings: tuple[tuple[str, str], ...]

    @cached_property
    def patterns(self) -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
        """The substitutions of ``sounds`` by language."""
        return {
            language: tuple((re.compile(pattern), made) for pattern, made in rules)
            for language, rules in self.sounds.items()
        }


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Known words: how many passages have each (0 for a word of a dictionary alone), the language
    of the query (``en`` or ``es``), what tells that a word is of another language, and how many
    passages there are."""

    passages: Mapping[str, int]
    language: str = "en"
    is_foreign: Callable[[str], bool] | None = None
    size: int = 27_000

    def frequency(self, word: str) -> float:
        """In how many of 30,000 passages the word would be, as a logarithm. A few passages are
        added, so that one word of a small library is not too frequent."""
        return math.log1p(30_000 * self.passages[word] / (self.size + 3_000))


Features = tuple[float, ...]


def correction(word: str, vocabulary: Vocabulary, settings: SpellingSettings) -> str | None:
    """The known word that ``word`` most probably was meant to be; ``None`` where it is probably
    right as it is."""
    near = near_words(word, vocabulary.passages)
    if not near:
        return None
    weights = settings.spanish if vocabulary.language == "es" else settings.english
    scores = [_score(features(word, n, vocabulary), weights) for n in near]
    right_as_it_is = 1 / (1 + sum(map(math.exp, scores)))
    if right_as_it_is > 1 - settings.probability:
        return None
    return max(zip(scores, near, strict=True))[1]


def near_words(word: str, words: Collection[str]) -> list[str]:
    """Those of ``words`` that are one or two edits from ``word``."""
    found = process.extract(word, list(words), scorer=OSA.distance, score_cutoff=2, limit=None)
    return [near for near, distance, _ in found if distance]


def features(word: str, near: str, vocabulary: Vocabulary) -> Features:
    """What speaks for ``near`` instead of ``word``, in the order of the weights."""
    sounds = (OSA.distance(sound(word, k), sound(near, k)) for k in ("en", "es"))
    language = vocabulary.language
    return (
        1.0,
        OSA.distance(word, near) / len(word),
        float(min(sounds)),
        float(word[0] != near[0]),
        vocabulary.frequency(near),
        float(vocabulary.is_foreign is not None and vocabulary.is_foreign(near)),
        _oddness(word, language) - _oddness(near, language),
    )


@lru_cache(maxsize=20_000)
def _oddness(word: str, language: str) -> float:
    """How improbable the letters of ``word`` are, in bits for each pair."""
    return improbability(f" {word} ")[language] / (len(word) + 1)


def _score(found: Features, weights: EnglishSpellingSettings) -> float:
    given = (weights.misspelt, weights.edits, weights.sound, weights.first_letter,
             weights.frequency, weights.foreign, weights.letters)  # fmt: skip
    return sum(w * f for w, f in zip(given, found, strict=True))


def other_first_letters(word: str) -> set[str]:
    """The words that are ``word`` with one edit at its first letter."""
    rest = word[1:]
    return {
        rest,
        word[1] + word[0] + word[2:],
        *(letter + rest for letter in _LETTERS),
        *(letter + word for letter in _LETTERS),
    } - {word}


def respellings(word: str) -> set[str]:
    """How a Spanish word that is written by its sound may be spelt: one or two places differ."""
    once = set(_respelt(word))
    return (once | {twice for near in once for twice in _respelt(near)}) - {word}


def _respelt(word: str) -> Iterator[str]:
    for written, meant in _lexicon().respellings:
        if written == "^":
            yield meant + word
            continue
        for found in re.finditer(re.escape(written), word):
            yield word[: found.start()] + meant + word[found.end() :]


@lru_cache(maxsize=20_000)
def sound(word: str, language: str) -> str:
    """A key that is the same for words that sound alike in ``language``."""
    for pattern, made in _lexicon().patterns[language]:
        word = pattern.sub(made, word)
    return word


def _lexicon() -> SpellingLexicon:
    return load_lexicon("spelling", SpellingLexicon)
