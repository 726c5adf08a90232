"""Digests: our own summaries, each figure with the catalogue's id of its source.

A digest is Markdown with YAML front matter; citations stand in square brackets inside the
sentence: ``[pl-110-252 § 1406; crs-if10578]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.corpus.load import catalogue
from kb.errors import CorpusError
from kb.resources import CORPUS
from kb.text.sentences import sentences

FOLDER = CORPUS / "digests"
LEAST, MOST = 500, 1200  # words
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_CITATION = re.compile(r"\[([a-z0-9][^\]\[]*)\]")
_FIGURE = re.compile(
    r"[$€]\s?\d|\d[\d.,]*\s*(%|percent|por ciento|million|billion|millones|mil\b)"
    r"|\b\d[\d,.]*\s+(?!(?:de )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
    r"|octubre|noviembre|diciembre))[a-záéíóúñ]{4,}"
)
_UNKNOWN = ("What is not known here", "Lo que aquí no se sabe")


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest; ``stem`` is its file name without the ending."""

    stem: str
    title: str
    language: str
    sources: tuple[str, ...]
    translation_of: str | None
    body: str

    @property
    def words(self) -> int:
        """How many words the body has, citations not counted."""
        return len(_CITATION.sub("", self.body).split())

    @property
    def cited(self) -> frozenset[str]:
        """The ids cited in the body."""
        return frozenset(i for citation in _CITATION.findall(self.body) for i in _ids(citation))


def digests(folder: Path = FOLDER) -> tuple[Digest, ...]:
    """All digests, by file name. Raises ``CorpusError`` for one without front matter."""
    return tuple(_read(path) for path in sorted(folder.glob("*.md")))


def problems(digest: Digest) -> Iterator[str]:
    """What is wrong with a digest: unknown ids, sources that are not those cited, figures without
    a citation, a length out of bounds."""
    known = catalogue()
    for name in sorted(digest.cited - known.keys()):
        yield f"{digest.stem}: cites {name}, which is not in the catalogue"
    if digest.cited != set(digest.sources):
        differing = sorted(digest.cited ^ set(digest.sources))
        yield f"{digest.stem}: its sources are not those it cites: {differing}"
    if not LEAST <= digest.words <= MOST:
        yield f"{digest.stem}: expected {LEAST} to {MOST} words, found {digest.words}"
    for paragraph in _paragraphs(digest):
        for span in sentences(paragraph):
            sentence = span.of(paragraph)
            bare = _CITATION.sub("", sentence)
            if _FIGURE.search(bare) and not _CITATION.search(paragraph):
                yield f"{digest.stem}: a figure without its source: {sentence[:120]}"


def _paragraphs(digest: Digest) -> Iterator[str]:
    """Paragraphs and items that state something; not what the digest says is unknown, and not
    what it says the timeline alone has."""
    section = ""
    for block in re.split(r"\n\s*\n|\n(?=- )", digest.body):
        text = block.strip()
        if text.startswith("#"):
            section = text.lstrip("# ")
        elif section not in _UNKNOWN and "the timeline of this knowledge base" not in text:
            yield text


def _read(path: Path) -> Digest:
    text = path.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    if front is None:
        raise CorpusError(f"expected front matter in {path.name}, found none")
    fields: dict[str, Any] = yaml.safe_load(front[1])
    try:
        return Digest(
            stem=path.stem,
            title=fields["title"],
            language=fields["language"],
            sources=tuple(fields["sources"]),
            translation_of=fields.get("translation_of"),
            body=text[front.end() :],
        )
    except (KeyError, TypeError) as error:
        raise CorpusError(f"{path.name}: its front matter lacks {error}") from error


def _ids(citation: str) -> Iterator[str]:
    for part in citation.split(";"):
        yield part.strip().split(" ")[0].rstrip(",")
