"""What of the judgements cannot be used in a library: counted and named, never passed over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.evaluation.judgements import Judge
from kb.evaluation.topics import GoldQuote, Topic


@dataclass(frozen=True, slots=True)
class Faults:
    """``files`` are gold files and relevant documents that are not in the library, with the topics
    that name them. ``quotes`` are not in their file, with their topic. ``unjudged`` are topics of
    which no file is in the library: they are left out of the measures of retrieval."""

    files: Mapping[str, tuple[str, ...]]
    quotes: tuple[tuple[str, GoldQuote], ...]
    unjudged: tuple[str, ...]


def find_faults(topics: Sequence[Topic], judge: Judge) -> Faults:
    """The faults of the judgements of ``topics``."""
    files: dict[str, dict[str, None]] = defaultdict(dict)
    quotes = []
    for topic in topics:
        for gold in topic.gold:
            if not judge.documents_of(gold.file):
                files[gold.file][topic.id] = None
            elif not judge.has_quote(gold):
                quotes.append((topic.id, gold))
        for name, grade in topic.relevance.items():
            if grade > 0 and not judge.names.has(name):
                files[name][topic.id] = None
    unjudged = (t.id for t in topics if t.has_judgements and not judge.can_judge(t))
    return Faults({f: tuple(ids) for f, ids in files.items()}, tuple(quotes), tuple(unjudged))
