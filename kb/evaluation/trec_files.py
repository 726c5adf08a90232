"""Topics and judgements in the forms of TREC.

Topics are ``<top>`` records with ``<num>`` and ``<title>``, or lines of an id, a tab and the text.
Judgements (qrels) are lines of a topic's id, an iteration, a document's name and a grade. The name
of a document is its id in the library, or the name of its file, with or without the ending.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.errors import EvaluationError
from kb.evaluation.text_files import numbered
from kb.evaluation.topics import Topic

Qrels = Mapping[str, Mapping[str, int]]  # topic → document → grade
_TOP = re.compile(r"<top>", re.IGNORECASE)
_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*([^\s<]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(?:Topic:)?\s*([^<]+)", re.IGNORECASE)


def read_trec_topics(text: str, name: str = "the file") -> tuple[Topic, ...]:
    """The topics of a file. Raises ``EvaluationError`` naming the record or line that is wrong."""
    records = _tagged(text, name) if "<top>" in text.lower() else _tabbed(text, name)
    return tuple(Topic(topic_id, " ".join(title.split())) for topic_id, title in records)


def read_qrels(text: str, name: str = "the file") -> Qrels:
    """The judgements of a file, with four columns as TREC has them or, under a heading, the three
    of BEIR. Raises ``EvaluationError`` naming the line that is wrong."""
    qrels: dict[str, dict[str, int]] = defaultdict(dict)
    for number, line in numbered(text.split("\n")):
        of_beir = line.count("\t") == 2  # there a document's name may hold spaces
        fields = line.split("\t") if of_beir else line.split()
        if fields[0] == "query-id":
            continue
        if len(fields) not in (3, 4) or not re.fullmatch(r"-?\d{1,9}", fields[-1].strip()):
            raise EvaluationError(
                f"{name}, line {number}: write a topic, 0, a document and a whole number."
            )
        qrels[fields[0]][fields[-2]] = int(fields[-1])
    return qrels


def with_relevance(topics: tuple[Topic, ...], qrels: Qrels) -> tuple[Topic, ...]:
    """The topics that have judgements, with them. Topics that nobody judged are left out, as
    trec_eval does. Raises ``EvaluationError`` where no topic has any."""
    judged = tuple(replace(t, relevance=dict(qrels[t.id])) for t in topics if t.id in qrels)
    if topics and not judged:
        known = ", ".join(list(qrels)[:3]) or "none"
        raise EvaluationError(
            f"The judgements are of other topics ({known}) than the topics ({topics[0].id}, …)."
        )
    return judged


def _tagged(text: str, name: str) -> Iterator[tuple[str, str]]:
    for count, record in enumerate(_TOP.split(text)[1:], 1):
        number, title = _NUMBER.search(record), _TITLE.search(record)
        if not number or not title:
            raise EvaluationError(f"{name}, record {count}: it needs <num> and <title>.")
        yield number[1], title[1]


def _tabbed(text: str, name: str) -> Iterator[tuple[str, str]]:
    for count, line in numbered(text.split("\n")):
        topic_id, _, title = line.partition("\t")
        if not topic_id.strip() or not title.strip():
            raise EvaluationError(f"{name}, line {count}: write an id, a tab and the text.")
        yield topic_id.strip(), title
