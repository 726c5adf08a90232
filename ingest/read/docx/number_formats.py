"""Writes a number of a list as Word prints it: 4, iv, D, 04."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 780  # Word's own limit: thirty letters
_CHICAGO = "*†‡§"
_ZEROS = {"decimalZero": 2}
_CIRCLED = 20  # ① to ⑳ follow each other


def formatted(count: int, form: str) -> str:
    """``count`` in the number format ``form`` (``lowerRoman``); in digits where the format is
    unknown or has no such number; empty for ``none``."""
    if form == "none":
        return ""
    if form in ("upperRoman", "lowerRoman") and 0 < count <= _LARGEST_ROMAN:
        return _cased(_roman(count), form)
    if form in ("upperLetter", "lowerLetter") and 0 < count <= _LARGEST_LETTER:
        return _cased(chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1), form)
    if form == "ordinal" and count > 0:
        return f"{count}{_ordinal_ending(count)}"
    if form == "chicago" and 0 < count <= _LARGEST_LETTER:
        return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)
    if form.startswith("decimalEnclosedCircle") and 0 < count <= _CIRCLED:
        return chr(ord("①") + count - 1)
    if form == "numberInDash":
        return f"- {count} -"
    return f"{count:0{_zeros(form)}d}"


def _zeros(form: str) -> int:
    """How many digits are written at least; ``001, 002, …`` is a format of its own."""
    first = form.split(",")[0].strip()
    if first.isascii() and first.isdigit() and len(first) <= 5:
        return len(first)
    return _ZEROS.get(form, 1)


def _cased(letters: str, form: str) -> str:
    return letters.lower() if form.startswith("lower") else letters


def _roman(count: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        letters += letter * (count // size)
        count %= size
    return letters


def _ordinal_ending(count: int) -> str:
    if 10 <= count % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
