"""The words and patterns of ``corpus/lexicons/web_pages.yaml``."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.read.xml_parser import Element
from kb.resources import LexiconModel, load_lexicon


class WebPagesLexicon(LexiconModel):
    """The whole file."""

    furniture: frozenset[str]
    beside: frozenset[str]
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


def is_called(
    element: Element,
    words: Collection[str],
    attributes: Sequence[str] = ("class", "id", "aria-label", "data-component"),
) -> bool:
    """True where one of ``words`` is a word of an attribute: ``cookieBar``, ``cookie-bar``."""
    names = " ".join(element.get(key, "") for key in attributes)
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", names)
    return any(part.casefold() in words for part in parts)
