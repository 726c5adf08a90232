"""Query expansion, visible to the reader: glossary names and Spanish words in English."""

from kb.expand.lexicon import Lexicon, load_lexicon
from kb.expand.terms import Glossary, Term, load_glossary
from kb.expand.widen import Expansion, expand

__all__ = [
    "Expansion",
    "Glossary",
    "Lexicon",
    "Term",
    "expand",
    "load_glossary",
    "load_lexicon",
]
