"""What search draws on beside the record: the glossary, the Spanish–English lexicon, everyday
words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kb.search.expansion import (
    Glossary,
    Lexicon,
    PlainWords,
    load_glossary,
    load_lexicon,
    load_plain_words,
)

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary the project carries; empty where it is missing."""
    path = CORPUS / "glossary.yaml"
    return load_glossary(path) if path.is_file() else Glossary(())


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon the project carries; empty where it is missing."""
    path = CORPUS / "lexicon_es_en.tsv"
    return load_lexicon(path) if path.is_file() else Lexicon({})


@lru_cache(maxsize=1)
def everyday() -> PlainWords:
    """The everyday words the project carries; none where they are missing."""
    path = CORPUS / "plain_words.tsv"
    return load_plain_words(path) if path.is_file() else PlainWords({})
