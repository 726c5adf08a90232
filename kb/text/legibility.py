"""Whether a text is language at all, in any script.

A text layer may hold letters that were exchanged for others (a broken table of characters in a
font), characters that stand for nothing (private use, controls), text read in a wrong encoding, a
dump of data, or what recognition made of a stain. Tables of figures, lists of names, addresses and
identifiers are readable. Texts in other scripts than the Latin are judged by their characters
alone, not by the order of their letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from kb.settings import settings
from kb.text.letter_pairs import letter_fit

UNDECODED = "its characters stand for nothing"
MISREAD = "it was read in a wrong encoding"
DUMP = "it is data and not words"
MIXED = "its words mix letters and signs"
EXCHANGED = "its letters follow each other as in no language"

# Addresses, embedded images and tags say nothing about the words around them.
_URL = re.compile(
    r"(?:https?://|www\.|doi\.org/)\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\w+"
    r"|data:[\w/+-]{1,100};base64,\S*|</?[a-z][^<>]{0,300}>",
    re.IGNORECASE,
)
_CID = re.compile(r"\(cid:\d+\)|�|/[gG]\d{2,5}(?=/|\s|$)|/uni[0-9A-F]{4}|\\u[0-9a-f]{4}")
# UTF-8 read as Windows-1252 or Latin-1: a letter of the first byte, then one of the second.
_MISREAD = re.compile(
    "[ÂÃÄÅÆÇÈÉÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïð][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}"
)
_RUN = re.compile(r"[A-Za-z0-9+/=_-]{40,}")
_HEX = re.compile(r"(?:0x)?(?:[0-9a-fA-F]{2}){1,16}$")
_WORD = re.compile(r"\S+")
# Signs that stand inside words, names and identifiers; of the second list, one kind in a word.
_INSIDE = "-‐‑–—'’./()[]&,"
_ONE_KIND = '@:;{}_+*=#%$<>|"“”«»§°·•…¿¡!?'
_LETTERS = re.compile(r"[^\W\d_]+")
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "HALFWIDTH")


def illegible(text: str) -> str | None:
    """Why ``text`` is not language, as a clause; ``None`` where it is, or is too short to tell."""
    limits = settings().legibility
    seen = sum(not c.isspace() for c in text)
    if seen < limits.least:
        return None
    if _undecoded(text) >= limits.undecoded * seen:
        return UNDECODED
    if _length(_MISREAD.findall(text)) >= limits.misread * seen:
        return MISREAD
    text = _URL.sub(" ", text)
    words = _WORD.findall(text)
    if not words:
        return None
    if _is_dump(text, words):
        return DUMP
    if len(words) >= limits.least and _mixed(words) >= limits.mixed * len(words):
        return MIXED
    fit = letter_fit(text)
    if fit.pairs < limits.pairs or not _is_latin(text):
        return None
    odd = fit.bits > limits.bits or fit.vowels < limits.vowels or fit.accented > limits.accented
    return EXCHANGED if odd else None


def _undecoded(text: str) -> int:
    """How many characters stand for nothing."""
    if text.isascii() and text.replace("\n", "").isprintable() and "(cid:" not in text:
        return _length(_CID.findall(text))
    return _length(_CID.findall(text)) + sum(map(_is_nothing, text))


@lru_cache(maxsize=20_000)
def _is_nothing(character: str) -> bool:
    return unicodedata.category(character) in ("Co", "Cn", "Cs") or (
        unicodedata.category(character) == "Cc" and not character.isspace()
    )


def _is_dump(text: str, words: list[str]) -> bool:
    """True for base64 and hexadecimal figures, in long runs or in groups."""
    limits = settings().legibility
    size = _length(words)
    runs = [run for run in _RUN.findall(text) if _looks_random(run)]
    if _length(runs) >= limits.dumped * size:
        return True
    figures = [w for w in words if _HEX.match(w)]
    joined = "".join(figures).casefold()
    letters = sum(joined.count(c) for c in "abcdef")
    return (
        len(figures) >= limits.least
        and _length(figures) >= limits.dumped * size
        and 0.15 * len(joined) < letters < 0.65 * len(joined)
    )


def _looks_random(run: str) -> bool:
    """True for capitals, small letters and figures in turn, or for figures and ``a`` to ``f``."""
    kinds = [(c.islower(), c.isupper(), c.isdigit()) for c in run]
    turns = sum(a != b for a, b in zip(kinds, kinds[1:], strict=False))
    return turns > 0.3 * len(run)


def _mixed(words: Iterable[str]) -> int:
    """How many words mix letters with signs that belong in no word, or letters of two scripts."""
    return sum(map(_is_mixed, words))


@lru_cache(maxsize=50_000)
def _is_mixed(word: str) -> bool:
    core = word.strip("".join(c for c in word if not c.isalnum()))
    if not core:
        return len(set(word)) > 2  # several signs in a row, as of no rule
    if core.isascii() and core.isalnum():
        return False
    signs = {c for c in core if not (c.isalnum() or c in _INSIDE or unicodedata.combining(c))}
    if len(signs) > 1 or not signs.issubset(_ONE_KIND):
        return True
    pieces = _LETTERS.findall(core)
    if signs and len(pieces) > 1 and sum(map(len, pieces)) <= 2 * len(pieces):
        return True  # a word in pieces: "h:r=or"
    return len({script for c in core if c.isalpha() for script in _script(c)}) > 1


@lru_cache(maxsize=20_000)
def _script(letter: str) -> tuple[str, ...]:
    """The script of a letter; none for signs that stand among letters of any (``µ``, ``ª``)."""
    name = unicodedata.name(letter, "").split()
    if not name or name[0] in (*_EAST_ASIAN, "MICRO", "FEMININE", "MASCULINE", "MODIFIER", "OHM"):
        return ()
    return () if name[0] == "MATHEMATICAL" else (name[0],)


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum("LATIN" in _script(c) or c.isascii() for c in letters) > 0.5 * len(letters)


def _length(found: Iterable[str]) -> int:
    return sum(map(len, found))
