"""Puts accents on the letters over or under which a page draws them as glyphs of their own, as TeX
does with fonts that have no accented letters."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import numpy as np

from ingest.read.pdf.characters import Characters, Indexes, Numbers

# Unicode tells the combining sign of most accents (´ is a space with U+0301), of these it does not.
_SIGNS = dict(zip("`^~ˆˇˉˊˋ", "\u0300\u0302\u0303\u0302\u030c\u0304\u0301\u0300", strict=True))
_SIGNS |= {
    chr(code): chr(int(parts[2], 16))
    for code in (0xA8, 0xAF, 0xB4, 0xB8, *range(0x2D8, 0x2DE))
    if len(parts := unicodedata.decomposition(chr(code)).split()) == 3
}
_SIGNS |= {sign: sign for sign in _SIGNS.values()}  # some files put them before the letter
_CODES = np.array(sorted(map(ord, _SIGNS)))
_DOTLESS = {"ı": "i", "ȷ": "j"}
_SHARED = 0.5  # of the narrower of accent and letter; kerned neighbours share less
_LOWER, _HIGHER = 0.3, 0.45  # of the size: how far an accent is moved, as on capital letters
_MOST_NEAR = 2_000  # letters on the line of an accent that are compared
_MOST_TRIED = 4


def with_accents(found: Characters, at: Indexes) -> tuple[Characters, Indexes]:
    """``found`` and its characters ``at``, with one accented letter for an accent and a letter that
    share their room. An accent with room of its own stays, and so does one on a letter that has no
    accented form."""
    is_accent = np.isin(found.codes[at], _CODES)
    if not is_accent.any():
        return found, at
    letters = at[~is_accent & (found.width[at] > 0)]
    letters = letters[np.argsort(found.y[letters], kind="stable")]
    heights = found.y[letters]
    codes = found.codes.copy()
    kept = np.ones(len(codes), np.bool_)
    for accent in at[is_accent].tolist():
        for letter in _letters_of(found, accent, letters, heights):
            composed = _composed(chr(codes[letter]), chr(codes[accent]))
            if composed is not None:
                codes[letter] = ord(composed)
                kept[accent] = False
                break
    left = replace(
        found, codes=codes[kept], x=found.x[kept], y=found.y[kept], width=found.width[kept],
        size=found.size[kept], string=found.string[kept], unmapped=found.unmapped[kept],
    )  # fmt: skip
    return left, (np.cumsum(kept) - 1)[at[kept[at]]]


def _letters_of(found: Characters, accent: int, letters: Indexes, heights: Numbers) -> list[int]:
    """Those of ``letters``, which are by height, that share room with ``accent``, most first."""
    size = found.size[accent]
    first, last = np.searchsorted(
        heights, (found.y[accent] - _HIGHER * size, found.y[accent] + _LOWER * size)
    )
    near = letters[first : min(last, first + _MOST_NEAR)]
    left, right = found.x[accent], found.x[accent] + found.width[accent]
    common = np.minimum(found.x[near] + found.width[near], right) - np.maximum(found.x[near], left)
    share = common / np.minimum(found.width[near], max(right - left, 1e-9))
    best = np.argsort(-share, kind="stable")[:_MOST_TRIED]
    found_letters: list[int] = near[best[share[best] > _SHARED]].tolist()
    return found_letters


def _composed(letter: str, accent: str) -> str | None:
    """``letter`` with ``accent``, ``None`` where Unicode has no such letter."""
    words = unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _SIGNS[accent])
    return words if letter.isalpha() and len(words) == 1 else None
