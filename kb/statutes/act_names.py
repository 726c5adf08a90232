"""Finds acts by their names: ``the FEND Off Fentanyl Act``, ``Ley de Seguridad Nacional``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.span import Span
from kb.statutes.model import ActRef
from kb.statutes.patterns import ACT_TAIL, MEXICAN_LAW, UNIT_OF_ACT, WORDS
from kb.text.language import without_accents

_LONGEST = 14  # words of an act's name
_ACT = re.compile(r"(?<!\w)Act(?!\w)")
_WINDOW = 160  # characters before "Act" in which its name begins
_OPENING = re.compile(r"(?:[“\"‘„«(\[]|``|`|'')+")
_SPACED = re.compile(r"\S+")
_WORD = re.compile(r"[\w’'&-]+\.?")
_LAW = re.compile(r"(?:(?P<name>.+?) \()?P\.L\. (?P<law>\d+-\d+)\)?")
_FISCAL = re.compile(r"FY(?P<year>[1-9][0-9]{3})(?: (?P<name>.+))?")
_NUMBERED = re.compile(r"(?:(?:H\.R\.|S\.|[HS]\.(?:J\.|Con\.)?Res\.)|E\.O\.) \d+")


def named_acts(text: str) -> Iterator[tuple[Span, str]]:
    """Names in capitals that end in ``Act``, with their year, and names of Mexican laws."""
    for match in _ACT.finditer(text):
        start = _start_of_name(text, match.start())
        if start is None:
            continue
        tail = ACT_TAIL.match(text, match.end())
        end = tail.end() if tail else match.end()
        yield Span(start, end), " ".join(text[start:end].split())
    for match in MEXICAN_LAW.finditer(text):
        yield Span(match.start(), match.end()), " ".join(match[0].split())


def _start_of_name(text: str, at: int) -> int | None:
    """The start of the words in capitals before ``at``, with the small words between them. A name
    begins after an opening quotation mark, and after the larger unit that it has (``Title II of
    the``)."""
    window = max(0, at - _WINDOW)
    before = list(_SPACED.finditer(text, window, at))
    words: list[tuple[int, str]] = []
    for match in reversed(before[-_LONGEST:]):
        opened = _OPENING.match(match[0])
        start = match.start() + (opened.end() if opened else 0)
        word = text[start : match.end()]
        if not _WORD.fullmatch(word) or word.isdecimal():
            break
        if not (word[0].isupper() or word[0].isdigit() or word in WORDS.inside_act_names):
            break
        if word.endswith(".") and len(word) > 3 and not word[:-1].isupper():
            break  # the end of the sentence before
        words.append((start, word))
        if opened:
            break
    while words:
        unit = UNIT_OF_ACT.match(text, words[-1][0], at)
        if unit:
            words = [w for w in words if w[0] >= unit.end()]
        elif _cannot_begin(words[-1][1]) or _is_section([w for _, w in words[-2:]]):
            words.pop()
        else:
            return words[-1][0]
    return None


def _is_section(words: list[str]) -> bool:
    """True for a number before "of", the last word first: ``102A of the … Act``."""
    return words[-1][0].isdigit() and words[0] == "of"


def _cannot_begin(word: str) -> bool:
    return (
        word.casefold() in WORDS.never_first_in_act_names
        or not word[0].isalnum()
        or word.isdecimal()
    )


def act_named(printed: str) -> ActRef:
    """The act that ``ActRef`` prints as ``printed``. Every name of an act is read by this
    function, so that a name that begins with a fiscal year is one record however it was found."""
    if _NUMBERED.fullmatch(printed):
        return ActRef(number=printed)
    law = _LAW.fullmatch(printed)
    name = law["name"] if law else printed
    fiscal = _FISCAL.fullmatch(name) if name else None
    return ActRef(
        law=law["law"] if law else None,
        name=fiscal["name"] if fiscal else name,
        fiscal_year=int(fiscal["year"]) if fiscal else None,
    )


def folded_name(name: str) -> str:
    """A name for comparison: without case, accents, punctuation and articles."""
    plain = re.sub("['’]", "", without_accents(name))
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join(w for w in words if w not in WORDS.articles_in_names)
