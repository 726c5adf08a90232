"""Joins the end of a line to the next line: with a space, without, or without its hyphen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.read.lexicon import READING

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"(?<![^\W\d_])(?<![^\W\d_][-‐])([^\W\d_]++(?:[-‐][^\W\d_]++)*+)[-‐]$")
_FIRST = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"(?<!\S)(?=\S*+$)(?:\S*?(?:https?://|www\.|\w\.(?:gov|org|com|edu|net|int|mx|mil)/)|\S+?/\S+?/)"
)
_OPEN_ADDRESS = re.compile(r"[-/_=?&%#~]$")
_SOFT = "\u00ad"
_TORN_SHARE = 0.15  # of the hyphens at line ends: from there a document breaks words


class Hyphens:
    """Decides about hyphens at line ends by the words that the document has inside its lines.

    A document that breaks no words has hyphens at line ends only where the words have them, so
    every hyphen stays. It breaks words when first halves are no words of their own and become
    words with what follows.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        known: Counter[str] = Counter()
        ends: list[tuple[str, str]] = []  # the half before a hyphen at a line's end, the next
        dashes: Counter[bool] = Counter()
        broken: re.Match[str] | None = None
        for line in lines:
            words = _WORD.findall(line.casefold())
            if broken and words:
                ends.append((broken[1].casefold().split("-")[-1], words[0]))
            broken = _BROKEN.search(line.rstrip())
            if broken and words:
                words = words[:-1]
            known.update(words)
            known.update(part for w in words for part in re.split("[-‐]", w) if part != w)
            dashes.update(m.group()[0] == " " for m in re.finditer(r"[ \w]—[ \w]", line))
        self._known = known
        self._close_dashes = dashes[False] >= dashes[True]
        torn = sum(not self._word(a) and self._word(a + b) for a, b in ends)
        self.breaks_words = torn > _TORN_SHARE * len(ends)

    def joint(self, line: str, following: str) -> tuple[str, str]:
        """What of ``line`` stays and what comes between it and ``following``: the line without
        its hyphen and nothing, the line and nothing, or the line and a space."""
        line, following = line.rstrip(), following.lstrip()
        if line.endswith(_SOFT):
            return line.rstrip(_SOFT), ""
        if self.undone(line, following):
            return line[:-1], ""
        if self._close(line, following):
            return line, ""
        return line, " "

    def undone(self, line: str, following: str) -> bool:
        """True when ``line`` ends in a hyphen that its last word does not have.

        The joined word counts if the document writes it elsewhere; the hyphened one stays if that
        is written elsewhere; otherwise the first half decides whether the two grow together.
        """
        broken = _BROKEN.search(line.rstrip())
        first = _FIRST.match(following.lstrip())
        if not broken or not first or not following.lstrip()[0].islower():
            return False
        if _ADDRESS.search(line):
            return False
        left, right = broken[1].casefold().replace("‐", "-"), first.group().casefold()
        half = left.split("-")[-1]
        joined = half + right
        whole, hyphenated = self._known[joined], self._known[f"{left}-{right}"]
        if whole or hyphenated:
            return whole > hyphenated
        if not self.breaks_words or half in READING.hyphen_prefixes.hyphenated:
            return False
        if joined in _vocabulary() or half in READING.hyphen_prefixes.joined:
            return True
        if not (self._word(half) and self._word(right)):
            return True
        return _is_inflected(joined)

    def _word(self, word: str) -> bool:
        return len(word) > 1 and (word in self._known or word in _vocabulary())

    def _close(self, line: str, following: str) -> bool:
        """True when nothing comes between ``line`` and ``following``."""
        if not line or not following:
            return True
        last, before = line[-1], line[-2:-1]
        if last in "-‐/" and before.strip() and following[0].isalnum():
            return last != "/" or following[0].islower() or bool(_ADDRESS.search(line))
        if last == "–" and before.isalnum() and (following[0].isdigit() or following[0].isupper()):
            return True
        if last == "—" or following[0] == "—":
            edge = before if last == "—" else last
            return self._close_dashes and edge.strip() != ""
        return bool(
            _ADDRESS.search(line)
            and _OPEN_ADDRESS.search(line)
            and re.match(r"[\w#?&=%~-]", following)
        )


def joined(texts: Sequence[str], hyphens: Hyphens) -> str:
    """``texts``, lines of one paragraph, as one line."""
    out: list[str] = []
    for i, text in enumerate(texts):
        if i + 1 < len(texts):
            kept, between = hyphens.joint(text, texts[i + 1])
            out += [kept, between]
        else:
            out.append(text)
    return "".join(out)


def _is_inflected(word: str) -> bool:
    """True for an inflected form of a word that the model's vocabulary has whole."""
    known = _vocabulary()
    stems = (word.removesuffix(end) for end in ("s", "es", "ed", "d", "ing", "ly"))
    return any(s in known for s in stems if len(s) > 4)


def _vocabulary() -> frozenset[str]:
    from kb.encode.tokens import whole_words

    return whole_words()
