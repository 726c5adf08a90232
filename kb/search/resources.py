"""What search draws on beside the record: the glossary, the Spanish–English lexicon, everyday
words."""

from __future__ import annotations

from functools import lru_cache

from kb.resources import CORPUS, LEXICONS
from kb.search.expansion import (
    EverydayWords,
    Glossary,
    SpanishLexicon,
    load_everyday_words,
    load_glossary,
    load_spanish_lexicon,
)


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary the project carries."""
    return load_glossary(CORPUS / "glossary.yaml")


@lru_cache(maxsize=1)
def lexicon() -> SpanishLexicon:
    """The lexicon the project carries."""
    return load_spanish_lexicon(LEXICONS / "spanish_english.tsv")


@lru_cache(maxsize=1)
def everyday() -> EverydayWords:
    """The everyday words the project carries."""
    return load_everyday_words(LEXICONS / "everyday_words.tsv")
