"""Words as the word index has them: folded, and stemmed for English or Spanish.

Stems are Snowball's (Porter 2001, "Snowball: a language for stemming algorithms").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

VERSION = "words-2"  # raise when folding or stemming changes, so that the index is made anew

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"[^\W_]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b")
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        return self.setdefault(code, plain)


_FOLDING = _Folding()


def folded(text: str) -> str:
    """Lower case, without diacritics; 3,000 becomes 3000; an apostrophe inside a word goes."""
    bare = text.lower() if text.isascii() else text.translate(_FOLDING)
    return _APOSTROPHE.sub("", _THOUSANDS.sub("", bare))


def words(text: str) -> list[str]:
    """The words of ``text``, folded; hyphens and all other marks part words.

    Initials are one word, so that ``U.S.-Mexico`` and ``US-Mexico`` are the same. The figures
    after a decimal point are a word of their own kind (``point6``), so that ``6 billion`` is not
    found in ``3.6 billion``, and a note's number printed after a full stop hides no year.
    """
    bare = _INITIALS.sub(lambda found: found[0].replace(".", ""), folded(text))
    return _WORD.findall(_POINT.sub(" point", bare))


def stemmed(text: str, language: str | None) -> list[str]:
    """The stems of the words of ``text`` in its language (English unless ``es``)."""
    return stems(words(text), language)


def stems(folded_words: list[str], language: str | None) -> list[str]:
    """The stems of folded words in their language (English unless ``es``)."""
    chosen = "es" if language == "es" else "en"
    return [stem(word, chosen) for word in folded_words]


def both_stems(word: str) -> tuple[str, ...]:
    """The English and the Spanish stem of one folded word, once where they agree."""
    return tuple(dict.fromkeys((stem(word, "en"), stem(word, "es"))))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; numbers are their own stems."""
    if word[0].isdigit():
        return word
    return folded(_stemmer(language).stemWord(word))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("spanish" if language == "es" else "english")
