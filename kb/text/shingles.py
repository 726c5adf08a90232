"""Word 5-grams of a text, as numbers that are the same in every process, so that they can be kept.

Two texts are nearly the same when they share most of their 5-grams (Broder 1997, "On the
resemblance and containment of documents").
"""

from __future__ import annotations

import re
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words in a shingle


def shingles(text: str) -> frozenset[int]:
    """The 5-grams of ``text``, each as 32 bits; a shorter text is one. Case, punctuation and
    line-end hyphens do not count."""
    words = _WORD.findall(text.casefold().replace("-", ""))
    size = min(_SIZE, max(len(words), 1))
    runs = (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
    return frozenset(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)
