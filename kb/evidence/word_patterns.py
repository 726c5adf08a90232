"""Patterns made of the word lists of ``corpus/lexicons``.

In a list of words each word is a regular expression; words are separated by white space, and
``_`` is a space inside one.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from kb.resources import LexiconModel, any_of


def _split(value: object) -> object:
    return [word.replace("_", " ") for word in value.split()] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Cue(LexiconModel):
    """The expressions that show a cue: ``words`` match whole words only, ``patterns`` anywhere.
    Letter case does not count."""

    words: Words = ()
    patterns: tuple[str, ...] = ()

    def compiled(self) -> re.Pattern[str]:
        """One pattern for all of them."""
        whole = [rf"\b(?:{alternatives(self.words)})\b"] if self.words else []
        return any_of([*whole, *self.patterns], re.IGNORECASE)


def alternatives(words: Words) -> str:
    """The words as one alternation, without brackets around it."""
    return "|".join(words)


def whole_words(words: Words) -> re.Pattern[str]:
    """A pattern that matches any of ``words`` where no letter or digit is beside it."""
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)")
