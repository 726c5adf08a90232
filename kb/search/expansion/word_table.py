"""Reads a table of words of the corpus: lines ``words<TAB>one;two``."""

from __future__ import annotations

from pathlib import Path

from kb.errors import CorpusError


def read_table(path: Path, what: str) -> dict[str, str]:
    """What stands for each entry, as it is written; ``#`` begins a comment. ``what`` the table is
    is told where it is missing. Raises ``CorpusError``."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as e:
        raise CorpusError(f"expected {what} at {path.name}, found none: {e}") from e
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        words, tab, said = line.partition("\t")
        if not (tab and words and said):
            raise CorpusError(
                f"{path.name}, line {number}: expected “words<TAB>one;two”, found “{line}”"
            )
        entries[words] = said
    return entries
