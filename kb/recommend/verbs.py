"""The verbs of recommendations in their forms: base, gerund, participle.

The list is closed, because a series may only be split where each part really begins with an
action, and a bullet is only a command when its first word can be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from kb.recommend.lexicon import Pattern, load_patterns
from kb.resources import LexiconModel

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Verbs(LexiconModel):
    """``recommendation_verbs.yaml``, with the forms made from its base forms."""

    series: tuple[str, ...]
    commands: tuple[str, ...]
    doubling: frozenset[str]
    participles: dict[str, str]
    before_command: frozenset[str]
    before_action: frozenset[str]
    noun: Pattern
    noun_for: Pattern
    noun_gerund: Pattern

    @cached_property
    def base(self) -> frozenset[str]:
        """The base forms that cut a series."""
        return frozenset(self.series)

    @cached_property
    def imperatives(self) -> frozenset[str]:
        """The base forms that open a command."""
        return self.base | frozenset(self.commands)

    @cached_property
    def base_of_gerund(self) -> dict[str, str]:
        """``reducing`` → ``reduce``."""
        return {self._gerund(v): v for v in self.series}

    @cached_property
    def base_of_participle(self) -> dict[str, str]:
        """``reduced`` → ``reduce``."""
        return {self._participle(v): v for v in self.series}

    def _gerund(self, verb: str) -> str:
        """``reduce`` → ``reducing``, ``stop`` → ``stopping``, ``tie`` → ``tying``."""
        if verb.endswith("ie"):
            return verb[:-2] + "ying"
        if verb.endswith("e") and not verb.endswith("ee"):
            return verb[:-1] + "ing"
        return verb + (verb[-1] if verb in self.doubling else "") + "ing"

    def _participle(self, verb: str) -> str:
        """``deepen`` → ``deepened``, ``carry`` → ``carried``, ``give`` → ``given``."""
        if verb in self.participles:
            return self.participles[verb]
        if verb.endswith("e"):
            return verb + "d"
        if verb.endswith("y") and verb[-2] not in "aeiou":
            return verb[:-1] + "ied"
        return verb + (verb[-1] if verb in self.doubling else "") + "ed"


@cache
def verbs() -> Verbs:
    """The verbs, read once a process. Raises ``CorpusError``."""
    return load_patterns("recommendation_verbs", Verbs)


@cache
def verb_fragments() -> dict[str, str]:
    """``{verb}`` and ``{gerund}`` for the patterns of other files."""
    return {"verb": _any(verbs().base), "gerund": _any(verbs().base_of_gerund)}


def _any(words: Iterable[str]) -> str:
    """A group of the words, the longest first, those of one length in alphabetical order."""
    return f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})"


def leading_verb(text: str) -> str | None:
    """The base form of the verb ``text`` opens with, as a command or a gerund, or ``None``."""
    known = verbs()
    for match in list(_WORD.finditer(text))[:2]:
        word = match.group().lower()
        if word in known.base:
            return word
        if word in known.base_of_gerund:
            return known.base_of_gerund[word]
        if not word.endswith("ly") and word not in known.before_action:
            return None
    return None


def commands(text: str) -> bool:
    """Whether ``text`` opens with a verb as a command, an adverb before it allowed."""
    known = verbs()
    words = [m.group().lower() for m in list(_WORD.finditer(text))[:2]]
    if words and (words[0].endswith("ly") or words[0] in known.before_command):
        words = words[1:]
    elif known.noun.match(text) or known.noun_for.match(text):
        return False
    return bool(words) and any(w in known.imperatives for w in (words[0], words[0].split("-")[-1]))


def as_command(text: str) -> str:
    """``text`` with the gerund at its head as a command: "Boosting aid" → "boost aid"."""
    gerunds = verbs().base_of_gerund
    match = _WORD.search(text)
    if not match or match.group().lower() not in gerunds:
        return text
    if verbs().noun_gerund.match(text[match.end() :]):
        return text
    return gerunds[match.group().lower()] + text[match.end() :]
