"""Statements of one recommendation at several places made one, by their content words.

The words that do not count are in the part ``restatements`` of ``recommendation_sentences.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import log

from kb.recommend.claim import Claim
from kb.recommend.cues import Trait
from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Stance
from kb.resources import LexiconModel
from kb.settings import settings

_WORD = re.compile(r"[^\W\d_]{3,}(?:[-–][^\W\d_]+)*|\d{2,}")
_HYPHEN = re.compile(r"[-–]")
_SHORTEST_STEM = 3  # characters


class RestatementPatterns(LexiconModel):
    """The part ``restatements``."""

    ending: Pattern
    stop_words: frozenset[str]


@cache
def _patterns() -> RestatementPatterns:
    return load_patterns("recommendation_sentences", RestatementPatterns, "restatements")


@dataclass(slots=True)
class Group:
    """One recommendation: its claims, the fullest first once :func:`grouped` has returned."""

    claims: list[Claim]
    words: frozenset[str] = field(default_factory=frozenset)


@lru_cache(maxsize=1_000)
def stems(text: str) -> frozenset[str]:
    """Content words of ``text`` cut to their stems, hyphenated ones in their parts."""
    patterns, found = _patterns(), set()
    for match in _WORD.finditer(text.casefold()):
        for word in _HYPHEN.split(match.group()):
            if len(word) >= _SHORTEST_STEM and word not in patterns.stop_words:
                stem = patterns.ending.sub("", word)
                found.add(stem if len(stem) >= _SHORTEST_STEM else word)
    return frozenset(found)


def grouped(claims: list[Claim], text: str) -> list[Group]:
    """``claims`` with restatements put together, in the order of each one's fullest statement.

    A claim of an overview, a list or a conclusion joins the claim of the body it resembles most;
    two claims of the body are only joined where they say nearly the same.
    """
    words = [stems(c.span.of(text)) for c in claims]
    rarity = _rarity(words)
    order = sorted(range(len(claims)), key=lambda i: (claims[i].summary, -len(claims[i].span)))
    groups: list[Group] = []
    group_of: dict[int, Group] = {}
    for i in order:
        group = group_of.get(_spelled_out(claims, i))
        group = group or _nearest(claims[i], words[i], groups, rarity)
        if group is None:
            group = Group([], words[i])
            groups.append(group)
        group.claims.append(claims[i])
        group_of[i] = group
    return sorted(groups, key=lambda g: g.claims[0].span)


def _spelled_out(claims: list[Claim], i: int) -> int:
    """Which claim says in full what claim ``i``, a heading or an opening, names; -1 for none."""
    here, within = claims[i].sentence, settings().recommend.paragraph
    if not here.lead_in or not claims[i].cue.has(Trait.TITLE):
        return -1
    for j in range(i + 1, len(claims)):
        there = claims[j].sentence
        near = there.span.start - here.span.end < within and there.headings == here.headings
        # an item of its own says something of its own
        if not near or there.lead_in or (there.first and there.item):
            return -1
        if _opposes(claims[i]) == _opposes(claims[j]):
            return j
    return -1


def _opposes(claim: Claim) -> bool:
    return claim.stance is Stance.OPPOSES


def _rarity(words: list[frozenset[str]]) -> dict[str, float]:
    """How much a shared word tells (inverse document frequency; Spärck Jones 1972)."""
    counts: dict[str, int] = {}
    for each in words:
        for word in each:
            counts[word] = counts.get(word, 0) + 1
    return {w: log(1 + len(words) / n) for w, n in counts.items()}


def _nearest(
    claim: Claim, words: frozenset[str], groups: list[Group], rarity: dict[str, float]
) -> Group | None:
    best, most = None, 0.0
    for group in groups[: settings().recommend.most_compared]:
        score = _likeness(claim, words, group, rarity)
        if score > most:
            best, most = group, score
    return best


def _likeness(claim: Claim, words: frozenset[str], group: Group, rarity: dict[str, float]) -> float:
    """How much of the rarity of the shorter one's words both have, 0 to 1; 0 below the limit."""
    limits, other = settings().recommend, group.claims[0]
    shared = words & group.words
    if _opposes(claim) != _opposes(other) or claim.sentence is other.sentence:
        return 0.0
    if len(shared) < limits.shared_words:
        return 0.0
    weight = sum(rarity[w] for w in shared)
    smaller = min(sum(rarity[w] for w in words), sum(rarity[w] for w in group.words))
    overlap = weight / smaller if smaller else 0.0
    short = claim.summary or claim.cue.beside or other.summary
    return overlap if overlap >= (limits.same_short if short else limits.same) else 0.0
