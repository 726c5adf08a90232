"""What official texts say for everyday English: *cop* is *police*, *murder* is *homicide*.

People who are new to a field ask in words that its documents do not use. The table is data of the
corpus (``corpus/lexicons/everyday_words.tsv``); words of a query alone are looked up in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kb.search.expansion.glossary import word_key
from kb.search.expansion.word_table import read_table
from kb.text.language import words_of

_MOST_WORDS = 3


class EverydayWords:
    """Everyday words and phrases with what is said for them, in any case and number."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = {_key(words_of(words)): said for words, said in entries.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def matches(self, words: Sequence[str], at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The entries at ``words[at:]``, the longest first: the number of words of each and what
        is said for it."""
        here = words[at : at + _MOST_WORDS]
        for size in range(len(here), 0, -1):
            said = self._entries.get(_key(here[:size]))
            if said:
                yield size, said


def _key(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(word_key, words))


def load_everyday_words(path: Path) -> EverydayWords:
    """The everyday words in a word table. Raises ``CorpusError``."""
    said = read_table(path, "everyday words")
    return EverydayWords({words: tuple(names.split(";")) for words, names in said.items()})
