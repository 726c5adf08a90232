"""The word tables of search: the glossary, the Spanish–English lexicon, everyday words."""

from __future__ import annotations

from functools import lru_cache

from kb.corpus import load as corpus
from kb.resources import LEXICONS
from kb.search.expansion import (
    EverydayWords,
    Glossary,
    SpanishLexicon,
    Term,
    load_everyday_words,
    load_spanish_lexicon,
)


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary the project carries."""
    return Glossary(
        Term(t.id, t.term, t.expansion_en or "", t.expansion_es or "", t.aliases)
        for t in corpus.glossary()
    )


@lru_cache(maxsize=1)
def lexicon() -> SpanishLexicon:
    """The Spanish–English lexicon of ``corpus/``."""
    return load_spanish_lexicon(LEXICONS / "spanish_english.tsv")


@lru_cache(maxsize=1)
def everyday() -> EverydayWords:
    """The everyday words of ``corpus/``."""
    return load_everyday_words(LEXICONS / "everyday_words.tsv")
