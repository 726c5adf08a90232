"""Queries with the passages that search finds for them, each with its features and whether it is
right: what the weights of ``corpus/models/ranking.yaml`` are fitted to.

Three sets, of which only the half for development is taken: topics as ``kb eval`` reads them, the
questions of ``questions.yaml``, and the questions on the brief (``tests.bench.gold``). ``TRIED`` are
features that are not in the model, to say whether they would add anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kb.evaluation.judgements import Judge
from kb.evaluation.runs import FoundSpan
from kb.evaluation.topic_files import read_split, read_topics
from kb.search.engine import Searcher
from kb.search.fold_copies import work_of
from kb.search.fusion import Features
from kb.search.retrieval_result import Candidate, RetrievalResult
from kb.store.records import StoredPassage
from tests.bench.gold import SHARED, overlaps
from tests.bench.questions import load

IN_MODEL = tuple(f.name for f in fields(Features))
TRIED = (
    "similarity of neighbours",
    "similarity of the window",
    "coverage in Spanish",
    *(f"{name} in keywords" for name in IN_MODEL),
)
Matrix = npt.NDArray[np.float64]
Right = Callable[[StoredPassage], bool]


@dataclass(frozen=True)
class Example:
    """A query. ``features`` has a row for each passage found, best first, and a column for each of
    ``IN_MODEL`` and ``TRIED``; ``works`` says which work each passage is of. ``group`` is the
    document of the right passages: what is fitted to one is not measured on another of its group.
    """

    id: str
    group: str
    kind: str
    features: Matrix
    tiers: Matrix
    right: npt.NDArray[np.bool_]
    works: tuple[str, ...]


def examples(searcher: Searcher, topics: Sequence[Path], splits: Path) -> list[Example]:
    """All examples whose query has a right passage among those found."""
    seen = (_example(searcher, *asked) for asked in _asked(searcher, topics, splits))
    return [e for e in seen if e.right.any()]


def _asked(
    searcher: Searcher, paths: Sequence[Path], splits: Path
) -> Iterator[tuple[str, str, str, Right]]:
    """Id, kind and text of each query, and which passages are right."""
    halves = read_split(splits)
    topics = [t for t in read_topics(paths) if halves[t.id] == "develop" and t.gold]
    judge = Judge(searcher.library, topics)
    for topic in filter(judge.can_judge, topics):
        quotes = [g for need in judge.needs(topic) for g in need]

        def holds(passage: StoredPassage, quotes=quotes) -> bool:  # type: ignore[no-untyped-def]
            span = FoundSpan(passage.doc_id, passage.span.start, passage.span.end)
            return judge.is_right(quotes, span)

        kind = "keywords" if topic.asked.value == "query" else "questions"
        yield topic.id, f"{kind}, {topic.language}", topic.text, holds
    digests = any(s.doc_id.startswith("evidencia-") for s in searcher.library.documents())
    for q in load("develop", digests):
        if q.answerable:
            yield q.id, f"questions, {q.language}", q.question, lambda p, q=q: q.held_by(p.doc_id, p.text)  # type: ignore[misc]  # fmt: skip
    for asked in json.loads((SHARED / "gold/questions.json").read_text()):
        texts = [s.get("text_joined") or s["text"] for s in asked["seed_sentences"]]
        if asked["answerable"] and texts:
            yield asked["id"], f"questions, {asked['language']}", asked["question"], lambda p, texts=texts: any(overlaps(p, t) for t in texts)  # type: ignore[misc]  # fmt: skip


def _example(searcher: Searcher, name: str, kind: str, text: str, right: Right) -> Example:
    found = searcher.find(text)
    known = found.candidates
    summaries = {s.doc_id: s for s in searcher.library.documents()}
    rights = np.array([right(c.passage) for c in known])
    group = min((c.passage.doc_id for c, r in zip(known, rights, strict=True) if r), default="")
    model = np.array([list(map(float, astuple(c.features))) for c in known])
    # What an address or a number of a document adds is no matter of weights.
    tiers = np.floor(np.array([c.score for c in known]) - 1e-9)
    return Example(
        name, group, kind,
        np.hstack([model, _tried(searcher, found, known, model, kind)]),
        tiers, rights,
        tuple(work_of(summaries[c.passage.doc_id]) for c in known),
    )  # fmt: skip


def _tried(
    searcher: Searcher, found: RetrievalResult, known: Sequence[Candidate], model: Matrix, kind: str
) -> Matrix:
    """The columns of ``TRIED``."""
    library = searcher.library
    table = library.vector_table()
    vector = found.vector if found.vector is not None else np.zeros(table.matrix.shape[1])
    at = np.array([table.rows[c.passage.passage_id] for c in known])
    same = np.array(table.doc_ids)
    last = len(same) - 1
    before, after = np.maximum(at - 1, 0), np.minimum(at + 1, last)
    own = same[at]
    has_before, has_after = (same[before] == own)[:, None], (same[after] == own)[:, None]
    first = np.where(has_before, table.matrix[before], 0)
    second = np.where(has_after, table.matrix[after], 0)
    window = table.matrix[at] + 0.5 * (first + second)
    window /= np.linalg.norm(window, axis=1, keepdims=True)
    neighbours = np.maximum(first @ vector, second @ vector)
    spanish = float(found.query.language == "es")
    keywords = float(kind.startswith("keywords"))
    columns = [neighbours, window @ vector, spanish * model[:, IN_MODEL.index("coverage")]]
    return np.column_stack([*columns, keywords * model])
