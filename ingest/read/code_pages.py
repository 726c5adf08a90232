"""The older encoding that a text without a mark is in, judged by the letters that it gives.

An encoding of Latin script is as likely as the words it gives are in a language: the letters follow
each other as there (``kb.text.letter_pairs``), letters with an accent are that language's, and
signs stand where signs stand. Windows-1252 stays unless another is plainly likelier. Texts in other
scripts are left to charset-normalizer, and a warning says that this is a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kb.resources import Alternatives, LexiconModel, load_lexicon
from kb.settings import settings
from kb.text.letter_pairs import improbability

_HIGH = re.compile(rb"[\x80-\xff]")
_LATIN_WORD = re.compile(rb"[A-Za-z]")
_SURE = 0.05  # of the characters in another script that are not letters of it


class _CodePages(LexiconModel):
    """``corpus/lexicons/code_pages.yaml``."""

    latin: Alternatives
    others: Alternatives
    letters: dict[str, str]
    signs: str
    inside: str
    before_word: str
    after_word: str


@dataclass(frozen=True, slots=True)
class CodePage:
    """An encoding by Python's name. ``doubtful`` is true where it is not plainly the right one."""

    encoding: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one encoding gives: how improbable it is, in bits, and how many of its characters
    beyond ASCII no word and no text has in that place."""

    encoding: str
    bits: float
    odd: int
    seen: int

    @property
    def doubtful(self) -> bool:
        return self.odd > settings().code_pages.doubt * self.seen


def likeliest(data: bytes) -> CodePage:
    """The encoding of ``data``, which is not UTF-8."""
    sample = _sample(data)
    high = len(_HIGH.findall(sample))
    if high >= settings().code_pages.others and high > len(_LATIN_WORD.findall(sample)):
        other = _of_other_script(sample)
        if other:
            return CodePage(other, doubtful=True)
    limits = settings().code_pages
    usual, *others = (_reading(sample, name) for name in _lexicon().latin)
    rated = [(r.bits + limits.rarer * n, n) for n, r in enumerate(others)]
    bits, at = min(rated)
    gained, least = usual.bits - bits, limits.gain if usual.odd else limits.gain_over_clean
    if gained < least or others[at].odd > usual.odd:
        return CodePage(usual.encoding, usual.doubtful)
    return CodePage(others[at].encoding, others[at].doubtful or gained < limits.odd)


def _sample(data: bytes) -> bytes:
    """Lines that are not ASCII, from the start."""
    most = settings().code_pages.sample
    kept: list[bytes] = []
    for line in data.splitlines():
        if line.isascii():
            continue
        kept.append(line[:most])
        most -= len(line)
        if most <= 0:
            break
    return b"\n".join(kept)


def _of_other_script(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_lexicon().others)).best()
    if best is None:
        return None
    text = sample.decode(best.encoding, "replace")
    letters = sum(c.isalpha() for c in text if c > "\x7f")
    beyond = sum(c > "\x7f" for c in text)
    return best.encoding if letters >= (1 - _SURE) * beyond else None


def _reading(sample: bytes, encoding: str) -> _Reading:
    """What ``encoding`` gives, in the language in which it is likeliest."""
    text = sample.decode(encoding, "replace")
    letters: Counter[str] = Counter()
    signs = odd = 0
    framed = f"\n{text}\n"
    for before, c, after in zip(framed, framed[1:], framed[2:], strict=False):
        if c <= "\x7f":
            continue
        if c.isalpha() and c not in _lexicon().signs:
            if _fits_as_letter(before, c, after):
                letters[c.lower()] += 1
            else:
                odd += 1
        elif _fits_as_sign(before, c, after):
            signs += 1
        else:
            odd += 1
    limits, alphabets = settings().code_pages, _lexicon().letters
    bits = min(
        improbable
        + limits.foreign * sum(n for c, n in letters.items() if c not in alphabets[language])
        for language, improbable in improbability(text).items()
    )
    bits += limits.odd * odd + limits.sign * signs
    return _Reading(encoding, bits, odd, signs + odd + letters.total())


def _fits_as_letter(before: str, letter: str, after: str) -> bool:
    """A letter of a language, and no capital inside a word of small letters."""
    if letter.lower() not in _alphabet():
        return False
    return not (letter.isupper() and before.islower() and not after.isupper())


def _fits_as_sign(before: str, sign: str, after: str) -> bool:
    known = _lexicon()
    if sign not in known.signs:
        return not (before.isalpha() or after.isalpha()) and sign.isprintable()
    if before.isalpha() and after.isalpha():
        return sign in known.inside
    if before.isalpha():
        return sign in known.after_word
    return not after.isalpha() or sign in known.before_word


@cache
def _alphabet() -> frozenset[str]:
    return frozenset("".join(_lexicon().letters.values()))


def _lexicon() -> _CodePages:
    return load_lexicon("code_pages", _CodePages)
