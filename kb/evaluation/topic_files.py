"""Reads topics from files: JSON lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kb.errors import EvaluationError
from kb.evaluation.topic_lines import read_lines
from kb.evaluation.topics import Topic


def read_topics(paths: Iterable[Path]) -> tuple[Topic, ...]:
    """The topics of all ``paths``, in order. Raises ``EvaluationError`` for a file that cannot be
    read and for an id that is given twice."""
    topics: dict[str, Topic] = {}
    for path in paths:
        for topic in read_lines(text_of(path), path.name):
            if topic.id in topics:
                raise EvaluationError(f"{path.name}: the id {topic.id!r} is in another file too.")
            topics[topic.id] = topic
    return tuple(topics.values())


def read_split(path: Path) -> dict[str, str]:
    """The half that each topic is in: lines of an id, a tab and the half's name. Lines that begin
    with ``#`` are remarks. Raises ``EvaluationError`` for a file that cannot be read."""
    halves: dict[str, str] = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        topic_id, tab, half = line.partition("\t")
        if not tab or not half.strip():
            raise EvaluationError(f"{path.name}, line {number}: write an id, a tab and a half.")
        halves[topic_id] = half.strip()
    return halves


def text_of(path: Path) -> str:
    """The text of a file in UTF-8. Raises ``EvaluationError`` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path} is not text in UTF-8.") from error
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}.") from error
