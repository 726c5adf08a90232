"""Finds the passage that a changed quote was made from, and says how the two differ.

Rare words and runs of words of the quote vote for where it would start; the windows with most
votes are aligned with rapidfuzz (Indel similarity), and the most similar is taken.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from kb.cite.normal_form import Normal, normal_form
from kb.settings import CitationSettings, settings
from kb.span import Span

_WORD = re.compile(r"\w+")
_RUN = re.compile(r"(?<!\w)(?=(\w+\W+\w+\W+\w+(?:\W+\w+)?))")  # three or four words, overlapping
_TOKEN = re.compile(r"\S+")
_ANY = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Near:
    """The raw span most similar to the quote, and the similarity, 0 to 1."""

    span: Span
    similarity: float


def nearest(quote: str, document: Normal, cited: int = 0) -> Near | None:
    """The place most similar to ``quote`` (in normal form), if any is similar enough. ``cited``
    is the raw offset where it was; of equally similar places the one there is given."""
    limits = settings().citations
    text, words = _lowered(document.text), _lowered(quote)
    short = len(_WORD.findall(quote)) < limits.short_quote
    needed = limits.altered_short if short else limits.altered
    best: Near | None = None
    for start in (document.at(cited), *_votes(words, text, limits)):
        near = _aligned(words, text, start, document)
        if near and near.similarity >= needed and (not best or near.similarity > best.similarity):
            best = near
    return best


def _lowered(text: str) -> str:
    """Lower case of the same length, so that offsets stay right."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _votes(quote: str, text: str, limits: CitationSettings) -> list[int]:
    """Likely starts of the quote, most votes first."""
    words = sorted(_WORD.finditer(quote), key=lambda m: -len(m[0]))[: limits.seeds]
    runs = list(_RUN.finditer(quote))
    runs = runs[:: len(runs) // limits.seeds + 1]
    votes: Counter[int] = Counter()
    size = max(len(quote) // 2, 16)
    for seed, start in [(m[0], m.start()) for m in words] + [(m[1], m.start()) for m in runs]:
        for at in _positions(seed, text, limits.common):
            votes[max(at - start, 0) // size] += len(seed)
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[: limits.windows]
    return [bucket * size for bucket, _ in ranked]


def _positions(word: str, text: str, common: int) -> list[int]:
    """Where a word is; nowhere where it is more than ``common`` times: it then says little."""
    found: list[int] = []
    at = text.find(word)
    while at >= 0:
        found.append(at)
        if len(found) > common:
            return []
        at = text.find(word, at + len(word))
    return found


def _aligned(quote: str, text: str, start: int, document: Normal) -> Near | None:
    begin = max(0, start - len(quote) // 2)
    window = text[begin : start + 2 * len(quote) + 40]
    aligned = fuzz.partial_ratio_alignment(quote, window)
    if aligned is None or aligned.dest_end <= aligned.dest_start:
        return None
    first, last = _refined(quote, window, aligned.dest_start, aligned.dest_end)
    similarity = fuzz.ratio(quote, window[first:last]) / 100
    return Near(document.raw(begin + first, begin + last), similarity)


def _refined(quote: str, window: str, start: int, end: int) -> tuple[int, int]:
    """The window's ends moved to ends of words, then word by word while the similarity grows."""
    starts = sorted({m.start() for p in (_WORD, _TOKEN) for m in p.finditer(window)})
    ends = sorted({m.end() for p in (_WORD, _TOKEN) for m in p.finditer(window)})
    if not starts:
        return start, end
    i = max(bisect_right(starts, start) - 1, 0)
    j = min(bisect_left(ends, end), len(ends) - 1)

    def similarity(i: int, j: int) -> float:
        inside = 0 <= i < len(starts) and 0 <= j < len(ends) and starts[i] < ends[j]
        return fuzz.ratio(quote, window[starts[i] : ends[j]]) if inside else -1.0

    here = similarity(i, j)
    while True:
        moves = [(similarity(*to), to) for to in ((i + 1, j), (i - 1, j), (i, j - 1), (i, j + 1))]
        best, to = max(moves)
        if best <= here:
            return starts[i], max(ends[j], starts[i] + 1)
        here, (i, j) = best, to


def differences(quote: str, source: str, limit: int = 12) -> tuple[str, ...]:
    """What was done to ``source`` to make ``quote``, in words: ``“may” instead of “shall”``.
    Differences of printing alone are left out; at most ``limit`` are given."""
    theirs, ours = _words(quote), _words(source)
    found: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        there, here = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if tag == "replace":
            found.append(f"“{here}” instead of “{there}”")
        elif tag == "delete":
            found.append(f"“{there}” was left out")
        elif tag == "insert":
            found.append(f"“{here}” was added")
    if len(found) > limit:
        return (*found[:limit], f"and {len(found) - limit} more differences")
    return tuple(found)


def _words(text: str) -> list[str]:
    """Words and punctuation in normal form; hyphenated words stay one word."""
    composed = unicodedata.normalize("NFC", text)
    joined = re.sub(r"(?<=\w)[-‐‑\u00ad]\s*+(?=\w)", "", composed)
    return _ANY.findall(normal_form(re.sub(r"(?:(?<!\s)\s+)?[–—―]\s*+", " ", joined)).text)
