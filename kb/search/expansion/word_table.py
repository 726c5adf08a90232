"""Reads a table of words of the corpus: lines ``words<TAB>one;two``."""

from __future__ import annotations

from pathlib import Path

from kb.errors import CorpusError


def read_table(path: Path) -> dict[str, str]:
    """The second column by the first, both as written; ``#`` begins a comment. Raises
    ``CorpusError``."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        raise CorpusError(f"{path.name} cannot be read: {e}") from e
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        words, tab, meaning = line.partition("\t")
        if not (tab and words and meaning):
            raise CorpusError(f"{path.name}, line {number} is not “words<TAB>one;two”: “{line}”")
        entries[words] = meaning
    return entries
