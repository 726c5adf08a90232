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
    DocArgument,
    GapOption,
    OldOption,
    StanceOption,
    StatusOption,
    map_maker,
    only_recommendation,
    requested_map,
)
from ui.cli.output import FOUND_NOTHING, print_json, write_atomically
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap
    from kb.store import Library

app = typer.Typer(
    no_args_is_help=True, help="Map recommendations to the evidence for and against them."
)


class Format(StrEnum):
    """The formats of an export."""

    csv = "csv"
    json = "json"
    graphml = "graphml"
    markdown = "markdown"
    html = "html"


class By(StrEnum):
    """What the columns of the matrix show."""

    relations = "relations"
    kinds = "kinds"
    documents = "documents"


@app.command()
def extract(
    doc: Annotated[
        str, typer.Argument(help="A document's id, as `kb docs` lists it.", metavar="DOC")
    ],
    section: Annotated[
        str | None, typer.Option(help="Only this section: its number, address or heading.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Find what a document recommends, opposes or commends; in a statute, what it orders.

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
    target: Annotated[
        str, typer.Argument(help="The id of a document or a recommendation.", metavar="DOC")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Find the evidence for each recommendation of a document in the whole library.

    The links are kept. They are searched again only when the library has changed.

    A link is a suggestion until a person judges it.

    Examples:

      kb map link gao-26-108754

      kb map link gao-26-108754.r-0123abcd --json
    """
    from kb.evidence.link_document import link_all
    from kb.search.engine import Searcher
    from ui.cli.progress import progress_bar

    with map_maker() as (library, maker):
        doc_id, rec_id = maker.target(target)
        with progress_bar("linking", quiet=as_json) as progress:
            link_all(maker, Searcher(library), doc_id, rec_id, progress)
        _show(only_recommendation(maker.make([doc_id]), rec_id), library, as_json=as_json)


@app.command()
def show(
    doc: DocArgument = None,
    area: AreaOption = "",
    actor: ActorOption = "",
    stance: StanceOption = "",
    gap: GapOption = "",
    status: StatusOption = "",
    older_than: OldOption = 5,
    by: Annotated[
        By | None, typer.Option("--by", help="Show a matrix of counts with these columns.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show each recommendation with its evidence, judged and suggested, and its gaps.

    Examples:

      kb map show

      kb map show gao-26-108754 --gap "no evaluation"

      kb map show --by kinds --area "arms trafficking"

      kb map show --gap "only old evidence" --older-than 10 --json
    """
    from kb.evidence.map_filter import MapFilter

    chosen = MapFilter(area, actor, stance, gap, status).validated()
    with map_maker(older_than) as (library, maker):
        found = chosen.apply(requested_map(maker, doc))
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
    doc: DocArgument = None,
    form: Annotated[Format, typer.Option("--format", help="The format of the file.")] = Format.html,
    out: Annotated[
        Path | None, typer.Option(help="The file to write. Without it, standard output.")
    ] = None,
    area: AreaOption = "",
    actor: ActorOption = "",
    stance: StanceOption = "",
    gap: GapOption = "",
    status: StatusOption = "",
    older_than: OldOption = 5,
) -> None:
    """Write the map as CSV, JSON, GraphML, a Markdown annex or one HTML file.

    A quotation that is no longer in the document is left out.

    Examples:

      kb map export --format html --out map.html

      kb map export gao-26-108754 --format markdown --out annex.md

      kb map export --format csv --gap "no evaluation" > gaps.csv
    """
    from kb.evidence.export import export as written
    from kb.evidence.map_filter import MapFilter

    chosen = MapFilter(area, actor, stance, gap, status).validated()
    with map_maker(older_than) as (library, maker):
        found = chosen.apply(requested_map(maker, doc))
        if not found.rows:
            typer.echo("There is no recommendation to write.", err=True)
            raise typer.Exit(FOUND_NOTHING)
        text = written(found, library, form.value)
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(out, text)
        typer.echo(f"Wrote {len(found.rows)} recommendations to {out.name}.")
