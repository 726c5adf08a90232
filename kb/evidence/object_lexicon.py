"""The kinds of object that recommendations act on, each with the words a text may name it by.

A recommendation to search for guns is met by a text on rifles; one on rifles is not met by a text
on guns. So a kind has general words, which stand for all its members, and the members.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pydantic import RootModel

from kb.evidence.word_patterns import Words, whole_words
from kb.resources import LexiconModel, load_lexicon


class _Kind(LexiconModel):
    general: Words
    members: Words = ()


class _Objects(RootModel[Mapping[str, _Kind]]):
    """``corpus/lexicons/objects.yaml``."""


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """For each kind the pattern of its general words, and that of all its words."""
    return tuple(
        (whole_words(kind.general), whole_words((*kind.general, *kind.members)))
        for kind in load_lexicon("objects", _Objects).root.values()
    )


def object_patterns(word: str) -> tuple[re.Pattern[str], ...]:
    """What a text may name a folded word by: a pattern for each kind that the word stands for."""
    return tuple(named for general, named in _kinds() if general.fullmatch(word))
