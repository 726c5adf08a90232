"""What search draws on beside the record: the glossary and the Spanish–English lexicon."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kb.expand import Glossary, Lexicon, load_glossary, load_lexicon

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
