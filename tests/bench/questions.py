"""Search and answers on questions nothing was tuned on: ``python -m tests.bench.questions``.

Wants the real documents ingested into KB_HOME, with the digests of ``corpus/`` or without them
(questions that only a digest answers are then left out). The questions are in
``questions.yaml``; ``--split`` picks those that development looks at (the default) or those kept
apart. Prints, by language and by type: R@1, R@5, RR (a hit counts when it is of the right
document and holds the gold words), how many of the answerable ones were answered with the gold
words, how many otherwise, and how many were refused; of the unanswerable ones how many were
refused.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kb.answer import Answer, answer
from kb.search.engine import Searcher
from kb.settings import home
from kb.store import Library
from kb.text.stems import folded

QUESTIONS = Path(__file__).with_name("questions.yaml")
_DEEP = 20  # hits looked at


@dataclass(frozen=True)
class Question:
    """A question with what a right passage holds; ``split`` is ``develop`` or ``kept``."""

    id: str
    split: str
    language: str
    type: str
    question: str
    answerable: bool
    documents: tuple[str, ...] = ()
    gold: tuple[str, ...] = ()
    digests: bool = False

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Question:
        fields = {"documents": (), "gold": (), **entry}
        return cls(**{k: tuple(v) if isinstance(v, list) else v for k, v in fields.items()})

    def held_by(self, doc_id: str, text: str) -> bool:
        """True when a text of that document holds the gold words."""
        right = not self.documents or any(d.casefold() in doc_id.casefold() for d in self.documents)
        words = _plain(text)
        return right and all(any(_plain(a) in words for a in g.split("|")) for g in self.gold)


@dataclass(frozen=True)
class Row:
    """How one question fared: the rank of the first right hit, and the answer."""

    question: Question
    rank: int | None
    answer: Answer

    @property
    def right(self) -> bool:
        """Answered, with a quoted sentence of the right document and the gold words in all."""
        texts = defaultdict(str)
        for sentence in self.answer.sentences:
            texts[sentence.doc_id] += " " + sentence.text
        return any(self.question.held_by(d, t) for d, t in texts.items())


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def load(split: str, digests: bool, ids: str = "", file: Path = QUESTIONS) -> list[Question]:
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    asked = (Question.of(entry) for entry in entries if entry["id"].startswith(ids))
    return [q for q in asked if split in ("all", q.split) and (digests or not q.digests)]


def measure(searcher: Searcher, questions: Iterable[Question]) -> list[Row]:
    rows = []
    for question in questions:
        hits = searcher.search(question.question, limit=_DEEP).hits if question.answerable else ()
        right = (h.rank for h in hits if question.held_by(h.doc_id, h.text))
        rows.append(Row(question, next(right, None), answer(question.question, searcher)))
    return rows


def line(name: str, rows: Sequence[Row]) -> str:
    asked = [r for r in rows if r.question.answerable]
    not_asked = [r for r in rows if not r.question.answerable]
    cells = [f"{name:16}"]
    if asked:
        ranks = [r.rank for r in asked]
        refused = sum(not r.answer.answered for r in asked)
        right = sum(r.right for r in asked)
        cells.append(
            f"R@1 {sum(n == 1 for n in ranks):2} R@5 {sum(bool(n and n <= 5) for n in ranks):2}"
            f" RR {sum(1 / n for n in ranks if n) / len(ranks):.2f} of {len(asked):2} |"
            f" answered right {right:2}, otherwise {len(asked) - refused - right:2},"
            f" refused {refused:2}"
        )
    if not_asked:
        refused = sum(not r.answer.answered for r in not_asked)
        cells.append(f"| must be refused: {refused} of {len(not_asked)}")
    return " ".join(cells)


def report(rows: Sequence[Row]) -> None:
    print(line("all", rows))
    for key in ("language", "type"):
        groups: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            groups[getattr(row.question, key)].append(row)
        for name in sorted(groups):
            print(line(name, groups[name]))


def tell(row: Row) -> None:
    """One question with what search and the answer made of it."""
    state = "answered" if row.answer.answered else "refused"
    good = row.right if row.question.answerable else not row.answer.answered
    print(f"{'   ' if good else '!! '}{row.question.id} {row.question.type} "
          f"rank {row.rank or '-'} {state}: {row.question.question}")  # fmt: skip
    for sentence in row.answer.sentences:
        print(f"       {sentence.text[:240]}  [{sentence.doc_id[:40]}]")
    if row.answer.reason:
        print(f"       ({row.answer.reason})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="develop", choices=["develop", "kept", "all"])
    parser.add_argument("--file", type=Path, default=QUESTIONS, help="another file of questions")
    parser.add_argument("--ids", default="", help="how the ids of the questions begin")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell of each question")
    options = parser.parse_args()
    library = Library.open(home(), create=False)
    digests = any(s.doc_id.startswith("evidencia-") for s in library.documents())
    rows = measure(Searcher(library), load(options.split, digests, options.ids, options.file))
    if options.verbose:
        for row in rows:
            tell(row)
    report(rows)


if __name__ == "__main__":
    main()
