"""``kb map``: recommendations, their evidence, judgements, gaps and exports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.query import JsonFlag
from ui.output import FOUND_NOTHING, opened, print_json

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap, MapMaker
    from kb.library import Library

app = typer.Typer(no_args_is_help=True, help="Recommendations and the evidence for each.")


class Relations(StrEnum):
    """How a passage bears on a recommendation."""

    supports = "supports"
    qualifies = "qualifies"
    challenges = "challenges"
    authorises = "authorises"
    background = "background"


class Decision(StrEnum):
    """What a judge decides of a link."""

    confirmed = "confirmed"
    rejected = "rejected"


class Format(StrEnum):
    """The forms of an export."""

    csv = "csv"
    json = "json"
    graphml = "graphml"
    markdown = "markdown"
    html = "html"


Area = Annotated[str, typer.Option(help="Only of this policy area (a part of its name).")]
Actor = Annotated[str, typer.Option(help="Only with this actor.")]
StanceOption = Annotated[str, typer.Option(help="Only of this stance.")]
GapOption = Annotated[str, typer.Option(help="Only with this gap.")]
StatusOption = Annotated[str, typer.Option(help="Only with links of this status.")]
Old = Annotated[int, typer.Option(min=1, help="Years after which evidence counts as old.")]
Doc = Annotated[str | None, typer.Argument(help="A document's id; without one, all mapped.")]


@contextmanager
def _maker(old: int = 5) -> Iterator[tuple[Library, MapMaker]]:
    with opened() as library:
        from kb.evidence.evidence_map import MapMaker
        from kb.evidence.store import EvidenceStore

        yield library, MapMaker(EvidenceStore(library), old=old)


@app.command()
def extract(
    doc: Annotated[str, typer.Argument(help="A document's id, as `kb docs` lists it.")],
    as_json: JsonFlag = False,
) -> None:
    """What a document recommends, opposes or commends; of a statute, what it orders, and by when.

    Examples:

      kb map extract gao-26-108754

      kb map extract pl-119-60 --json
    """
    from kb.evidence.view import recommendation_json

    with _maker() as (library, maker):
        found = maker.recommendations(doc)
        if as_json:
            shown = [recommendation_json(r, library) for r in found]
            print_json({"recommendations": shown})
        else:
            from ui.render_map import print_recommendations

            print_recommendations(found, library)
    if not found:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def link(
    target: Annotated[str, typer.Argument(help="A document's id, or a recommendation's.")],
    as_json: JsonFlag = False,
) -> None:
    """Look through the whole library for the evidence on a document's recommendations.

    Examples:

      kb map link gao-26-108754
    """
    from kb.evidence.linking import link_all
    from kb.evidence.view import Choice
    from kb.search.engine import Searcher
    from ui.progress import watching

    with _maker() as (library, maker):
        doc_id, rec_id = maker.target(target)
        with watching("linking", quiet=as_json) as progress:
            link_all(maker, Searcher(library), doc_id, rec_id, progress)
        found = Choice(rec_id=rec_id or "").of(maker.make([doc_id]))
        _show(found, library, as_json=as_json)


@app.command()
def show(
    doc: Doc = None,
    area: Area = "",
    actor: Actor = "",
    stance: StanceOption = "",
    gap: GapOption = "",
    status: StatusOption = "",
    old: Old = 5,
    as_json: JsonFlag = False,
) -> None:
    """The map: each recommendation with its evidence, judged and suggested, and its gaps.

    Examples:

      kb map show

      kb map show gao-26-108754 --gap "no evaluation"
    """
    from kb.evidence.view import Choice

    chosen = Choice(area, actor, stance, gap, status)
    with _maker(old) as (library, maker):
        doc_ids = [maker.target(doc)[0]] if doc else maker.documents()
        found = chosen.of(maker.make(doc_ids))
        _show(found, library, as_json=as_json)


def _show(found: EvidenceMap, library: Library, *, as_json: bool) -> None:
    if as_json:
        from kb.evidence.view import map_json

        print_json(map_json(found, library))
    else:
        from ui.render_map import print_map

        print_map(found)
    if not found.rows:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def judge(
    link_id: Annotated[str, typer.Argument(metavar="LINK", help="A link's id.")],
    status: Annotated[Decision | None, typer.Option(help="What you decide.")] = None,
    relation: Annotated[Relations | None, typer.Option(help="How it bears.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    judge_name: Annotated[str, typer.Option("--judge", help="Your name.")] = "",
    undo: Annotated[bool, typer.Option(help="Take your judgement of it back.")] = False,
) -> None:
    """Confirm or reject a link, with its relation and a reason. It outlives re-ingestion.

    Examples:

      kb map judge l-0123456789ab --status confirmed --relation supports --judge "A. Reader"
    """
    from kb.errors import QueryError
    from kb.evidence.judging import find_link, judged
    from kb.evidence.model import Relation, Status

    with _maker() as (library, maker):
        row, found = find_link(maker.make(maker.documents()), link_id)
        if undo:
            taken = maker.store.unjudge((row.recommendation.rec_id, link_id, judge_name))
            told = "taken back" if taken else f"no judgement of it by {judge_name!r} on record"
            typer.echo(told)
            raise typer.Exit(0 if taken else FOUND_NOTHING)
        if status is None:
            raise QueryError("expected --status confirmed or rejected, found none")
        said = judged(
            row,
            found,
            library,
            judge=judge_name,
            status=Status(status.value),
            relation=Relation(relation.value) if relation else None,
            note=note,
        )
        maker.store.judge(said)
    typer.echo(f"{link_id}: {said.status.value}, {said.relation.value}, by {said.judge}")


@app.command()
def judgements(
    into: Annotated[Path | None, typer.Option("--export", help="Write them to this file.")] = None,
    source: Annotated[Path | None, typer.Option("--import", help="Read them from here.")] = None,
) -> None:
    """Exchange judgements as a plain text file, one line each; without options, how far judges
    agree.

    Examples:

      kb map judgements --export my-judgements.tsv
    """
    from kb.evidence.exchange import read, write

    with _maker() as (_, maker):
        if source is not None:
            said = read(_text_of(source), source.name)
            maker.store.judge(*said)
            typer.echo(f"{len(said)} judgements read from {source.name}")
        if into is not None:
            kept = maker.store.judgements()
            into.write_text(write(kept), encoding="utf-8")
            typer.echo(f"{len(kept)} judgements written to {into.name}")
        if source is None and into is None:
            from ui.render_map import print_agreement

            print_agreement(maker.make(maker.documents()))


@app.command()
def export(
    doc: Doc = None,
    form: Annotated[Format, typer.Option("--format", help="The form.")] = Format.html,
    out: Annotated[Path | None, typer.Option(help="The file to write; else stdout.")] = None,
    area: Area = "",
    actor: Actor = "",
    gap: GapOption = "",
    old: Old = 5,
) -> None:
    """Write the map as CSV, JSON, GraphML, a Markdown annex or one HTML file.

    Examples:

      kb map export --format html --out map.html
    """
    from kb.evidence.export import export as written
    from kb.evidence.view import Choice

    with _maker(old) as (library, maker):
        doc_ids = [maker.target(doc)[0]] if doc else maker.documents()
        found = Choice(area, actor, gap=gap).of(maker.make(doc_ids))
        text = written(found, library, form.value)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        typer.echo(f"{len(found.rows)} recommendations written to {out.name}")


def _text_of(path: Path) -> str:
    from kb.errors import QueryError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"expected a text file in UTF-8 at {path}, found: {error}") from error
