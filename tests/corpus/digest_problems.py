"""What can be wrong with a digest of the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.corpus.digests import CITATION, Digest
from kb.corpus.load import catalogue
from kb.text.months import ENGLISH_MONTHS, SPANISH_MONTHS
from kb.text.sentences import sentences

FEWEST, MOST = 500, 1200  # words of a digest
MONTHS = "|".join((*ENGLISH_MONTHS, *SPANISH_MONTHS))
FIGURE = re.compile(
    r"[$€]\s?\d|\d[\d.,]*\s*(%|percent|por ciento|million|billion|millones|mil\b)"
    rf"|\b\d[\d,.]*\s+(?!(?:de )?(?:{MONTHS}))[a-záéíóúñ]{{4,}}"
)
UNKNOWN = ("What is not known here", "Lo que aquí no se sabe")  # headings


def problems(digest: Digest) -> Iterator[str]:
    """Unknown ids, sources that are not the ids cited, figures without a citation, a length out
    of bounds."""
    known = catalogue()
    for name in sorted(digest.cited - known.keys()):
        yield f"{digest.stem} cites {name}, which is not in the catalogue"
    if digest.cited != set(digest.sources):
        differing = sorted(digest.cited ^ set(digest.sources))
        yield f"{digest.stem} lists other sources than it cites: {differing}"
    if not FEWEST <= digest.words <= MOST:
        yield f"{digest.stem} has {digest.words} words; it needs {FEWEST} to {MOST}"
    for paragraph in _paragraphs(digest):
        for span in sentences(paragraph):
            sentence = span.of(paragraph)
            if FIGURE.search(CITATION.sub("", sentence)) and not CITATION.search(paragraph):
                yield f"{digest.stem} gives a figure without its source: {sentence[:120]}"


def _paragraphs(digest: Digest) -> Iterator[str]:
    """Paragraphs and items that state something. Left out are what the digest says is unknown
    and what it says only the timeline has."""
    section = ""
    for block in re.split(r"\n\s*\n|\n(?=- )", digest.body):
        text = block.strip()
        if text.startswith("#"):
            section = text.lstrip("# ")
        elif section not in UNKNOWN and "the timeline of this knowledge base" not in text:
            yield text
