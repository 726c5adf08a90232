"""Joins the characters of a page into runs.

A character that stands where the last one ends continues its run, after a space where the gap is
as wide as one between words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from ingest.read.pdf.accents import with_accents
from ingest.read.pdf.characters import (
    Characters,
    Flags,
    Indexes,
    Numbers,
    blanks,
    right_to_left,
    text_of,
)
from ingest.read.pdf.right_to_left import (
    drawn_in_reading_order,
    has_right_to_left,
    logical,
    visual_lines,
)
from ingest.read.pdf.runs import Run

_USUAL_SPACE = 0.25  # of the size, where a font shows none
_SPACE_BOUNDS = (0.18, 0.4)
_SAME_LINE = 0.05  # of the size; raised marks are farther from the baseline
_SAME_SIZE = 0.02  # share of the size
_BACK, _FORTH = -0.3, 0.6  # of the size: the gaps inside a run
_WIDEST_KERNING = 0.05  # of the size
_WIDEST_SPACING = 0.5  # of the size, between the letters of a word; cells are farther apart
_FORTH_AFTER_SENTENCE = 1.2  # the same where a sentence ends and PDFium left out the spaces
_SPACE_SHARE = 0.45  # of a space's width; a wider gap is one
_WORD_GAP = 0.15  # of the size, in right-to-left script
_MOST_ROWS = 1 << 20
_MOST_COMPARED = 700  # strings of a page
_SAME_LETTER_LINE = 0.25  # of the size
_OVERLAP = 0.1  # of the size
_SENTENCE_ENDS = tuple(map(ord, '.?!”"'))
_HYPHENS = (ord("-"), 0x2010)
_SOFT_HYPHEN = "\u00ad"
_LEADER = re.compile(r"(?<=[^\s.])(?=\.{5})|(?<=\.{5})(?=[^\s.])")


def runs_of(found: Characters, hidden: Flags, apart: Flags) -> list[Run]:
    """The runs of a page as it is read. Strings that do not run from left to right, and those that
    are ``hidden``, become runs that say so; those ``apart`` become none."""
    strings = found.strings
    if not strings:
        return []
    upright = np.array([s.upright for s in strings])
    at = np.flatnonzero(found.of_strings(upright & ~hidden & ~apart))
    found, at = with_accents(found, at[~_drawn_twice(found, at)])
    runs: list[Run] = []
    if right_to_left(found.codes).any() and has_right_to_left(found.text()):
        lines, at = visual_lines(found, at)
        runs += _lines(found, lines)
    runs += _runs(found, at)
    runs += _aside(found, hidden & ~apart, rotated=False)
    runs += _aside(found, ~upright & ~hidden & ~apart, rotated=True)
    return runs


def _runs(found: Characters, at: Indexes) -> Iterator[Run]:
    if not len(at):
        return
    strings, string = found.strings, found.string[at]
    size, y, left = found.size[at], found.y[at], found.x[at]
    right = left + found.width[at]
    left = np.where(found.later_pieces()[at], right, left)
    font = np.array([2 * s.font.key + s.page_header for s in strings])[string]
    codes = _codes(found, at)
    text, blank = text_of(codes), blanks(codes)
    gap = (left[1:] - right[:-1]) / size[1:]
    gap -= _spacing(found, at, gap, blank)[string[:-1]]
    together = (
        (font[1:] == font[:-1])
        & (np.abs(size[1:] - size[:-1]) <= _SAME_SIZE * size[1:])
        & (np.abs(y[1:] - y[:-1]) <= _SAME_LINE * size[1:])
        & (gap > _BACK)
        & (gap < np.where(_after_sentence(codes, at), _FORTH_AFTER_SENTENCE, _FORTH))
    )
    space = _space_widths(font, size, right - left, blank)
    wide = together & (gap > _SPACE_SHARE * space[1:]) & ~blank[1:] & ~blank[:-1]
    spaces = (np.flatnonzero(wide) + 1).tolist()
    is_blank, begins, ends, level = blank.tolist(), left.tolist(), right.tolist(), y.tolist()
    starts = [0, *(np.flatnonzero(~together) + 1).tolist(), len(at)]
    for first, last in zip(starts, starts[1:], strict=False):
        while first < last and is_blank[first]:
            first += 1
        while first < last and is_blank[last - 1]:
            last -= 1
        if first == last:
            continue
        low, high = bisect_left(spaces, first + 1), bisect_left(spaces, last)
        cuts = [first, *spaces[low:high], last]
        words = " ".join([text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)])
        shown = strings[string[first]]
        yield Run(
            _legible(words), begins[first], level[first],
            max(ends[last - 1], begins[first]), shown.size,
            shown.font.bold, shown.font.italic, shown.page_header,
        )  # fmt: skip


def _legible(words: str) -> str:
    """``words`` with soft hyphens inside a line, which are seen there, as hyphens; the dots of a
    table of contents apart from the words before them."""
    words = words[:-1].replace(_SOFT_HYPHEN, "-") + words[-1:]
    return _LEADER.sub(" ", words) if "....." in words else words


def _after_sentence(codes: Indexes, at: Indexes) -> Flags:
    """For each gap, whether a sentence may end before it and PDFium sees a space in it."""
    ends = np.isin(codes, _SENTENCE_ENDS)
    leader = np.append(False, codes[:-1] == ord("."))
    return np.asarray((ends & ~leader)[:-1] & (np.diff(at) > 1))


def _spacing(found: Characters, at: Indexes, gap: Numbers, blank: Flags) -> Numbers:
    """For each string, the distance at which it sets its letters, in parts of the size: the median
    of its gaps; after its space, where it has one letter alone."""
    out = np.zeros(len(found.strings))
    string = found.string[at]
    inner = (string[1:] == string[:-1]) & ~blank[1:]
    pairs = inner & ~blank[:-1]
    single = inner & blank[:-1] & ~np.isin(string[1:], string[1:][pairs])
    for chosen in (pairs, single):
        of, gaps = string[1:][chosen], gap[chosen]
        for index in np.unique(of[gaps > _WIDEST_KERNING]):
            spacing = float(np.median(gaps[of == index]))
            if 0 < spacing < _WIDEST_SPACING:
                out[index] = spacing
    return out


def _codes(found: Characters, at: Indexes) -> Indexes:
    """The letters of the characters ``at``, with the hyphens that the file declares to be soft."""
    codes = found.codes[at]
    if any(s.soft for s in found.strings):
        soft = np.array([s.soft for s in found.strings])[found.string[at]]
        codes[soft & np.isin(codes, _HYPHENS)] = ord(_SOFT_HYPHEN)
    return codes


def _space_widths(font: Indexes, size: Numbers, width: Numbers, blank: Flags) -> Numbers:
    """The width of a space in the font of each character, in parts of the size."""
    out = np.full(len(font), _USUAL_SPACE)
    for key in np.unique(font[blank]):
        own = font == key
        out[own] = np.clip(np.median((width / size)[own & blank]), *_SPACE_BOUNDS)
    return out


def _drawn_twice(found: Characters, at: Indexes) -> Flags:
    """True for characters drawn over the same character once more: for bold, or as a shadow."""
    out = np.zeros(len(at), np.bool_)
    if len(at) > 1:
        some = np.flatnonzero(_overlapping(found, at)[found.string[at]])
        if len(some):
            out[some] = _over_their_like(found, at[some])
    return out


def _overlapping(found: Characters, at: Indexes) -> Flags:
    """The strings that another one on their line overlaps."""
    string = found.string[at]
    some, first = np.unique(string, return_index=True)
    out = np.zeros(len(found.strings), np.bool_)
    if len(some) > _MOST_COMPARED or (np.diff(string) < 0).any():
        out[:] = True
        return out
    left = np.minimum.reduceat(found.x[at], first)
    right = np.maximum.reduceat(found.x[at] + found.width[at], first)
    y, size = found.y[at][first], found.size[at][first]
    common = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    level = np.abs(np.subtract.outer(y, y)) < _SAME_LETTER_LINE * size
    both = level & (common > _OVERLAP * size)
    np.fill_diagonal(both, False)
    out[some] = both.any(1) | both.any(0)
    return out


def _over_their_like(found: Characters, at: Indexes) -> Flags:
    out = np.zeros(len(at), np.bool_)
    size, y, left, codes = found.size[at], found.y[at], found.x[at], found.codes[at]
    glyph = np.cumsum(~found.later_pieces()[at])
    reach = np.minimum(0.6 * found.width[at], 0.3 * size)
    for shift in (0.0, 0.5):  # what is near a boundary of rows in one is inside a row in the other
        row = codes * _MOST_ROWS + np.floor(y / 3 + shift).astype(np.intp)
        order = np.lexsort((left, row))
        a, b = order[:-1], order[1:]
        twice = (
            (row[a] == row[b])
            & (glyph[a] != glyph[b])
            & (left[b] - left[a] < np.minimum(reach[a], reach[b]))
            & (np.abs(y[a] - y[b]) < _SAME_LETTER_LINE * np.minimum(size[a], size[b]))
            & (np.abs(size[a] - size[b]) < 0.1 * size[a])
        )
        if twice.any():
            out |= np.isin(glyph, np.maximum(glyph[a], glyph[b])[twice])
    return out


def _lines(found: Characters, lines: list[Indexes]) -> Iterator[Run]:
    """The runs of lines with right-to-left script, which are given from left to right."""
    seen = [_spaced(found, line) for line in lines]
    in_reading_order = drawn_in_reading_order(seen)
    if in_reading_order:  # then the letters of one glyph are the only ones the other way round
        lines = [line[np.lexsort((-line, found.x[line]))] for line in lines]
        seen = [_spaced(found, line) for line in lines]
    for line, words in zip(lines, seen, strict=True):
        strings = [found.strings[i] for i in found.string[line]]
        shown = max(strings, key=lambda s: s.size)
        left, right = found.x[line], found.x[line] + found.width[line]
        yield Run(
            logical(words, drawn_in_reading_order=in_reading_order),
            float(left.min()), float(np.median(found.y[line])), float(right.max()), shown.size,
            all(s.font.bold for s in strings), all(s.font.italic for s in strings),
            all(s.page_header for s in strings),
        )  # fmt: skip


def _spaced(found: Characters, line: Indexes) -> str:
    """The letters of a line from the left, with spaces at wide gaps."""
    size = found.size[line].max()
    left, right = found.x[line], found.x[line] + found.width[line]
    gap = np.append(0.0, left[1:] - np.maximum.accumulate(right)[:-1])
    letters = text_of(_codes(found, line))
    return "".join(
        " " + c if g > _WORD_GAP * size else c for c, g in zip(letters, gap, strict=True)
    )


def _aside(found: Characters, chosen: Flags, *, rotated: bool) -> Iterator[Run]:
    """The text of the strings ``chosen`` in the order of the file, line by line."""
    if not chosen.any():
        return
    inside = found.of_strings(chosen)
    inside |= (found.string < 0) & np.append(False, inside[:-1])  # the spaces and breaks after them
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False]))))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        at = start
        for part in found.text(slice(start, end)).splitlines(keepends=True):
            words = part.strip()
            if words:
                first = at + len(part) - len(part.lstrip())
                shown = found.strings[found.string[first]]
                x = found.x[first : first + len(words)]
                yield Run(
                    words, float(x.min()), float(found.y[first]), float(x.max()), shown.size,
                    shown.font.bold, shown.font.italic, shown.page_header, rotated, not rotated,
                )  # fmt: skip
            at += len(part)
