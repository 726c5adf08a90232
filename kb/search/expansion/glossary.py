"""Glossary terms by every name they have: acronym, English and Spanish expansion, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.text.language import without_accents, words_of


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the glossary, as far as search needs it."""

    id: str
    term: str
    expansion_en: str = ""
    expansion_es: str = ""
    aliases: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name once, the term first; case and accents make no difference."""
        named = (self.term, self.expansion_en, self.expansion_es, *self.aliases)
        return distinct(name.split(" (")[0].strip() for name in named if name)


@dataclass(frozen=True, slots=True)
class _Name:
    keys: tuple[str, ...]
    term: Term
    strict: str | None  # the name as it must be written, where it could be an ordinary word


class Glossary:
    """Finds terms in a list of words, the longest name first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first: dict[str, list[_Name]] = {}
        for term in terms:
            for name in term.names():
                keys = tuple(word_key(w) for w in words_of(name))
                if keys:
                    entry = _Name(keys, term, name if _needs_case(name) else None)
                    self._by_first.setdefault(keys[0], []).append(entry)
        self._words = {k for names in self._by_first.values() for n in names for k in n.keys}
        for names in self._by_first.values():
            names.sort(key=lambda n: -len(n.keys))

    def has_word(self, word: str) -> bool:
        """True for a word of a name in the glossary."""
        return word_key(word) in self._words

    def match(self, words: Sequence[str], at: int) -> tuple[Term, int] | None:
        """The term named at ``words[at:]`` and how many words name it, or ``None``."""
        for name in self._by_first.get(word_key(words[at]), ()):
            size = len(name.keys)
            here = words[at : at + size]
            if tuple(word_key(w) for w in here) == name.keys and (
                name.strict is None or " ".join(here) == name.strict
            ):
                return name.term, size
        return None


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, as first written; case and accents make no difference."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(without_accents(name), name)
    return tuple(first.values())


def _needs_case(name: str) -> bool:
    """A single capitalised word (``Marina``) or two letters (``CU``) may be an ordinary word."""
    if " " in name or "-" in name:
        return False
    return len(name) <= 2 or (name[0].isupper() and name[1:].islower())


def word_key(word: str) -> str:
    """A word as names are compared: no case, accents or plural ending."""
    key = without_accents(word)
    if len(key) > 5 and key.endswith("es") and key[-3] in "nlrdj":
        return key[:-2]
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key
