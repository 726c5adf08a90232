"""Cuts a series of actions into its parts: "raise A, require B and repeal C" makes three.

The words are in the part ``series`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from functools import cache

from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.verbs import leading_verb, verbs
from kb.resources import LexiconModel
from kb.settings import settings
from kb.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = 40  # characters in which the first two words of a part are
_PURPOSE_FROM = 12  # characters of a part before which "to" is no purpose


class SeriesPatterns(LexiconModel):
    """The part ``series``."""

    joint: Pattern
    joint_at_end: Pattern
    relative: Pattern
    infinitive: Pattern
    examples: Pattern
    purpose: Pattern
    open_purpose: Pattern
    noun_joint: Pattern
    noun_comma: Pattern
    adverbs: frozenset[str]


@cache
def _patterns() -> SeriesPatterns:
    return load_patterns("recommendation_sentences", SeriesPatterns, "series")


def parts(text: str, start: int, end: int, *, nouns: bool = False) -> list[Span]:
    """The spans of the actions in ``text[start:end]``; one span where it holds a single one.

    A part begins with a command or a gerund of the form the first one has; with ``nouns`` (list
    items that name measures) a long series of noun phrases is cut at its commas as well.
    """
    first = _head(text, start, end)
    cuts = [start]
    for joint in _patterns().joint.finditer(text, start, end):
        head = _head(text, joint.end(), end)
        if not nouns and _patterns().relative.search(text, cuts[-1], joint.start()):
            break
        if not nouns and _inside(text[cuts[-1] : joint.start()], joint.group()):
            continue
        fits = head and (head == first or (nouns and head == "gerund"))
        if fits and _words(text[cuts[-1] : joint.start()]) >= settings().recommend.part_words:
            cuts.append(joint.end())
    if len(cuts) == 1 and nouns:
        cuts = _noun_cuts(text, start, end)
    return _long_enough(text, cuts, end)


def is_infinitive(word: str) -> bool:
    """Whether ``word`` looks like a Spanish infinitive."""
    return bool(_patterns().infinitive.fullmatch(word))


def begins_with_verb(words: str) -> bool:
    """Whether ``words`` begin with a command, a gerund or a Spanish infinitive."""
    first = words.split(maxsplit=1)[:1]
    return bool(leading_verb(words)) or bool(first and is_infinitive(first[0]))


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _inside(part: str, joint: str) -> bool:
    """Whether what is joined belongs to an example or a purpose of ``part`` and not to a series:
    "build capacity to detect, | disrupt …", "direct research to find gaps and | close them"."""
    patterns = _patterns()
    if patterns.examples.search(part) or patterns.open_purpose.search(part):
        return True
    purposes = [m["verb"] for m in patterns.purpose.finditer(part, _PURPOSE_FROM)]
    named = any(v in verbs().base or is_infinitive(v) for v in purposes)
    return named and "," not in joint and ";" not in joint


def _head(text: str, at: int, end: int) -> str | None:
    """The form of the verb at ``at``: ``base``, ``to base``, ``gerund``, ``infinitive``."""
    to = text.startswith("to ", at)
    for match in list(_WORD.finditer(text, at, min(end, at + _HEAD)))[:2]:
        word = match.group().lower()
        if word in verbs().base_of_gerund:
            return "gerund"
        if word in verbs().base and (match.start() == at or not match.group()[0].isupper()):
            return "to base" if to else "base"
        if is_infinitive(word):
            return "infinitive"
        if not (word.endswith("ly") or word in _patterns().adverbs):
            return None
    return None


def _noun_cuts(text: str, start: int, end: int) -> list[int]:
    last = _patterns().noun_joint.search(text[start:end])
    if not last:
        return [start]
    commas = [m.end() for m in _patterns().noun_comma.finditer(text[start : start + last.start()])]
    return [start, *(start + c for c in commas), start + last.end()] if commas else [start]


def _long_enough(text: str, cuts: list[int], end: int) -> list[Span]:
    """The spans between ``cuts``, or one span where any of them is too short to be an action."""
    spans = []
    for cut, stop in zip(cuts, [*cuts[1:], end], strict=True):
        joint = _patterns().joint_at_end.search(text, cut, stop) if stop != end else None
        spans.append(Span(cut, joint.start() if joint else stop))
    if any(_words(s.of(text)) < settings().recommend.part_words for s in spans):
        return [Span(cuts[0], end)]
    return spans
