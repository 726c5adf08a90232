"""``kb eval``: measures search and answers on questions with judgements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import FOUND_NOTHING, home_library, print_json
from ui.cli.query import JsonFlag, Mode
from ui.counts import counted

if TYPE_CHECKING:
    from kb.evaluation.runs import Run
    from kb.evaluation.topics import Topic
    from kb.store import Library

_SPLITS_NEEDED = "--split needs --splits FILE: lines of a topic's id, a tab and its half."


def evaluation(
    topics: Annotated[
        list[Path],
        typer.Argument(
            help="Topics: JSON lines with gold quotes (.jsonl), a BEIR folder, or a TREC file.",
            metavar="TOPICS…",
        ),
    ],
    qrels: Annotated[
        Path | None, typer.Option(help="The judgements of TREC topics or of a BEIR folder.")
    ] = None,
    corpus_to: Annotated[
        Path | None,
        typer.Option(
            help="Write the corpus of a BEIR folder as files for `kb ingest`, and measure nothing."
        ),
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="Only the topics of this half, such as develop.")
    ] = None,
    splits: Annotated[
        Path | None, typer.Option(help="The file that says which topic is in which half.")
    ] = None,
    run: Annotated[
        Path | None, typer.Option(help="Score this saved run; nothing is searched.")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Save the run to this file.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="Compare with this saved run by a paired test.")
    ] = None,
    mode: Annotated[
        Mode, typer.Option(help="Search words and meaning (hybrid), words, or meaning.")
    ] = Mode.hybrid,
    depth: Annotated[int, typer.Option(min=1, max=200, help="How many hits to look at.")] = 20,
    no_answers: Annotated[
        bool, typer.Option("--no-answers", help="Search alone; answer nothing.")
    ] = False,
    misses: Annotated[
        bool,
        typer.Option(
            "--misses", help="List the topics without a right hit at rank 1 to 5 or a right answer."
        ),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Measure search and answers on questions whose right passages are known.

    Examples:

      kb eval questions.jsonl --save before.jsonl

      kb eval questions.jsonl --against before.jsonl --misses

      kb eval topics.txt --qrels qrels.txt
    """
    if corpus_to:
        _write_corpus(topics, corpus_to)
        return
    from kb.evaluation.evaluate import evaluate
    from kb.evaluation.runs import load
    from kb.evaluation.runs import save as save_run

    chosen = _topics(topics, qrels, split, splits)
    if not chosen:
        typer.echo("kb: There are no topics to measure.", err=True)
        raise typer.Exit(FOUND_NOTHING)
    with home_library() as library:
        made = load(run) if run else _made(library, chosen, mode, depth, not no_answers)
        if save:
            save_run(made, save)
        found = evaluate(chosen, made, library)
        other = evaluate(chosen, load(against), library) if against else None
    from ui.cli import render_evaluation

    if as_json:
        print_json(render_evaluation.as_json(found, other))
    else:
        render_evaluation.print_evaluation(found, other, misses=misses)


def _write_corpus(folders: list[Path], to: Path) -> None:
    from kb.evaluation.beir_folder import write_corpus

    count = sum(write_corpus(folder, to) for folder in folders)
    typer.echo(
        f"{counted(count, 'document')} written. Now run `kb ingest` on {to}, then `kb eval`."
    )


def _topics(
    paths: list[Path], qrels: Path | None, split: str | None, splits: Path | None
) -> tuple[Topic, ...]:
    from kb.errors import EvaluationError
    from kb.evaluation.topic_files import read_split, read_topics

    found = read_topics(paths, qrels)
    if not split:
        return found
    if not splits:
        raise EvaluationError(_SPLITS_NEEDED)
    halves = read_split(splits)
    if split not in halves.values():
        raise EvaluationError(
            f"{splits} has no half {split!r}. It has {', '.join(sorted(set(halves.values())))}."
        )
    return tuple(t for t in found if halves.get(t.id) == split)


def _made(
    library: Library, topics: tuple[Topic, ...], mode: Mode, depth: int, answers: bool
) -> Run:
    from kb.evaluation.make_run import make_run
    from kb.search.engine import Searcher

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            typer.echo(f"\r{done} of {total} topics{end}", err=True, nl=False)

    return make_run(
        topics, Searcher(library), mode=mode.value, depth=depth, answers=answers, progress=tell
    )
