"""Reads lines of right-to-left script in the order in which people read them.

A file may hold such a line from left to right as it looks, or in reading order; the places of its
characters are the same. So the line is taken from left to right and turned: the words from the
right, figures and words of other scripts as they are (the reverse of Unicode Annex 9). A program
that knows no right-to-left script draws the words in reading order from the left; the letters that
only end or only begin words show it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from ingest.read.pdf.characters import Characters, Indexes, Numbers

_STRONG = "\u0590-\u065f\u066e-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"[{_STRONG}]")
_ARABIC = re.compile("[\u0600-\u065f\u066e-\u06ef\ufb50-\ufdff\ufe70-\ufefc]")
_WORDS = re.compile(f"[{_STRONG}]+")
_BETWEEN = re.compile(f"[{_STRONG}](?:[^\\w]*[{_STRONG}])*")
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_FIGURE = re.compile(f"[{_DIGIT}]+(?:[.,:/\u066b\u066c][{_DIGIT}]+)*")
# In Hebrew, signs beside a figure belong to it, and a hyphen does not part two figures.
_SIGNED = re.compile(f"(?<![%°])[%°]*+[{_DIGIT}]+(?:[.,:/+-][{_DIGIT}]+)*[$€£₪]*")
_OTHER = re.compile(f"(?<![%°])[%°]*+[^\\W_{_STRONG}](?:[^{_STRONG}]*[^\\W_{_STRONG}])?[$€£₪]*")
_LETTER = re.compile(f"[^\\W\\d_{_STRONG}]")
_MIRRORED = str.maketrans("()[]{}«»", ")(][}{»«")
_LAST = frozenset("ךםןףץ\u0629\u0649")  # Hebrew final letters, teh marbuta, alef maksura
_FIRST = "\u0627\u0644"  # the Arabic article
_SHORTEST = 4  # letters of a word that can show its direction by the article
_SAME_LINE = 0.3  # of the size
_CELL_GAP = 0.95  # of the size


def has_right_to_left(text: str) -> bool:
    """True when ``text`` has a letter of right-to-left script."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))


def visual_lines(found: Characters, at: Indexes) -> tuple[list[Indexes], Indexes]:
    """Of the characters ``at``, the lines that have right-to-left script, each from the left, and
    the other characters."""
    size, y = found.size, found.y
    rows: list[list[int]] = []
    for i in sorted(at.tolist(), key=lambda i: -y[i]):
        if rows and y[rows[-1][0]] - y[i] <= _SAME_LINE * min(size[rows[-1][0]], size[i]):
            rows[-1].append(i)
        else:
            rows.append([i])
    lines = [
        np.array(part)
        for row in rows
        for part in _parts(found, row, size)
        if has_right_to_left(found.text(np.array(part)))
    ]
    taken = np.isin(at, np.concatenate(lines)) if lines else np.zeros(len(at), np.bool_)
    return lines, at[~taken]


def _parts(found: Characters, row: list[int], size: Numbers) -> Iterator[list[int]]:
    """A row's characters from the left, in parts at wide gaps. PDFium gives the letters of one
    glyph (lam-alef) from the left, too."""
    part: list[int] = []
    for i in sorted(row, key=lambda i: (found.x[i], i)):
        if part and found.x[i] - found.x[part[-1]] - found.width[part[-1]] > _CELL_GAP * size[i]:
            yield part
            part = []
        part.append(i)
    if part:
        yield part


def logical(visual: str, *, drawn_in_reading_order: bool = False) -> str:
    """The text of a line that looks like ``visual`` from left to right, in reading order.

    ``drawn_in_reading_order`` says that the program that drew it did not turn it.
    """
    step = 1 if drawn_in_reading_order else -1
    words = "".join(
        unicodedata.normalize("NFKC", c)[::step] if "\ufb1d" <= c <= "\ufefc" else c for c in visual
    ).strip()
    if drawn_in_reading_order:
        return words
    rightward = sum(bool(_LETTER.match(c)) for c in words)
    if rightward > len(_RIGHT_TO_LEFT.findall(words)):
        return _BETWEEN.sub(lambda m: m.group()[::-1], words)
    figure = _FIGURE if _ARABIC.search(words) else _SIGNED
    turned = _OTHER.sub(lambda m: _turned_back(m.group(), figure), words[::-1])
    return turned.translate(_MIRRORED) if _is_mirrored(turned) else turned


def _turned_back(words: str, figure: re.Pattern[str]) -> str:
    """Words of another script whole, figures one by one."""
    return words[::-1] if _LETTER.search(words) else figure.sub(lambda m: m.group()[::-1], words)


def _is_mirrored(text: str) -> bool:
    """True when brackets close before they open."""
    pairs = [
        (text.index(a), text.index(b))
        for a, b in zip("([{«", ")]}»", strict=True)
        if a in text and b in text
    ]
    return any(a > b for a, b in pairs)


def drawn_in_reading_order(lines: list[str]) -> bool:
    """True when the words of ``lines``, given from left to right as they look, are not turned: the
    letters that only end words stand at their right ends."""
    right = left = 0
    for line in lines:
        for word in _WORDS.findall(unicodedata.normalize("NFKC", line)):
            if len(word) < 2:
                continue
            right += word[-1] in _LAST
            left += word[0] in _LAST
            if len(word) >= _SHORTEST:
                right += word.startswith(_FIRST)
                left += word.endswith(_FIRST[::-1])
    return right > 2 * left
