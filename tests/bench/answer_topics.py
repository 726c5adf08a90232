"""The questions that the models of answers are fitted to, and what is right for each.

``questions.yaml`` (its half for development), ``answer_questions.yaml``, the questions on the brief
and the development half of ``dev-questions.jsonl`` beside the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from kb.evaluation.documents import DocumentNames
from kb.search.near_duplicates import Shingles
from kb.store import Library
from kb.text.stems import folded
from tests.bench.gold import SHARED
from tests.bench.questions import QUESTIONS, Question

HERE = Path(__file__).parent
Quoted = tuple[str, str, str]  # the document, the quoted text, its citation
_SHARED_WORDS = 0.6  # share of a gold quote's 4-grams that an overlapping sentence has


@dataclass(frozen=True)
class AnswerTopic:
    """A question. ``group`` is the document that answers it: folds are parted by it. Right is text
    that matches all ``patterns`` or overlaps one of the ``quotes`` of ``documents`` (parts of ids;
    none means any), or has the ``own`` question's gold words."""

    id: str
    source: str
    group: str
    language: str
    question: str
    answerable: bool
    patterns: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    own: Question | None = None

    def marks(self, quoted: Quoted) -> bool:
        """True for a sentence that is right by itself: what the ranking is fitted to."""
        doc_id, text, citation = quoted
        if not self.answerable:
            return False
        if self.own is not None:
            return self.own.held_by(doc_id, text)
        if self.documents and doc_id not in self.documents:
            return False
        if any(_overlap(_plain(q), _plain(text)) for q in self.quotes):
            return True
        return bool(self.patterns) and all(
            re.search(p, f"{text} {citation}") for p in self.patterns
        )

    def right(self, quoted: Sequence[Quoted]) -> bool:
        """True where the sentences quoted together are right."""
        if not self.answerable or not quoted:
            return False
        if self.patterns:
            text = " ".join(f"{t} {c}" for _, t, c in quoted)
            return all(re.search(p, text) for p in self.patterns)
        if self.own is not None:
            joined: dict[str, str] = {}
            for doc_id, text, _ in quoted:
                joined[doc_id] = f"{joined.get(doc_id, '')} {text}"
            return any(self.own.held_by(d, t) for d, t in joined.items())
        return any(self.marks(q) for q in quoted)


def topics(library: Library, dev: Path) -> list[AnswerTopic]:
    """All questions that ``library`` can be asked; ``dev`` is the file of development questions."""
    digests = any(s.doc_id.startswith("evidencia-") for s in library.documents())
    return [*_own(digests=digests), *_brief(), *_dev(library, dev)]


def _own(*, digests: bool) -> Iterator[AnswerTopic]:
    for path in (QUESTIONS, HERE / "answer_questions.yaml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
            q = Question.of(entry)
            if q.split == "develop" and (digests or not q.digests):
                group = q.documents[0] if q.documents else q.id
                yield AnswerTopic(q.id, "own", group, q.language, q.question, q.answerable, own=q)


def _brief() -> Iterator[AnswerTopic]:
    path = SHARED / "gold/questions.json"
    for q in json.loads(path.read_text(encoding="utf-8")) if path.exists() else ():
        quotes = tuple(s.get("text_joined") or s["text"] for s in q["seed_sentences"])
        if quotes or not q["answerable"]:
            yield AnswerTopic(
                q["id"], "brief", "brief", q["language"], q["question"], q["answerable"], (), quotes
            )


def _dev(library: Library, path: Path) -> Iterator[AnswerTopic]:
    split = (HERE / "dev_split.tsv").read_text(encoding="utf-8").splitlines()
    develop = {line.split("\t")[0] for line in split if line.endswith("develop")}
    names = DocumentNames(library)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else ()
    for q in (json.loads(line) for line in lines):
        if q["id"] not in develop:
            continue
        files = frozenset(g["file"].rpartition("/")[2] for g in q["gold"])
        documents = tuple(
            s.doc_id for s in library.documents() if names.judged_name(s.doc_id, files) in files
        )
        yield AnswerTopic(
            q["id"],
            "dev",
            min(files, default=q["id"]),
            q["language"],
            q["question"],
            q["answerable"],
            tuple(q["must_contain"]),
            tuple(g["quote"] for g in q["gold"]),
            documents,
        )


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w$%.,]+", " ", folded(text)).split())


def _overlap(gold: str, text: str) -> bool:
    return gold in text or Shingles.of(gold).shared(Shingles.of(text)) >= _SHARED_WORDS
