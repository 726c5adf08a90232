"""What official texts say for everyday English: *cop* is *police*, *murder* is *homicide*.

People who are new to a field ask in words that its documents do not use. The table is data of the
corpus (``corpus/plain_words.tsv``); words of a query alone are looked up in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kb.errors import CorpusError
from kb.search.language import plain

_MOST_WORDS = 3


class PlainWords:
    """Everyday words and phrases with what is said for them, in any case."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = {plain(words): said for words, said in entries.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def match(self, words: Sequence[str], at: int) -> tuple[int, tuple[str, ...]]:
        """The longest entry at ``words[at:]``: its number of words and what is said for it, or
        ``(0, ())``."""
        here = [plain(word) for word in words[at : at + _MOST_WORDS]]
        for size in range(len(here), 0, -1):
            said = self._entries.get(" ".join(here[:size]))
            if said:
                return size, said
        return 0, ()


def load_plain_words(path: Path) -> PlainWords:
    """The table in a file of lines ``words<TAB>one;two``; ``#`` begins a comment. Kept until the
    file changes. Raises ``CorpusError``."""
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError as e:
        raise CorpusError(f"expected everyday words at {path.name}, found none: {e}") from e


@lru_cache(maxsize=2)
def _load(path: Path, mtime_ns: int) -> PlainWords:
    entries: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        words, tab, said = line.partition("\t")
        if not (tab and words and said):
            raise CorpusError(
                f"{path.name}, line {number}: expected “words<TAB>one;two”, found “{line}”"
            )
        entries[words] = tuple(said.split(";"))
    return PlainWords(entries)
