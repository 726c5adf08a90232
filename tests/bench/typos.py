"""Makes misspelt words by method, for ``tests.bench.spelling``.

``swap`` exchanges neighbouring letters, ``drop`` loses one, ``double`` writes one twice, ``keyboard``
hits the key beside, ``stray`` hits it as well, ``sound`` spells by the sound of the language, ``ocr``
confuses shapes, and ``two`` makes two of these mistakes in a long word.
"""

from __future__ import annotations

import random
import re

KINDS = ("swap", "drop", "double", "keyboard", "stray", "sound", "ocr", "two")
_LONG = 7  # letters of a word that two mistakes are made in
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# (pattern, made): the sound rules of kb.text.spelling are others, and written for another purpose.
_SOUNDS = {
    "en": (
        "ph f|f ph|ie ei|ei ie|ea e|ee ea|ea ee|c(?=[ei]) s|c(?![eihk]) k|k(?![ein]) c|s z|z s|"
        "tion sion|sion tion|ence ance|ance ence|able ible|ible able|y i|i y|(?<=.)e(?=.) a|"
        "(?<=.)a(?=.) e|(?<=.)e(?=.) i|(?<=.)i(?=.) e|(?<=.)o(?=.) a|ou o|wh w|kn n|gh -|ck k|"
        "ll l|ss s|tt t|mm m|pp p|(?<=[aeiou])l(?=[aeiou]) ll|er$ or|or$ er|dge ge|qu kw|x cs"
    ),
    "es": (
        "b v|v b|c(?=[ei]) s|z s|s(?=[ei]) c|s z|g(?=[ei]) j|j(?=[ei]) g|x j|ll y|y(?=[aeiou]) ll|"
        "(?<!c)h -|^(?=[aeiou]) h|qu(?=[ei]) k|c(?=[aou]) k|mb nv|mp np|rr r|"
        "(?<=[aeiou])r(?=[aeiou]) rr|cc x|hue gue"
    ),
}
_SHAPES = (
    "rn m|m rn|cl d|d cl|li h|l i|i l|nn m|vv w|w vv|ii u|e c|c e|h b|b h|f t|t f|u n|n u|ri n"
)


def _rules(written: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = (rule.rsplit(" ", 1) for rule in written.split("|"))
    return tuple((re.compile(pattern), made.replace("-", "")) for pattern, made in pairs)


_SOUND_RULES = {language: _rules(written) for language, written in _SOUNDS.items()}
_SHAPE_RULES = _rules(_SHAPES)


def beside(letter: str) -> str:
    """The keys around a letter on a QWERTY keyboard."""
    row = next(r for r in range(3) if letter in _ROWS[r])
    at = _ROWS[row].index(letter)
    same = _ROWS[row][max(at - 1, 0) : at] + _ROWS[row][at + 1 : at + 2]
    above = _ROWS[row - 1][at : at + 2] if row else ""
    below = _ROWS[row + 1][max(at - 1, 0) : at + 1] if row < 2 else ""
    return same + above + below


def misspell(word: str, kind: str, language: str, rng: random.Random) -> str | None:
    """``word`` (letters from a to z) with a mistake of that kind; ``None`` where none is possible,
    or where the mistake leaves the word as it is."""
    at = rng.randrange(len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    made: str | None
    match kind:
        case "swap":
            made = before + after[:1] + letter + after[1:]
        case "drop":
            made = before + after
        case "double":
            made = before + letter + letter + after
        case "keyboard":
            made = before + rng.choice(beside(letter)) + after
        case "stray":
            made = before + rng.choice(beside(letter)) + letter + after
        case "sound":
            made = _replaced(word, _SOUND_RULES[language], rng)
        case "ocr":
            made = _replaced(word, _SHAPE_RULES, rng)
        case _:
            first, second = rng.choices(KINDS[:-2], k=2)
            once = misspell(word, first, language, rng) if len(word) >= _LONG else None
            made = misspell(once, second, language, rng) if once else None
    return made if made != word else None


def _replaced(
    word: str, rules: tuple[tuple[re.Pattern[str], str], ...], rng: random.Random
) -> str | None:
    ways = [
        word[: found.start()] + made + word[found.end() :]
        for pattern, made in rules
        for found in pattern.finditer(word)
    ]
    return rng.choice(ways) if ways else None
