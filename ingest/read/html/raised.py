"""Raised and lowered characters in text: which are part of it, and which mark a note."""

from __future__ import annotations

import re

from ingest.read.html.lexicon import WEB_PAGES

RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
FLAT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ", "0123456789+-()n")
_POWER = re.compile(r"[-−–+]?\d{1,2}|[23]?[+−-]")
_BASE = re.compile(r"(?:[×x*·]\s?10|(?<![\d.,])(?:2|10)|\([^()]{0,40}[+−*/×-][^()]{0,40}\))$")
_OPERATOR = re.compile(r"[=+−*/×·^(]\s?$")
_SYMBOL = re.compile(r"[a-zµ]{2,3}")
_VOWEL = re.compile(r"[aeiouy]")
_PRICE = re.compile(r"[$€£¥]\s?\d{1,3}(?:,\d{3})*$")
# A raised digit as one character, behind a word, a number or a punctuation mark.
_CHARACTERS = re.compile(r"(?<=[^\s¹²³⁰⁴-⁹⁺⁻])[⁺⁻]?[¹²³⁰⁴-⁹]+(?![\w⁄/⁺⁻])")
_CONTEXT = 40  # characters before a raised digit that are looked at


def without_marks(line: str) -> str:
    """``line`` without raised digits (``¹``) that are marks of notes; exponents stay."""

    def kept(match: re.Match[str]) -> str:
        before = line[max(match.start() - _CONTEXT, 0) : match.start()]
        return match[0] if is_power(before, match[0].translate(FLAT)) else ""

    return _CHARACTERS.sub(kept, line)


def is_power(before: str, mark: str) -> bool:
    """True where ``mark`` raises what is before it to a power, counts a charge or is the cents of a
    price: km², 10⁶, R², mc², Ca²⁺, $19⁹⁹; and not in 2,024¹ or "the bridges³"."""
    if not _POWER.fullmatch(mark):
        return False
    if mark[-1] in "+-−":
        return before[-1:].isalpha()
    word = re.search(r"(?<![^\W\d_])[^\W\d_]+$", before)
    if word is None:
        if len(mark) == 2 and mark.isdigit() and _PRICE.search(before):
            return True
        return _BASE.search(before) is not None
    ahead = before[: word.start()]
    letters = word[0]
    if mark.lstrip("-−–+") in ("1", "2", "3"):
        if letters.casefold() in WEB_PAGES.units and mark != "1":
            return True
        counted = re.search(r"[\d/]\s?$", ahead) is not None
        if letters.casefold() in WEB_PAGES.units_after_number and counted:
            return True
        if mark != "1" and _is_symbol(ahead, letters):
            return True
    return len(letters) == 1 and not ahead[-1:].isdigit()


def _is_symbol(ahead: str, letters: str) -> bool:
    """True for the few letters of a formula: behind an operator (x = ab²), or without a vowel, as
    no word is (mc²)."""
    if _SYMBOL.fullmatch(letters) is None:
        return False
    return _OPERATOR.search(ahead) is not None or _VOWEL.search(letters) is None


def ends_in_lone_number(before: str) -> bool:
    """True where ``before`` ends in a number of one or two digits, as an ordinal does."""
    return re.search(r"(?<![\d.,])\d{1,2}$", before) is not None
