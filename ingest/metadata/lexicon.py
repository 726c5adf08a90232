"""The signs of kinds and publishers in ``corpus/lexicons/document_kinds.yaml``."""

from __future__ import annotations

from kb.models import Kind
from kb.resources import LexiconModel, load_lexicon

NEVER = r"(?!)"  # the pattern that matches nothing


class KindSigns(LexiconModel):
    """Signs of a kind: ``patterns`` outside of sentences, ``formulas`` anywhere."""

    kind: Kind
    patterns: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()


class PublisherSign(LexiconModel):
    """Signs of a publisher: ``pattern`` outside of sentences, ``formula`` anywhere."""

    name: str
    pattern: str
    formula: str = NEVER


class IdPrefix(LexiconModel):
    """What goes before a document number that matches ``pattern``."""

    prefix: str
    pattern: str


class WordsLeftOut(LexiconModel):
    """Words that an id leaves out."""

    english: frozenset[str]
    spanish: frozenset[str]


class DocumentKinds(LexiconModel):
    """The whole file."""

    kinds: tuple[KindSigns, ...]
    publishers: tuple[PublisherSign, ...]
    id_prefixes: tuple[IdPrefix, ...]
    words_left_out: WordsLeftOut


def document_kinds() -> DocumentKinds:
    """The lexicon, read once a process."""
    return load_lexicon("document_kinds", DocumentKinds)
