"""Words as the word index has them: folded, and stemmed for English or Spanish.

Stems are Snowball's (Porter 2001, "Snowball: a language for stemming algorithms").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

VERSION = "words-1"  # raise when folding or stemming changes, so that the index is made anew

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")


def folded(text: str) -> str:
    """Lower case, without diacritics; 3,000 becomes 3000; an apostrophe inside a word goes."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return _APOSTROPHE.sub("", _THOUSANDS.sub("", bare))


def words(text: str) -> list[str]:
    """The words of ``text``, folded; hyphens and all other marks part words."""
    return _WORD.findall(folded(text))


def stemmed(text: str, language: str | None) -> list[str]:
    """The stems of the words of ``text`` in its language (English unless ``es``)."""
    return [stem(word, "es" if language == "es" else "en") for word in words(text)]


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
