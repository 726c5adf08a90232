"""``kb map``: recommendations, their evidence, judgements, gaps and exports."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli import map_judging
from ui.cli.map_options import (
    ActorOption,
    AreaOption,
    Doc,
    GapOption,
    Old,
    StanceOption,
    StatusOption,
    map_maker,
    narrowed,
    wanted_map,
)
from ui.cli.output import FOUND_NOTHING, print_json, write_whole
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap
    from kb.store import Library

app = typer.Typer(no_args_is_help=True, help="Recommendations and the evidence for each.")


class Format(StrEnum):
    """The forms of an export."""

    csv = "csv"
    json = "json"
    graphml = "graphml"
    markdown = "markdown"
    html = "html"


class By(StrEnum):
    """What the columns of the matrix are."""

    relations = "relations"
    kinds = "kinds"
    documents = "documents"


@app.command()
def extract(
    doc: Annotated[str, typer.Argument(help="A document's id, as `kb docs` lists it.")],
    section: Annotated[
        str | None, typer.Option(help="Only of this section or heading, as for `kb show`.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """What a document recommends, opposes or commends; of a statute, what it orders, and by when.

    Examples:

      kb map extract gao-26-108754

      kb map extract pl-119-60 --section 8365 --json
    """
    from kb.evidence.map_json import recommendation_json

    with map_maker() as (library, maker):
        doc_id = maker.target(doc)[0]
        found = maker.recommendations(doc_id)
        if section is not None:
            from kb.store.excerpt import part_of

            spans = part_of(library.document(doc_id), section=section).spans
            found = tuple(
                r for r in found if any(r.span.start in range(s.start, s.end) for s in spans)
            )
        if as_json:
            shown = [recommendation_json(r, library) for r in found]
            print_json({"recommendations": shown})
        else:
            from ui.cli.render_map import print_recommendations

            print_recommendations(found, library)
    if not found:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def link(
    target: Annotated[str, typer.Argument(help="A document's id, or a recommendation's.")],
    as_json: JsonFlag = False,
) -> None:
    """Look through the whole library for the evidence on a document's recommendations.

    What was found is kept, and looked for again only when the library has changed.

    Everything it suggests stays a suggestion until somebody judges it.

    Examples:

      kb map link gao-26-108754

      kb map link gao-26-108754.r-0123abcd --json
    """
    from kb.evidence.link_document import link_all
    from kb.search.engine import Searcher
    from ui.cli.progress import watching

    with map_maker() as (library, maker):
        doc_id, rec_id = maker.target(target)
        with watching("linking", quiet=as_json) as progress:
            link_all(maker, Searcher(library), doc_id, rec_id, progress)
        _show(narrowed(maker.make([doc_id]), rec_id), library, as_json=as_json)


@app.command()
def show(
    doc: Doc = None,
    area: AreaOption = "",
    actor: ActorOption = "",
    stance: StanceOption = "",
    gap: GapOption = "",
    status: StatusOption = "",
    older_than: Old = 5,
    by: Annotated[
        By | None, typer.Option("--by", help="As a matrix of counts, with these columns.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """The map: each recommendation with its evidence, judged and suggested, and its gaps.

    Examples:

      kb map show

      kb map show gao-26-108754 --gap "no evaluation"

      kb map show --by kinds --area "arms trafficking"

      kb map show --gap "only old evidence" --older-than 10 --json
    """
    from kb.evidence.map_filter import Choice

    chosen = Choice(area, actor, stance, gap, status).checked()
    with map_maker(older_than) as (library, maker):
        found = chosen.of(wanted_map(maker, doc))
        _show(found, library, as_json=as_json, by=by)


def _show(found: EvidenceMap, library: Library, *, as_json: bool, by: By | None = None) -> None:
    from kb.evidence.matrix import View, matrix

    summaries = {s.doc_id: s for s in library.documents()}
    table = matrix(found, View(by.value), summaries) if by else None
    if as_json:
        from kb.evidence.map_json import map_json, matrix_json

        shown = map_json(found, library)
        print_json(shown | {"matrix": matrix_json(table)} if table else shown)
    elif table and found.rows:
        from ui.cli.render_map import print_matrix

        print_matrix(table)
    else:
        from ui.cli.render_map import print_map

        print_map(found)
    if not found.rows:
        raise typer.Exit(FOUND_NOTHING)


app.command()(map_judging.judge)
app.command()(map_judging.judgements)


@app.command()
def export(
    doc: Doc = None,
    form: Annotated[Format, typer.Option("--format", help="The form.")] = Format.html,
    out: Annotated[Path | None, typer.Option(help="The file to write; else stdout.")] = None,
    area: AreaOption = "",
    actor: ActorOption = "",
    stance: StanceOption = "",
    gap: GapOption = "",
    status: StatusOption = "",
    older_than: Old = 5,
) -> None:
    """Write the map as CSV, JSON, GraphML, a Markdown annex or one HTML file.

    A quotation that does not stand in the record at that moment is left out.

    Examples:

      kb map export --format html --out map.html

      kb map export gao-26-108754 --format markdown --out annex.md

      kb map export --format csv --gap "no evaluation" > gaps.csv
    """
    from kb.evidence.export import export as written
    from kb.evidence.map_filter import Choice

    chosen = Choice(area, actor, stance, gap, status).checked()
    with map_maker(older_than) as (library, maker):
        found = chosen.of(wanted_map(maker, doc))
        if not found.rows:
            typer.echo("No recommendation to write.", err=True)
            raise typer.Exit(FOUND_NOTHING)
        text = written(found, library, form.value)
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text)
        typer.echo(f"{len(found.rows)} recommendations written to {out.name}")
