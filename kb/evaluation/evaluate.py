"""Evaluates a run: every figure, over all topics and by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kb.evaluation.answer_measures import Outcome, answer_figures, outcomes
from kb.evaluation.comparison import Difference, compare
from kb.evaluation.error_rates import error_figures
from kb.evaluation.faults import Faults, find_faults
from kb.evaluation.figures import Figure
from kb.evaluation.judgements import Judge
from kb.evaluation.retrieval_measures import first_right_rank, retrieval_figures
from kb.evaluation.runs import Run
from kb.evaluation.topics import Topic
from kb.store import Library

Group = tuple[str, str]  # kind of group (all, language, type, tag), name
_KINDS = ("all", "language", "type", "tag")


@dataclass(frozen=True, slots=True)
class TopicResult:
    """How one topic fared: the rank of the first right hit, and the outcome of its answer."""

    topic: Topic
    rank: int | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Evaluation:
    """The figures of one run, of retrieval and of answers, over all topics."""

    run: Run
    topics: tuple[Topic, ...]
    retrieval: tuple[Figure, ...]
    answers: tuple[Figure, ...]
    results: tuple[TopicResult, ...]
    faults: Faults

    @property
    def missing(self) -> tuple[str, ...]:
        """The topics that the run lacks. Nothing was found for them, so they count as misses."""
        return tuple(t.id for t in self.topics if t.id not in self.run.by_id)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures."""
        return self.retrieval + self.answers

    def groups(self) -> dict[Group, frozenset[str]]:
        """The ids of the topics of every group, all of them first."""
        members: dict[Group, set[str]] = defaultdict(set)
        for topic in self.topics:
            for group in (("all", "all"), *topic.groups()):
                members[group].add(topic.id)
        ordered = sorted(members, key=lambda g: (_KINDS.index(g[0]), g[1]))
        return {group: frozenset(members[group]) for group in ordered}


def evaluate(topics: Sequence[Topic], run: Run, library: Library) -> Evaluation:
    """Score ``run`` on ``topics``. The library says where gold is; nothing is searched."""
    judge = Judge(library, topics)
    found = outcomes(topics, run, judge)
    results = []
    for topic in topics:
        row = run.by_id.get(topic.id)
        rank = first_right_rank(topic, row.hits if row else (), judge)
        results.append(TopicResult(topic, rank, found.get(topic.id)))
    return Evaluation(
        run,
        tuple(topics),
        retrieval_figures(topics, run, judge) + error_figures(topics, run, judge),
        answer_figures(topics, run, judge),
        tuple(results),
        find_faults(topics, judge),
    )


def differences(first: Evaluation, second: Evaluation, ids: frozenset[str]) -> list[Difference]:
    """The differences between two runs, figure by figure, among those of the topics ``ids`` that
    both runs have."""
    ids = ids.intersection(first.run.by_id, second.run.by_id)
    pairs = zip(first.figures, second.figures, strict=True)
    found = (compare(a.among(ids), b.among(ids)) for a, b in pairs)
    return [difference for difference in found if difference]
