"""How well the letters of a text follow each other in the language that they fit best.

The model has the probability of each letter, or space, after another in 31 languages written in
Latin letters (``corpus/legibility/letter_pairs.tsv``, made by ``tests.bench.fit_letter_pairs``).
Accents and case do not count, so Spanish without accents is Spanish. Any language looks much more
like one of the 31 than letters that were exchanged for others do.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kb.resources import CORPUS

LETTERS = " abcdefghijklmnopqrstuvwxyz"
CODES = "".join(map(chr, (*range(ord("!"), ord("\\")), *range(ord("]"), ord("~") + 1))))
STEPS = 4  # of a bit
_WITHOUT_ACCENT = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"}
_MORE = {"þ": "th", "ð": "d", "ħ": "h", "ŋ": "ng", "ə": "e"}
_AT = np.zeros(128, np.int64)
_AT[[ord(c) for c in LETTERS]] = range(len(LETTERS))


@dataclass(frozen=True, slots=True)
class LetterFit:
    """``pairs`` is how many pairs of letters were looked at; ``bits`` the improbability of a letter
    after the one before, on average, in the language that fits best; ``vowels`` the share of
    vowels among the letters, 0 to 1, ``accented`` that of letters with an accent."""

    pairs: int
    bits: float
    vowels: float
    accented: float = 0.0


def letter_fit(text: str) -> LetterFit:
    """The fit of the Latin letters of ``text``; everything else parts words."""
    letters = folded_letters(text)
    counts = _pairs_of(letters)
    pairs = int(counts.sum())
    if not pairs:
        return LetterFit(0, 0.0, 0.0)
    bits = float((_tables() @ counts).min() / pairs)
    count = sum(map(letters.count, LETTERS[1:]))
    plain = count if text.isascii() else sum(c.isascii() and c.isalpha() for c in text)
    return LetterFit(
        pairs,
        bits,
        sum(map(letters.count, "aeiouy")) / max(count, 1),
        (count - plain) / max(count, 1),
    )


def improbability(text: str) -> dict[str, float]:
    """How improbable the Latin letters of ``text`` are in each language (ISO 639-1), in bits."""
    bits = _tables() @ _pairs_of(folded_letters(text))
    return dict(zip(_languages(), map(float, bits), strict=True))


def _pairs_of(letters: str) -> npt.NDArray[np.int64]:
    """How often each pair is in folded ``letters``; two spaces do not count."""
    at = _AT[np.frombuffer(letters.encode("ascii", "replace"), np.uint8)]
    counts = np.bincount(at[:-1] * len(LETTERS) + at[1:], minlength=len(LETTERS) ** 2)
    counts[0] = 0
    return counts


def folded_letters(text: str) -> str:
    """``text`` with its Latin letters from ``a`` to ``z`` and a space for everything else."""
    plain = text.casefold() if text.isascii() else text.casefold().translate(_FOLDING)
    return plain.translate(_ASCII)


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        if code < 128:
            return chr(code)
        decomposed = unicodedata.normalize("NFKD", chr(code))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
        plain = "" if unicodedata.combining(chr(code)) else plain
        return self.setdefault(code, plain if plain.isascii() else " ")


_FOLDING = _Folding({ord(c): plain for c, plain in (_WITHOUT_ACCENT | _MORE).items()})
_ASCII = {code: " " for code in range(128) if chr(code) not in LETTERS}


@cache
def _tables() -> npt.NDArray[np.float64]:
    """Languages × pairs, in bits."""
    return np.array([[CODES.index(c) / STEPS for c in line.split("\t")[1]] for line in _lines()])


@cache
def _languages() -> tuple[str, ...]:
    return tuple(line.split("\t")[0] for line in _lines())


def _lines() -> list[str]:
    return (CORPUS / "legibility" / "letter_pairs.tsv").read_text("utf-8").splitlines()
