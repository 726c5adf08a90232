"""Reads topics: JSON lines with gold quotes, TREC's topics and qrels, or a BEIR folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kb.errors import EvaluationError
from kb.evaluation.beir_folder import read_beir
from kb.evaluation.text_files import lines_of, text_of
from kb.evaluation.topic_lines import read_lines
from kb.evaluation.topics import Topic
from kb.evaluation.trec_files import read_qrels, read_trec_topics, with_relevance

_LINES = (".jsonl", ".ndjson")


def read_topics(paths: Iterable[Path], qrels: Path | None = None) -> tuple[Topic, ...]:
    """The topics of all ``paths``, in order. A folder is BEIR's, ``.jsonl`` our JSON lines, any
    other file TREC's, which needs ``qrels``. Raises ``EvaluationError`` for what cannot be read and
    for an id that is given twice."""
    topics: dict[str, Topic] = {}
    for path in paths:
        for topic in _of(path, qrels):
            if topic.id in topics:
                raise EvaluationError(f"{path.name}: the id {topic.id!r} is given twice.")
            topics[topic.id] = topic
    return tuple(topics.values())


def _of(path: Path, qrels: Path | None) -> tuple[Topic, ...]:
    if path.is_dir():
        return read_beir(path, qrels)
    if path.suffix.lower() in _LINES:
        return read_lines(text_of(path), path.name)
    topics = read_trec_topics(text_of(path), path.name)
    if qrels is None:
        raise EvaluationError(
            f"{path.name} is read as TREC topics, because its name does not end in .jsonl. "
            "Name the judgements with --qrels FILE."
        )
    return with_relevance(topics, read_qrels(text_of(qrels), qrels.name))


def read_split(path: Path) -> dict[str, str]:
    """The half that each topic is in: lines of an id, a tab and the half's name. Lines that begin
    with ``#`` are remarks. Raises ``EvaluationError`` for a file that cannot be read."""
    halves: dict[str, str] = {}
    for number, line in lines_of(path):
        if line.startswith("#"):
            continue
        topic_id, tab, half = line.partition("\t")
        if not tab or not half.strip():
            raise EvaluationError(f"{path.name}, line {number}: write an id, a tab and a half.")
        halves[topic_id] = half.strip()
    return halves
