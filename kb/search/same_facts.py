"""Whether two nearly equal texts say the same: no number, name, date or negation differs, and no
word stands where the other has its opposite.

The words of both are aligned by their longest common subsequence. What one text has beyond the
other at its beginning or end is a passage cut elsewhere and does not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from kb.resources import LexiconModel, Words, load_lexicon
from kb.text.language import ENGLISH_STOP, SPANISH_STOP, without_accents
from kb.text.months import MONTH_NAMES
from kb.text.numbers import joined, language_of_numbers, plain_numbers
from kb.text.stems import both_stems

_WORD = re.compile(r"(?:[-−$€£](?=\d))?[^\W_]+(?:[.,:/'’-][^\W_]+)*")
_RUN = 4  # words in a row that both texts have, from which they are aligned


class _FactWords(LexiconModel):
    """``corpus/lexicons/fact_words.yaml``."""

    negations: Words
    negative_prefixes: Words
    numbers: Words
    weekdays_and_units: Words
    opposites: tuple[tuple[Words, Words], ...]


_LEXICON = load_lexicon("fact_words", _FactWords)
_FACTS = _LEXICON.negations | _LEXICON.numbers | _LEXICON.weekdays_and_units | MONTH_NAMES
_SIDES: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)  # stem: its pairs, which side
for _pair, _both in enumerate(_LEXICON.opposites):
    for _side, _words in enumerate(_both):
        for _word in _words:
            for _stem in both_stems(_word):
                _SIDES[_stem].add((_pair, _side))
_SMALL = ENGLISH_STOP | SPANISH_STOP


def agree(one: str, other: str, *, whole: bool = False) -> bool:
    """True where the part that both texts cover has the same numbers, names, dates and negations,
    and no word of one is replaced by its opposite.

    Numbers are compared as the language of the texts writes them (1,407 is 1407, and 1.407 is in
    Spanish). Letter case, accents, punctuation and hyphens at line ends do not count. Texts without
    a run of four words in common do not agree. ``whole`` compares both from end to end: a word more
    at the beginning of a sentence may turn it round.
    """
    if one == other:
        return True
    language = language_of_numbers(f"{one}\n{other}")
    (a, left), (b, right) = _read(one, language), _read(other, language)
    both = ((0, len(a)), (0, len(b))) if whole else _overlap(left, right)
    if both is None:
        return False
    (i, j), (k, m) = both
    return all(
        _same_letters(left[i:j][p:q], right[k:m][r:s])
        or not (
            any(map(_is_fact, (*a[i:j][p:q], *b[k:m][r:s])))
            or _negated(left[i:j][p:q], right[k:m][r:s])
            or _opposed(left[i:j][p:q], right[k:m][r:s])
        )
        for p, q, r, s in _differences(left[i:j], right[k:m])
    )


@lru_cache(maxsize=1024)
def _read(text: str, language: str | None) -> tuple[list[str], list[str]]:
    """The words of a text, and each as it is compared. A text is compared with several others."""
    found = _WORD.findall(joined(plain_numbers(text, language)))
    return found, [_key(word) for word in found]


def _key(word: str) -> str:
    """A word as it is compared; ``n't`` is a negation."""
    bare = without_accents(word)
    if bare.endswith(("n't", "n’t")):
        return "not"
    return bare


def _overlap(
    left: Sequence[str], right: Sequence[str]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The stretch of words that both texts cover: from the first common run to the last, and as
    far beyond each as both have words."""
    size = min(_RUN, len(left), len(right))
    if not size:
        return None
    at = {tuple(left[i : i + size]): i for i in range(len(left) - size, -1, -1)}
    ends = {tuple(left[i : i + size]): i for i in range(len(left) - size + 1)}
    shared = [j for j in range(len(right) - size + 1) if tuple(right[j : j + size]) in at]
    if not shared:
        return None
    i, j = at[tuple(right[shared[0] : shared[0] + size])], shared[0]
    k, m = ends[tuple(right[shared[-1] : shared[-1] + size])] + size, shared[-1] + size
    before, after = min(i, j), min(len(left) - k, len(right) - m)
    return (i - before, k + after), (j - before, m + after)


def _differences(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches in which the two differ: ``left[p:q]`` stands for ``right[r:s]``."""
    p = r = 0
    for op in Indel.opcodes(left, right):
        if op.tag == "equal":
            if (p, r) != (op.src_start, op.dest_start):
                yield p, op.src_start, r, op.dest_start
            p, r = op.src_end, op.dest_end
    if (p, r) != (len(left), len(right)):
        yield p, len(left), r, len(right)


def _same_letters(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where only hyphens or spaces differ, as at the end of a line; never in figures."""
    if any(c.isdigit() for w in (*one, *other) for c in w):
        return False
    bare = ("".join(c for w in words for c in w if c.isalnum()) for words in (one, other))
    return next(bare) == next(bare)


def _is_fact(word: str) -> bool:
    key = _key(word)
    if any(c.isdigit() for c in word) or not _FACTS.isdisjoint(re.split(r"\W+", key)):
        return True
    if key in _SMALL:
        return len(word) > 1 and word.isupper()  # the US, the WHO
    return word[0].isupper() or len(word) == 1  # a name; subsection (b)


def _negated(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where a word of one is a word of the other with a prefix that negates it."""
    return any(
        a in (prefix + b, f"{prefix}-{b}") or b in (prefix + a, f"{prefix}-{a}")
        for prefix in _LEXICON.negative_prefixes
        for a in one
        for b in other
    )


def _opposed(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where a word of one is the opposite of a word of the other."""
    sides = [
        {s for w in words for stem in both_stems(w) for s in _SIDES.get(stem, ())}
        for words in (one, other)
    ]
    return any((pair, 1 - side) in sides[1] for pair, side in sides[0])
