"""Guesses the kind, language and publisher of a document that does not state them."""

from __future__ import annotations

import re
from functools import cache

from ingest.metadata.lexicon import NEVER, document_kinds
from ingest.read.masthead import PROSE
from kb.models import Kind, Metadata

_HEAD = 1500  # characters searched for signs
_LONGEST_BRIEF = 200_000  # characters; a brief is searched to its end, where recommendations are
_SAMPLE = 1500  # characters of each of the four samples whose language is identified
_FEWEST_OF_SENTENCE = 6  # words of a line that is a sentence where it ends like one
_ENDS = (".", "!", "?", ";", ":", ",", ".”", '."')
_FEWEST_WORDS = 5  # of a sample whose language can be identified


def kind(metadata: Metadata, text: str) -> Kind:
    """The likeliest kind of document; ``OTHER`` when there is no sign of any."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, metadata.title)))
    for found, pattern, formula in _kind_patterns():
        if pattern.search(about) or formula.search(about):
            return found
    labels = _outside_of_sentences(text)
    for found, pattern, formula in _kind_patterns():
        whole = found is Kind.BRIEF and len(text) < _LONGEST_BRIEF
        if pattern.search(labels) or formula.search(text if whole else text[:_HEAD]):
            return found
    return Kind.OTHER


def publisher(metadata: Metadata, text: str) -> str | None:
    """The publisher, where the document's number, address or first words show it. A sentence that
    names a publisher or its report may be about another document."""
    about = "\n".join(filter(None, (metadata.number, metadata.url, _outside_of_sentences(text))))
    for name, pattern, formula in _publisher_patterns():
        if pattern.search(about) or formula.search(text[:_HEAD]):
            return name
    return None


def _outside_of_sentences(text: str) -> str:
    """The lines of the text's head that are no sentence: mastheads, headings, report numbers."""
    lines = text[:_HEAD].splitlines()
    return "\n".join(line for line in lines if not _is_sentence(line))


def _is_sentence(line: str) -> bool:
    words = len(line.split())
    return words >= PROSE or (words >= _FEWEST_OF_SENTENCE and line.rstrip().endswith(_ENDS))


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
def _kind_patterns() -> tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (signs.kind, _any_of(signs.patterns), _any_of(signs.formulas))
        for signs in document_kinds().kinds
    )


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or NEVER, re.M | re.S)


@cache
def _publisher_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (sign.name, re.compile(sign.pattern, re.M), re.compile(sign.formula, re.M))
        for sign in document_kinds().publishers
    )
