"""What search draws on beside the record: the glossary, the Spanish–English lexicon, everyday
words."""

from __future__ import annotations

from functools import lru_cache

from kb.resources import CORPUS
from kb.search.expansion import (
    Glossary,
    Lexicon,
    PlainWords,
    load_glossary,
    load_lexicon,
    load_plain_words,
)


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary the project carries."""
    return load_glossary(CORPUS / "glossary.yaml")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon the project carries."""
    return load_lexicon(CORPUS / "lexicon_es_en.tsv")


@lru_cache(maxsize=1)
def everyday() -> PlainWords:
    """The everyday words the project carries."""
    return load_plain_words(CORPUS / "plain_words.tsv")
