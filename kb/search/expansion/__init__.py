"""Query expansion, visible to the reader: glossary names, Spanish words in English, everyday words
as official texts say them."""

from kb.search.expansion.everyday_words import EverydayWords, load_everyday_words
from kb.search.expansion.expand import Expansion, expand
from kb.search.expansion.glossary import Glossary, Term
from kb.search.expansion.spanish_lexicon import SpanishLexicon, load_spanish_lexicon

__all__ = [
    "EverydayWords",
    "Expansion",
    "Glossary",
    "SpanishLexicon",
    "Term",
    "expand",
    "load_everyday_words",
    "load_spanish_lexicon",
]
