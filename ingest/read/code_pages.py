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
_ABOVE_ASCII = bytes(range(0x80, 0x100))
_LAST_LATIN = "\u024f"
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
    return _likeliest(_sample(data))[0]


def beside_utf8(data: bytes, *, mostly: bool) -> str | None:
    """The encoding of the bytes of ``data`` that are not UTF-8, where the text is UTF-8 beside
    them; ``None`` where no one encoding fits them, or where all of the text is likelier in one.
    ``mostly`` tells that most of the text is UTF-8, so that no other encoding has all of it."""
    beside = _sample(data, utf8=False)
    best, _ = _best([_reading(with_strays(beside, n), n) for n in _lexicon().latin])
    if mostly:
        return best.encoding if _fits(data, best.encoding) else None
    sample = _sample(data)
    whole = _likeliest(sample)[1]
    mixed = _reading(with_strays(sample, best.encoding), best.encoding)
    likelier = whole is None or whole.bits - mixed.bits >= settings().code_pages.gain
    return best.encoding if likelier else None


def with_strays(data: bytes, encoding: str) -> str:
    """``data`` as UTF-8, and the bytes that are not as ``encoding``, one character for each."""
    named = {0xDC00 + b: bytes([b]).decode(encoding, "replace") for b in range(0x80, 0x100)}
    return data.decode("utf-8", "surrogateescape").translate(named)


def _fits(data: bytes, encoding: str) -> bool:
    """Whether each byte that is not UTF-8 is, in ``encoding``, a letter of the text's language in a
    word, or a sign where signs stand. A raised figure or a space is no evidence: letters of UTF-8
    have their bytes."""
    likely = improbability(with_strays(_sample(data, utf8=False), encoding))
    alphabet = _lexicon().letters[min(likely, key=lambda language: likely[language])]
    framed = f"\n{with_strays(data, encoding)}\n"
    for stray in re.finditer("[\udc80-\udcff]", data.decode("utf-8", "surrogateescape")):
        at = stray.start() + 1
        before, c, after = framed[at - 1], framed[at], framed[at + 1]
        if c.isalpha() and c not in _lexicon().signs:
            beside = [x for x in (before, after) if x.isalpha()]
            in_word = bool(beside) and all(x <= _LAST_LATIN for x in beside)
            if not in_word or c.lower() not in alphabet or not _fits_as_letter(before, c, after):
                return False
        elif (
            c.isdigit()
            or c.isspace()
            or c not in _lexicon().signs
            or not _fits_as_sign(before, c, after)
        ):
            return False
    return True


def _likeliest(sample: bytes) -> tuple[CodePage, _Reading | None]:
    """The encoding of ``sample``, and how it reads in it where it is of Latin script."""
    high = len(_HIGH.findall(sample))
    if high >= settings().code_pages.others and high > len(_LATIN_WORD.findall(sample)):
        other = _of_other_script(sample)
        if other:
            return CodePage(other, doubtful=True), None
    readings = [_reading(sample.decode(n, "replace"), n) for n in _lexicon().latin]
    best, doubtful = _best(readings)
    return CodePage(best.encoding, doubtful), best


def _best(readings: list[_Reading]) -> tuple[_Reading, bool]:
    """The likeliest of ``readings``, of which the first is the usual, and whether it is in
    doubt."""
    limits = settings().code_pages
    usual, *others = readings
    rated = [(r.bits + limits.rarer * n, n) for n, r in enumerate(others)]
    bits, at = min(rated)
    gained, least = usual.bits - bits, limits.gain if usual.odd else limits.gain_over_clean
    if gained < least or others[at].odd > usual.odd:
        return usual, usual.doubtful
    return others[at], others[at].doubtful or gained < limits.odd


def _sample(data: bytes, *, utf8: bool = True) -> bytes:
    """Lines that are not ASCII, from the start. With ``utf8`` half may be lines of UTF-8."""
    most = settings().code_pages.sample
    kinds: dict[bool, list[bytes]] = {False: [], True: []}
    for line in data.splitlines():
        if not line.isascii():
            kinds[_is_utf8(line)].append(line)
    parts = [_cut(kinds[False], most), _cut(kinds[True], most // 2) if utf8 else b""]
    return b"\n".join(filter(None, parts))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _cut(lines: list[bytes], most: int) -> bytes:
    """The first of ``lines``, ``most`` bytes at most, the last cut before a letter of UTF-8."""
    kept: list[bytes] = []
    for line in lines:
        kept.append(line if len(line) <= most else line[:most].rstrip(_ABOVE_ASCII))
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


def _reading(text: str, encoding: str) -> _Reading:
    """How improbable is ``text``, which ``encoding`` gives, in the language in which it is
    likeliest."""
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
