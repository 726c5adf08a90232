"""Whether a hyphen at a line's end was put there to break a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_FIRST = re.compile(r"[^\W\d_]+")


class Hyphens:
    """Judges broken words by the words the document writes unbroken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: set[str] = set()
        for line in lines:
            words = _WORD.findall(line.casefold())
            if _BROKEN.search(line.rstrip()) and words:
                words = words[:-1]
            self._known.update(words)
            self._known.update(part for w in words for part in w.split("-"))

    def undone(self, line: str, following: str) -> bool:
        """True when ``line`` ends in a hyphen that its last word does not have.

        The joined word counts if the document writes it elsewhere; the hyphened one stays if that
        is written elsewhere, or if both halves are words of the document and the second is long.
        """
        broken = _BROKEN.search(line.rstrip())
        first = _FIRST.match(following.lstrip())
        if not broken or not first or not following.lstrip()[0].islower():
            return False
        left, right = broken[1].casefold(), first.group().casefold()
        joined = left.split("-")[-1] + right
        if f"{left}-{right}" in self._known:
            return joined in self._known
        if joined in self._known or _is_word(joined):
            return True
        whole = left.split("-")[-1] in self._known and right in self._known
        return not (whole and len(right) > 3 and len(left.split("-")[-1]) > 2)


def _is_word(word: str) -> bool:
    """True for a word, or an inflected form of one, that the model's vocabulary has whole."""
    known = _vocabulary()
    stems = (word, *(word.removesuffix(end) for end in ("s", "es", "ed", "d", "ing", "ly")))
    return any(s in known for s in stems if len(s) > 4)


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    from kb.encode.tokens import default_counter

    return default_counter().vocabulary()
