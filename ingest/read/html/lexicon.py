"""The words and patterns of ``corpus/lexicons/web_pages.yaml``."""

from __future__ import annotations

from kb.resources import LexiconModel, load_lexicon


class WebPagesLexicon(LexiconModel):
    """The whole file."""

    furniture: frozenset[str]
    notices: frozenset[str]
    furniture_roles: frozenset[str]
    consent_words: frozenset[str]
    cookies_words: frozenset[str]
    privacy_words: frozenset[str]
    note_names: tuple[str, ...]
    ordinals: frozenset[str]
    ordinals_spanish: frozenset[str]
    units: frozenset[str]
    units_after_number: frozenset[str]
    date_labels: tuple[str, ...]
    published_names: tuple[str, ...]
    changed_names: tuple[str, ...]


WEB_PAGES = load_lexicon("web_pages", WebPagesLexicon)
