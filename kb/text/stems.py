"""Words as the lexical index has them: folded, and stemmed for English or Spanish.

Stems are Snowball's (Porter 2001, "Snowball: a language for stemming algorithms").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from kb.text.invisible import INVISIBLE
from kb.text.numbers import plain_numbers

VERSION = "words-4"  # raise when folding or stemming changes; the index is then built again

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"[^\W_]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b")
_TAIL = re.compile(r"\w[’'](\w{3,})")  # three letters, since `s`, `t`, `re` are endings
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")


class _Folding(dict[int, str]):
    """What each character is folded to, computed when it is first looked up."""

    def __missing__(self, code: int) -> str:
        if code >= INVISIBLE[-1][0]:  # tag characters, by the thousand
            return self.setdefault(code, "" if code <= INVISIBLE[-1][1] else chr(code))
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        return self.setdefault(code, plain)


_FOLDING = _Folding((code, "") for first, last in INVISIBLE[:-1] for code in range(first, last + 1))


def folded(text: str) -> str:
    """``text`` in lower case without diacritics, commas in thousands (3,000 becomes 3000) and
    apostrophes inside words."""
    return _APOSTROPHE.sub("", _THOUSANDS.sub("", _bare(text)))


def _bare(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def words(text: str, language: str | None = None) -> list[str]:
    """The folded words of ``text``. Hyphens and all other marks separate words; numbers are read
    as the language (ISO 639-1) writes them.

    Initials are one word, so ``U.S.-Mexico`` and ``US-Mexico`` have the same words. The figures
    after a decimal point are a word of their own kind (``point6``), so ``6 billion`` does not
    match ``3.6 billion``, and the year before a footnote's number is still a word.
    """
    plain = _APOSTROPHE.sub("", _bare(plain_numbers(text, language)))
    bare = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    return _WORD.findall(_POINT.sub(" point", bare))


def after_apostrophes(text: str) -> list[str]:
    """The folded words that follow an apostrophe inside a word: ``Higgins`` of ``O'Higgins``,
    ``harmonie`` of ``l'harmonie``; endings (``protein's``, ``don't``) are none."""
    if "'" not in text and "’" not in text:
        return []
    return [w for tail in _TAIL.findall(_bare(text)) for w in _WORD.findall(tail)]


def stemmed(text: str, language: str | None) -> list[str]:
    """The stems of the words of ``text`` in its language (English unless ``es``)."""
    return stems(words(text, language), language)


def stems(folded_words: list[str], language: str | None) -> list[str]:
    """The stems of folded words in their language (English unless ``es``)."""
    chosen = "es" if language == "es" else "en"
    return [stem(word, chosen) for word in folded_words]


def both_stems(word: str) -> tuple[str, ...]:
    """The English and the Spanish stem of one folded word, once where they agree."""
    return tuple(dict.fromkeys((stem(word, "en"), stem(word, "es"))))


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; a number is its own stem."""
    if word[0].isdigit():
        return word
    return folded(_stemmer(language).stemWord(word))


@lru_cache(maxsize=2)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("spanish" if language == "es" else "english")
