"""The policy area of a recommendation, by its vocabulary."""

from __future__ import annotations

import re
from functools import cache

from pydantic import field_validator

from kb.recommend.lexicon import Pattern, load_patterns
from kb.recommend.model import Area
from kb.resources import LexiconModel

_MOST_COUNTED = 3  # of an area's words in a text; more do not make it more of that area


class AreaWords(LexiconModel):
    """The words of one area and what each of them weighs."""

    area: Area
    weight: float
    words: Pattern

    @field_validator("words")
    @classmethod
    def _ignore_case(cls, value: re.Pattern[str]) -> re.Pattern[str]:
        return re.compile(value.pattern, re.IGNORECASE)


class PolicyAreas(LexiconModel):
    """``policy_areas.yaml``."""

    areas: tuple[AreaWords, ...]


@cache
def _areas() -> tuple[AreaWords, ...]:
    return load_patterns("policy_areas", PolicyAreas).areas


def area_of(text: str, headings: tuple[str, ...] = ()) -> Area:
    """The area whose words weigh most in ``text``; the last heading decides where it has none."""
    return _heaviest(text) or _heaviest(" ".join(headings[-1:])) or Area.OTHER


def _heaviest(text: str) -> Area | None:
    best, most = None, 0.0
    for each in _areas():
        score = each.weight * min(len(each.words.findall(text)), _MOST_COUNTED)
        if score > most:
            best, most = each.area, score
    return best
