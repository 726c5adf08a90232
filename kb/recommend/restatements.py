"""Statements of one demand at several places made one, by their content words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import log

from kb.recommend.claim import Claim
from kb.recommend.model import Stance

_WORD = re.compile(r"[^\W\d_]{3,}(?:[-–][^\W\d_]+)*|\d{2,}")
_IDLE = frozenset(
    """the and for with that this from into should must would could can will also more which their
    its has have had are was were been being than such through these those other while not under
    one some any all both each other another option policymakers states united government
    administration trump important step mexico mexican including effort efforts toward order
    que los las del una por para con debe deben debería como más sus entre sobre esta este
    """.split()
)
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ities|ity|ies|ed|es|s|e|al|ly|ive|or|er|ion|y)$")
_SAME_FULL, _SAME_SHORT, _FEWEST = 0.6, 0.45, 2
_ORDERS = ("imperative", "measure")
_PARAGRAPH = 600  # characters within which a paragraph comes to what its opening names


@dataclass(slots=True)
class Group:
    """One demand: its claims, the fullest first once :func:`grouped` has returned."""

    claims: list[Claim]
    words: frozenset[str] = field(default_factory=frozenset)


def stems(text: str) -> frozenset[str]:
    """Content words of ``text`` cut to their stems, hyphenated ones in their parts."""
    found = set()
    for match in _WORD.finditer(text.casefold()):
        for word in re.split(r"[-–]", match.group()):
            if len(word) > 2 and word not in _IDLE:
                stem = _ENDING.sub("", word)
                found.add(stem if len(stem) > 2 else word)
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
    held: dict[int, Group] = {}
    for i in order:
        spelled_out = held.get(_spelled_out(claims, i))
        near = spelled_out or _nearest(claims[i], words[i], groups, rarity)
        if near is None:
            near = Group([], words[i])
            groups.append(near)
        near.claims.append(claims[i])
        held[i] = near
    return sorted(groups, key=lambda g: g.claims[0].span)


def _spelled_out(claims: list[Claim], i: int) -> int:
    """Which claim says in full what claim ``i``, a heading or an opening, names; -1 for none."""
    here = claims[i].sentence
    if not here.lead_in or claims[i].cue.name not in _ORDERS:
        return -1
    for j in range(i + 1, len(claims)):
        there = claims[j].sentence
        near = there.span.start - here.span.end < _PARAGRAPH and there.headings == here.headings
        # an item of its own says something of its own
        if not near or there.lead_in or (there.first and there.item):
            return -1
        if (claims[i].stance is Stance.OPPOSES) == (claims[j].stance is Stance.OPPOSES):
            return j
    return -1


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
    for group in groups:
        score = _alike(claim, words, group, rarity)
        if score > most:
            best, most = group, score
    return best


def _alike(claim: Claim, words: frozenset[str], group: Group, rarity: dict[str, float]) -> float:
    other = group.claims[0]
    if (claim.stance is Stance.OPPOSES) != (other.stance is Stance.OPPOSES):
        return 0.0
    if claim.sentence is other.sentence:
        return 0.0
    shared = words & group.words
    if len(shared) < _FEWEST:
        return 0.0
    weight = sum(rarity[w] for w in shared)
    smaller = min(sum(rarity[w] for w in words), sum(rarity[w] for w in group.words))
    overlap = weight / smaller if smaller else 0.0
    short = claim.summary or claim.cue.beside or other.summary
    return overlap if overlap >= (_SAME_SHORT if short else _SAME_FULL) else 0.0
