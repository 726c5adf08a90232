"""Query expansion, visible to the reader: glossary names, Spanish words in English, everyday words
as official texts say them."""

from kb.search.expansion.everyday_words import PlainWords, load_plain_words
from kb.search.expansion.expand import Expansion, expand
from kb.search.expansion.glossary import Glossary, Term, load_glossary
from kb.search.expansion.spanish_lexicon import Lexicon, load_lexicon

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
