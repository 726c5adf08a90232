"""Sentence boundaries in English and Spanish policy prose and statutory text.

Rule-based, after the usual approach of abbreviation lists and look-ahead (Grefenstette and
Tapanainen 1994, "What is a word, what is a sentence?"): a stop ends a sentence unless it closes
an abbreviation, an initial or a number, or what follows cannot open a sentence. A newline always
ends a sentence: canonical text has one paragraph, list item or statutory unit on a line.
"""

from __future__ import annotations

import re

from kb.resources import LexiconModel, Words, load_lexicon
from kb.span import Span
from kb.text.months import MONTH_NAMES, MONTHS


class _Openers(LexiconModel):
    english: Words
    spanish: Words


class _Boundaries(LexiconModel):
    """``corpus/lexicons/sentence_boundaries.yaml``."""

    never_final: dict[str, Words]
    sometimes_final: Words
    openers: _Openers


_LEXICON = load_lexicon("sentence_boundaries", _Boundaries)
_SHORT_MONTHS = {short.casefold() for month in MONTHS for short in month.english_short}
_NEVER_FINAL = (_SHORT_MONTHS - MONTH_NAMES).union(*_LEXICON.never_final.values())
_SOMETIMES_FINAL = _LEXICON.sometimes_final
_OPENERS = _LEXICON.openers.english | _LEXICON.openers.spanish
_CANDIDATE = re.compile(r"(?<![.!?…])([.!?…]++)([\"”’»)\]]*+)(\s++)(?=[\"“‘«(\[¿¡]*+([^\W_]))")
_LAST_TOKEN = re.compile(r"[^\s(\[“\"‘«—–]+$")
_NEXT_WORD = re.compile(r"[\"“‘«(\[¿¡]*([\w’'-]+)")


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences in ``text[start:end]``, in order, without surrounding white space.

    The offsets are those of ``text``. White space between sentences belongs to none.
    """
    stop = len(text) if end is None else end
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text[start:stop]):
        at = start + line.start()
        for cut in _cuts(line.group()):
            found.append(Span(at, start + line.start() + cut).trimmed(text))
            at = start + line.start() + cut
        found.append(Span(at, start + line.end()).trimmed(text))
    return [span for span in found if len(span)]


def _cuts(line: str) -> list[int]:
    """Offsets in ``line`` where a new sentence begins."""
    return [m.end(3) for m in _CANDIDATE.finditer(line) if _ends_sentence(line, m)]


def _ends_sentence(line: str, match: re.Match[str]) -> bool:
    following = match.group(4)
    if not (following.isupper() or following.isdigit()):
        return False
    if match.group(1) != "." or match.group(2):
        return True
    token = _LAST_TOKEN.search(line, max(0, match.start() - 40), match.start())
    word = token.group().lower().lstrip("$") if token else ""
    if word in _NEVER_FINAL:
        return False
    if word in _SOMETIMES_FINAL or (len(word) == 1 and word.isalpha()):
        return _opens(line, match.end(3))
    # "1." or "(a)." at the head of a line numbers an item rather than ending a sentence.
    return not (word.isdigit() and match.start() - len(word) == 0)


def _opens(line: str, at: int) -> bool:
    word = _NEXT_WORD.match(line, at)
    return bool(word) and word.group(1).lower() in _OPENERS  # type: ignore[union-attr]
