"""Prints an evaluation: figures with intervals by group, the comparison, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from kb.evaluation.answer_measures import Outcome
from kb.evaluation.comparison import Difference
from kb.evaluation.evaluate import Evaluation, TopicResult, differences
from kb.evaluation.faults import Faults
from kb.evaluation.figures import Figure
from kb.evaluation.intervals import interval
from kb.evaluation.runs import RunRow
from kb.text.display import displayable
from ui.counts import counted

_GOOD_RANK = 5  # a first right hit further down is listed as a miss
_LONGEST = 240  # characters shown of a quotation or reason
_WIDEST = 400  # columns of a table
_NAMED = 10  # most faults of one kind that are named


def print_evaluation(found: Evaluation, other: Evaluation | None, *, misses: bool) -> None:
    """The tables of one run, the comparison with another, and the faults of the gold."""
    console = Console()
    _print_table(console, f"Retrieval: {found.run.name}", found, found.retrieval)
    if any(f.parts for f in found.answers):
        _print_table(console, f"Answers: {found.run.name}", found, found.answers)
    if other:
        _print_comparison(console, found, other)
    if misses:
        for result in found.results:
            if _is_miss(result):
                console.print(Text(displayable(_line(result))))
                _print_answer(console, found.run.by_id.get(result.topic.id))
    _print_faults(console, found.faults)
    if found.missing:
        console.print(Text(
            f"{counted(len(found.missing), 'topic')} not in the run, counted as found nothing: "
            f"{_some(found.missing)}"
        ))  # fmt: skip


def as_json(found: Evaluation, other: Evaluation | None) -> dict[str, Any]:
    """The evaluation as ``kb eval --json`` prints it."""
    groups = []
    for (kind, name), ids in found.groups().items():
        figures = [f.among(ids) for f in found.figures]
        entry: dict[str, Any] = {
            "kind": kind, "name": name, "topics": len(ids),
            "figures": {f.name: _figure_json(f) for f in figures if f.parts},
        }  # fmt: skip
        if other:
            entry["against"] = [_difference_json(d) for d in differences(found, other, ids)]
        groups.append(entry)
    topics = [
        {"id": r.topic.id, "rank": r.rank, "outcome": r.outcome and r.outcome.value}
        for r in found.results
    ]
    faults = found.faults
    return {
        "run": found.run.name,
        "against": other.run.name if other else None,
        "groups": groups,
        "topics": topics,
        "not_in_the_run": list(found.missing),
        "not_judged": list(faults.unjudged),
        "unknown_files": {file: list(ids) for file, ids in faults.files.items()},
        "quotes_not_found": [
            {"id": i, "file": g.file, "quote": g.quote} for i, g in faults.quotes
        ],
    }  # fmt: skip


def _print_table(
    console: Console, title: str, found: Evaluation, figures: Sequence[Figure]
) -> None:
    table = Table(title=Text(title), title_justify="left", box=None, padding=(0, 1))
    for heading in ("", "n", *(f.name for f in figures)):
        table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
    for (kind, name), ids in found.groups().items():
        among = [f.among(ids) for f in figures]
        if any(f.parts for f in among):
            count = max(len(f.parts) for f in among)
            label = displayable(name if kind in ("all", "language") else f"{kind} {name}")
            table.add_row(Text(label), str(count), *map(_cell, among))
    _print_whole(console, table)


def _print_whole(console: Console, table: Table) -> None:
    """Figures are never cut: where the terminal is narrower, it folds the lines."""
    wide = Measurement.get(console, console.options.update(max_width=_WIDEST), table).maximum
    Console(width=max(wide, console.width)).print(table)


def _cell(figure: Figure) -> str:
    between, value = interval(figure), figure.value
    if between is None or value is None:
        return "–"
    return f"{_share(value)} [{_share(between.low)}, {_share(between.high)}]"


def _share(value: float) -> str:
    """A figure from 0 to 1 with two places: .67, 1.0."""
    return f"{value:.2f}".removeprefix("0") if value < 0.995 else "1.0"


def _print_comparison(console: Console, found: Evaluation, other: Evaluation) -> None:
    title = f"{found.run.name} against {other.run.name}: paired randomisation test"
    table = Table(title=Text(title), title_justify="left", box=None, padding=(0, 1))
    for heading in ("", "figure", "topics", "this", "against", "change", "better", "worse", "p"):
        table.add_column(heading, no_wrap=True)
    for (kind, name), ids in found.groups().items():
        if kind in ("all", "language"):
            for d in differences(found, other, ids):
                table.add_row(
                    Text(displayable(name)), d.name, str(d.topics), _share(d.first),
                    _share(d.second), f"{d.change:+.3f}", str(d.better), str(d.worse), f"{d.p:.4f}",
                )  # fmt: skip
    _print_whole(console, table)


def _print_faults(console: Console, faults: Faults) -> None:
    if faults.files:
        console.print(Text(displayable(
            f"{counted(len(faults.files), 'file')} of the judgements not in the library: "
            f"{_some(list(faults.files))}"
        )))  # fmt: skip
    if faults.unjudged:
        console.print(Text(
            f"{counted(len(faults.unjudged), 'topic')} not judged, because none of their files is "
            f"in the library: {_some(faults.unjudged)}"
        ))  # fmt: skip
    for topic_id, gold in faults.quotes[:_NAMED]:
        console.print(Text(displayable(
            f"Quote not found: {topic_id}, {gold.file}: “{gold.quote[:100]}”"
        )))  # fmt: skip
    if len(faults.quotes) > _NAMED:
        console.print(f"{len(faults.quotes)} quotes were not found in all; --json names them.")


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return displayable(", ".join(names[:_NAMED]) + more)


def _is_miss(result: TopicResult) -> bool:
    topic = result.topic
    far = result.rank is None or result.rank > _GOOD_RANK
    wanted = Outcome.REFUSED if topic.answerable is False else Outcome.RIGHT
    return (topic.has_judgements and far) or (result.outcome not in (None, wanted))


def _line(result: TopicResult) -> str:
    topic = result.topic
    can = "" if topic.answerable is not False else " (cannot be answered)"
    answered = f", {result.outcome.value}" if result.outcome else ""
    rank = f"rank {result.rank or '–'}" if topic.has_judgements else "no gold"
    return f"{topic.id} {topic.type} {rank}{answered}{can}: {topic.text}"


def _print_answer(console: Console, row: RunRow | None) -> None:
    if row and row.answer:
        for said in (row.answer.reason, *(q.text for q in row.answer.quotations)):
            if said:
                console.print(Text(f"    {displayable(said)[:_LONGEST]}", style="dim"))


def _figure_json(figure: Figure) -> dict[str, Any]:
    between = interval(figure)
    return {
        "value": _rounded(figure.value),
        "low": between and _rounded(between.low),
        "high": between and _rounded(between.high),
        "topics": len(figure.parts),
    }


def _difference_json(difference: Difference) -> dict[str, Any]:
    return {
        "figure": difference.name,
        "topics": difference.topics,
        "this": _rounded(difference.first),
        "against": _rounded(difference.second),
        "change": _rounded(difference.change),
        "better": difference.better,
        "worse": difference.worse,
        "p": _rounded(difference.p),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
