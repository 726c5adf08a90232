"""Numbers however they are set: ``1,407``, ``1 407`` and ``1407`` are one, and so is ``1.407`` in
Spanish; ``8,4`` in Spanish is ``8.4``.

The plain form has no marks between thousands and a point before decimals. In a text, the language
and the numbers around tell what a point means. A query is too short for that, so a number in a
query stands for every reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from kb.resources import LexiconModel, Words, load_lexicon
from kb.text.language import language_of

_MOST = 12  # spellings of one phrase
_SPACE = " \u00a0\u2007\u2009\u202f"  # also set between thousands
_MARKED = re.compile(r"(?<![\d_])(?<!\d[.,])\d+(?:[.,]\d+)+(?![\d_])")
_SPACED = re.compile(rf"(?<![\w.,-])[1-9]\d{{0,2}}(?:[{_SPACE}]\d{{3}})+(?![\w,.]\d|\w)")
_WIDE_SPACED = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?!\w)")
_BARE = re.compile(r"(?<![\w.,-])[1-9]\d{3,}(?![\w-]|[.,]\d)")
NUMBER = re.compile(rf"(?:{_SPACED.pattern})|(?:{_MARKED.pattern})")
_EITHER = re.compile(r"(?<![\w.,])[1-9]\d{0,2}\.\d{3}(?![\w.]\d|\w)|(?<!\w)\d+,\d")
_MANY_POINTS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3}){2,}(?![\w.])")
_SHORT_COMMA = re.compile(r"(?<![\w.,])\d+,\d{1,2}(?![\w,.])")
_COMMA_THOUSANDS = re.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:,\d{3})+(?![\w,])")


class _Numbers(LexiconModel):
    """``corpus/lexicons/numbers.yaml``."""

    comma_decimals: Words
    after_decimals: tuple[str, ...]
    before_decimals: tuple[str, ...]


def plain_numbers(text: str, language: str | None = None) -> str:
    """``text`` with its numbers in plain form, as its language (ISO 639-1) writes them.

    In a language with decimal commas, numbers that show the other convention are heeded: Mexico's
    Spanish has ``1,250`` and ``8.4 %``.
    """
    if not text.isascii():
        text = _WIDE_SPACED.sub(lambda m: re.sub(rf"[{_SPACE}]", "", m[0]), text)
    if _MARKED.search(text) is None:
        return text
    commas = language in _lexicon().comma_decimals
    points = commas and not _has_decimal_points(text)
    return _MARKED.sub(lambda m: _plain(m[0], decimal_comma=commas, point_groups=points), text)


def spellings(text: str) -> tuple[str, ...]:
    """``text`` of a query with its numbers in every way to read and set them, in plain form with
    and without a space between thousands. ``text`` without a number is the only one."""
    if not re.search(r"\d[\d.,\s]*\d", text):
        return (text,)
    parts: list[tuple[str, ...]] = []
    end = 0
    for start, stop, readings in _readings(text):
        parts += [(text[end:start],), readings]
        end = stop
    parts.append((text[end:],))
    made = ("".join(choice) for choice in islice(product(*parts), _MOST))
    return tuple(dict.fromkeys(made))


def joined(text: str) -> str:
    """``text`` without the spaces between the thousands of numbers."""
    return _SPACED.sub(lambda m: re.sub(rf"[{_SPACE}]", "", m[0]), text)


def language_of_numbers(text: str) -> str | None:
    """The language to read the numbers of ``text`` in where it is not known: guessed from its words
    if a number of it can be read in two ways, else ``None``."""
    return language_of(text) if _EITHER.search(text) else None


def _readings(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each number that can be set otherwise is, and its readings, the likeliest first."""
    at = 0
    pattern = re.compile(
        f"(?P<s>{_SPACED.pattern})|(?P<m>{_MARKED.pattern})|(?P<b>{_BARE.pattern})"
    )
    for match in pattern.finditer(text):
        assert match.start() >= at
        at = match.end()
        written = match[0]
        if match["s"]:
            found = [re.sub(rf"[{_SPACE}]", "", written), re.sub(rf"[{_SPACE}]", " ", written)]
        elif match["b"]:
            found = [written, _spaced(written)]
        else:
            comma = _plain(written, decimal_comma=True, point_groups=True)
            point = _plain(written, decimal_comma=False, point_groups=False)
            found = []
            for plain in (point, comma):
                found += [plain, _spaced(plain)]
            found.append(written.replace(",", " "))
        yield match.start(), match.end(), tuple(dict.fromkeys(found))


def _spaced(plain: str) -> str:
    """``18848`` → ``18 848``; figures after a point are left as they are."""
    whole, point, rest = plain.partition(".")
    if not whole.isdigit():
        return plain
    first = len(whole) % 3 or 3
    groups = [whole[:first], *(whole[i : i + 3] for i in range(first, len(whole), 3))]
    return " ".join(groups) + point + rest


def _plain(written: str, *, decimal_comma: bool, point_groups: bool) -> str:
    """One number in plain form; ``written`` where it is none (``12.05.2024``, ``2,3,4``)."""
    marks = re.findall(r"[.,]", written)
    groups = re.split(r"[.,]", written)
    if len(set(marks)) == 2:
        whole = groups[:-1]
        if marks.count(marks[-1]) == 1 and _in_thousands(whole):
            return f"{''.join(whole)}.{groups[-1]}"
        return written
    thousands = _in_thousands(groups)
    if len(marks) > 1:
        return "".join(groups) if thousands else written
    if marks[0] == ",":
        if thousands:
            return "".join(groups)
        return ".".join(groups) if decimal_comma or groups[0] == "0" else written
    return "".join(groups) if thousands and point_groups else written


def _in_thousands(groups: list[str]) -> bool:
    first = groups[0]
    return 0 < len(first) < 4 and first[0] != "0" and all(len(g) == 3 for g in groups[1:])


def _has_decimal_points(text: str) -> bool:
    """True where the numbers of ``text`` show that a point goes before decimals."""
    if _MANY_POINTS.search(text) or _SHORT_COMMA.search(text):
        return False
    return bool(_COMMA_THOUSANDS.search(text) or _decimal_point().search(text))


@cache
def _decimal_point() -> re.Pattern[str]:
    words = _lexicon()
    after, before = "|".join(words.after_decimals), "|".join(words.before_decimals)
    return re.compile(
        rf"(?<![\w.,])\d+\.\d{{1,2}}\s?(?:{after})|(?:{before})\d+\.\d{{1,2}}(?![\w.])",
        re.IGNORECASE,
    )


def _lexicon() -> _Numbers:
    return load_lexicon("numbers", _Numbers)
