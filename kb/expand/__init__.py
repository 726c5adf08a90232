"""Query expansion, visible to the reader: glossary names, Spanish words in English, everyday words
as official texts say them."""

from kb.expand.lexicon import Lexicon, load_lexicon
from kb.expand.plain_words import PlainWords, load_plain_words
from kb.expand.terms import Glossary, Term, load_glossary
from kb.expand.widen import Expansion, expand

__all__ = [
    "Expansion",
    "Glossary",
    "Lexicon",
    "PlainWords",
    "Term",
    "expand",
    "load_glossary",
    "load_lexicon",
    "load_plain_words",
]
