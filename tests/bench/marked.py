"""Briefs written for the tests, with what they recommend marked in their text.

A mark is ``[[R3 Congress; ATF| the words]]``: the stance (R recommends, O opposes, C commends
what exists), a number (marks with one number are statements of one demand), who is to act (left
out where the text does not say), and the words. The marks are taken out before reading.

``dev-*`` were written before the rules were last changed, and read while changing them.
``held-out-*`` were written at the same time by the same author, and only measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.read.source import Source
from ingest.read_document import read_document
from kb.models import Document
from kb.span import Span

FOLDER = Path(__file__).parents[1] / "kb/recommend/marked"
_MARK = re.compile(r"\[\[([ROC])(\d+) ?([^|\]]*)\|\s*(.*?)\s*\]\]", re.S)
_STANCES = {"R": "recommends", "O": "opposes", "C": "commends existing"}


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold recommendation with its places in the document that was read.

    ``actors`` is empty where the text does not say who is to act.
    """

    name: str
    places: tuple[Span, ...]
    actors: frozenset[str]
    stance: str
    words: str


def marked(path: Path) -> tuple[Document, list[Gold]]:
    """The brief in ``path`` as ingestion reads it without its marks, and what it recommends."""
    text = path.read_text("utf-8")
    plain = _MARK.sub(lambda m: m[4], text)
    document = read_document(Source(path, plain.encode(), path.stem))
    if not isinstance(document, Document):
        raise ValueError(f"{path.name} was not read: {document}")
    return document, _gold(text, document.text)


def _gold(text: str, canonical: str) -> list[Gold]:
    by_number: dict[str, list[re.Match[str]]] = {}
    for mark in _MARK.finditer(text):
        by_number.setdefault(mark[1] + mark[2], []).append(mark)
    return [
        Gold(
            name,
            tuple(dict.fromkeys(p for m in marks for p in placed(m[4], canonical))),
            frozenset(actor_key(a) for m in marks for a in m[3].split(";") if a.strip()),
            _STANCES[name[0]],
            " ".join(marks[0][4].split()),
        )
        for name, marks in by_number.items()
    ]


def placed(words: str, text: str) -> list[Span]:
    """Where ``words`` stand in ``text``, spacing and punctuation aside."""
    tokens = re.findall(r"\w+", words)
    found = re.finditer(r"\W+".join(map(re.escape, tokens)), text)
    return [Span(m.start(), m.end()) for m in found]


def actor_key(name: str) -> str:
    """An actor without what stands in brackets, articles and letter case."""
    plain = re.sub(r"\([^)]*\)", "", name).casefold().strip()
    aliases = {"us justice department": "justice department", "hhs": "health and human services"}
    return aliases.get(plain, plain)
