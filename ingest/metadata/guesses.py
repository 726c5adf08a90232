"""Guesses the kind, language and publisher of a document that does not state them."""

from __future__ import annotations

import re
from functools import cache

from ingest.metadata.lexicon import document_kinds
from kb.models import Kind, Metadata

_HEAD = 1500  # characters searched for signs
_LONGEST_BRIEF = 200_000  # characters; a brief is searched to its end, where recommendations are
_SAMPLE = 1500  # characters of each of the four samples whose language is identified
_FEWEST_WORDS = 5  # of a sample whose language can be identified


def kind(metadata: Metadata, text: str) -> Kind:
    """The likeliest kind of document; ``OTHER`` when there is no sign of any."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, metadata.title)))
    for found, pattern in _kind_patterns():
        if pattern.search(about):
            return found
    for found, pattern in _kind_patterns():
        whole = found is Kind.BRIEF and len(text) < _LONGEST_BRIEF
        if pattern.search(text if whole else text[:_HEAD]):
            return found
    return Kind.OTHER


def publisher(metadata: Metadata, text: str) -> str | None:
    """The publisher, where the document's number, address or first words show it."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, text[:_HEAD])))
    for name, pattern in _publisher_patterns():
        if pattern.search(about):
            return name
    return None


def language(text: str) -> str | None:
    """``en`` or ``es``, whichever samples of the text are in; ``None`` for too little text."""
    step = max(len(text) // 4, 1)
    sample = " ".join(text[i : i + _SAMPLE] for i in range(0, len(text), step))
    if len(sample.split()) < _FEWEST_WORDS:
        return None
    import py3langid

    py3langid.set_languages(["en", "es"])
    return str(py3langid.classify(sample)[0])


@cache
def _kind_patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(
        (signs.kind, re.compile("|".join(signs.patterns), re.M | re.S))
        for signs in document_kinds().kinds
    )


@cache
def _publisher_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (sign.name, re.compile(sign.pattern, re.M)) for sign in document_kinds().publishers
    )
