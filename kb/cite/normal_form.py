"""The normal form in which two printings of the same words are equal, with a map back.

These differences do not count: runs of white space, straight or curly quotes, kinds of dash and
the spaces around them, hyphens inside words and at line ends, ligatures, soft hyphens and
zero-width marks, three points or one ellipsis character, composed or decomposed accents.
Everything else counts: letters, case, digits, accents left out, other punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from kb.span import Span
from kb.text.invisible import INVISIBLE_CLASS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_DASHES = "-‐‑‒–—―−"
_VARIANT = re.compile(
    rf"(?P<dash>[\s\u00ad]{{0,4}}[{_DASHES}][{_DASHES}\s\u00ad]*)"
    r"|(?P<double>[“”„‟]|«\s?|\s?»|''|``|‘‘|’’)"
    r"|(?P<single>[‘’‚‛`´])"
    r"|(?P<space>\s{2,}|[^\S ])"
    r"|(?P<ligature>[ﬀ-ﬆ])"
    r"|(?P<ellipsis>…)"
    rf"|(?P<nothing>[{INVISIBLE_CLASS}]+)"
)


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form. Three parallel tuples hold, for each run, where it starts in the
    normal form and which raw characters it was made from."""

    text: str
    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    raw_ends: tuple[int, ...]

    def raw(self, start: int, end: int) -> Span:
        """The span of the raw text that ``text[start:end]`` was made from; ``start < end``."""
        return Span(self._point(start, last=False), self._point(end - 1, last=True))

    def at(self, raw: int) -> int:
        """The offset in the normal form of the raw offset ``raw``, or one near it."""
        run = max(bisect_right(self.raw_starts, raw) - 1, 0)
        if not self.starts:
            return 0
        return min(self.starts[run] + max(raw - self.raw_starts[run], 0), len(self.text))

    def _point(self, at: int, *, last: bool) -> int:
        run = bisect_right(self.starts, at) - 1
        following = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
        raw_start, raw_end = self.raw_starts[run], self.raw_ends[run]
        if following - self.starts[run] != raw_end - raw_start:  # a run replaced as a whole
            return raw_end if last else raw_start
        return raw_start + at - self.starts[run] + int(last)


@lru_cache(maxsize=8)
def normal(text: str) -> Normal:
    """A document's text in normal form. Linear; the last few are kept."""
    return normal_form(text)


def normal_form(text: str) -> Normal:
    """``text`` in normal form, not kept: for quotes and other short texts."""
    pieces: list[str] = []
    starts: list[int] = []
    raw_starts: list[int] = []
    raw_ends: list[int] = []
    length = at = 0

    def put(piece: str, start: int, end: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            raw_starts.append(start)
            raw_ends.append(end)
            length += len(piece)

    for match in _VARIANT.finditer(text):
        start, end = match.span()
        put(text[at:start], at, start)
        put(_replacement(match, text), start, end)
        at = end
    put(text[at:], at, len(text))
    return Normal("".join(pieces), tuple(starts), tuple(raw_starts), tuple(raw_ends))


def _replacement(match: re.Match[str], text: str) -> str:
    kind = match.lastgroup
    if kind == "dash":
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        after = text[match.end() : match.end() + 1]
        return "" if before.isalpha() and after.isalpha() else "-"
    if kind == "ligature":
        return _LIGATURES[match[0]]
    return {"space": " ", "single": "'", "double": '"', "ellipsis": "...", "nothing": ""}[
        kind or "nothing"
    ]


def normal_quote(quote: str) -> str:
    """A quote in normal form, composed, without white space or a list's dash around it."""
    made = normal_form(unicodedata.normalize("NFC", quote)).text
    return re.sub(r"^[-\s]+(?=\D)|[-\s]+$", "", made).strip()
