"""Everyday English words and the official words for them: *cop* is *police*, *murder* *homicide*.

People who are new to a field ask in words that its documents do not use. The table is
``corpus/lexicons/everyday_words.tsv``; only the words of queries are looked up in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kb.search.expansion.glossary import word_key
from kb.search.expansion.word_table import read_table
from kb.text.language import words_of

_MOST_WORDS = 3  # words of the longest entry


class EverydayWords:
    """Everyday words and phrases with their official words, found in any case and number."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = {_key(words_of(words)): official for words, official in entries.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The entries at ``words[at:]``, the longest first: the number of words of each, and the
        official words for it."""
        here = words[at : at + _MOST_WORDS]
        for size in range(len(here), 0, -1):
            official = self._entries.get(_key(here[:size]))
            if official:
                yield size, official


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(word_key, words))


def load_everyday_words(path: Path) -> EverydayWords:
    """The everyday words in a word table. Raises ``CorpusError``."""
    table = read_table(path)
    return EverydayWords({words: tuple(names.split(";")) for words, names in table.items()})
