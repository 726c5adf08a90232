"""Digests: our own summaries, each figure with the catalogue's id of its source.

A digest is Markdown with YAML front matter; citations are in square brackets inside the sentence:
``[pl-110-252 § 1406; crs-if10578]``. ``tests/corpus`` checks that every figure has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.errors import CorpusError
from kb.resources import CORPUS

FOLDER = CORPUS / "digests"
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
CITATION = re.compile(r"\[([a-z0-9][^\]\[]*)\]")


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest; ``stem`` is its file name without the ending, ``language`` is ISO 639-1,
    ``translation_of`` the stem of the digest that it translates."""

    stem: str
    title: str
    language: str
    sources: tuple[str, ...]
    translation_of: str | None
    body: str

    @property
    def words(self) -> int:
        """How many words the body has, citations not counted."""
        return len(CITATION.sub("", self.body).split())

    @property
    def cited(self) -> frozenset[str]:
        """The ids cited in the body."""
        return frozenset(i for citation in CITATION.findall(self.body) for i in _ids(citation))


def digests(folder: Path = FOLDER) -> tuple[Digest, ...]:
    """All digests, by file name. Raises ``CorpusError`` for one without front matter."""
    return tuple(_read(path) for path in sorted(folder.glob("*.md")))


def _read(path: Path) -> Digest:
    text = path.read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(text)
    if front is None:
        raise CorpusError(f"{path.name} does not begin with front matter between two lines of ---")
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
