"""``kb map``: recommendations, their evidence, judgements, gaps and exports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.query import JsonFlag
from ui.output import FOUND_NOTHING, SOME_FAILED, opened, print_json, write_whole

if TYPE_CHECKING:
    from kb.evidence.anchor import Adrift
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


class By(StrEnum):
    """What the columns of the matrix are."""

    relations = "relations"
    kinds = "kinds"
    documents = "documents"


AreaOption = Annotated[str, typer.Option("--area", help="Only of this policy area (words of it).")]
ActorOption = Annotated[str, typer.Option("--actor", help="Only with this actor (words of it).")]
StanceOption = Annotated[
    str, typer.Option("--stance", help="Only of this stance: recommends, opposes, commends.")
]
GapOption = Annotated[
    str,
    typer.Option(
        "--gap",
        help="Only with this gap: no independent evidence, no evaluation, only contrary evidence, "
        "only old evidence, no legal authority found (words of it).",
    ),
]
StatusOption = Annotated[
    str,
    typer.Option(
        "--status",
        help="Only with a link that is suggested, confirmed or rejected; or recommendations that "
        "are open, implemented or not implemented, where their issuer says so.",
    ),
]
Old = Annotated[
    int,
    typer.Option(
        "--older-than", min=1, metavar="YEARS", help="After how many years evidence is old."
    ),
]
Doc = Annotated[
    str | None,
    typer.Argument(help="A document's id, or a recommendation's; without one, all that is mapped."),
]


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
        found = maker.recommendations(maker.target(doc)[0])
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

    What was found is kept, and looked for again only when the library has changed.

    Everything it suggests stays a suggestion until somebody judges it.

    Examples:

      kb map link gao-26-108754

      kb map link gao-26-108754.r-0123abcd --json
    """
    from kb.evidence.linking import link_all
    from kb.search.engine import Searcher
    from ui.progress import watching

    with _maker() as (library, maker):
        doc_id, rec_id = maker.target(target)
        with watching("linking", quiet=as_json) as progress:
            link_all(maker, Searcher(library), doc_id, rec_id, progress)
        _show(_narrowed(maker.make([doc_id]), rec_id), library, as_json=as_json)


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
    from kb.evidence.choice import Choice

    chosen = Choice(area, actor, stance, gap, status).checked()
    with _maker(older_than) as (library, maker):
        found = chosen.of(_wanted(maker, doc))
        _show(found, library, as_json=as_json, by=by)


def _wanted(maker: MapMaker, name: str | None) -> EvidenceMap:
    """The map of what a name means: of everything, of a document, of one recommendation."""
    if not name:
        return maker.make(maker.documents())
    doc_id, rec_id = maker.target(name)
    return _narrowed(maker.make([doc_id]), rec_id)


def _narrowed(found: EvidenceMap, rec_id: str | None) -> EvidenceMap:
    """The map of one recommendation; all of it without an id. Raises ``QueryError``."""
    from difflib import get_close_matches

    from kb.errors import QueryError
    from kb.evidence.choice import Choice

    if rec_id is None:
        return found
    one = Choice(rec_id=rec_id).of(found)
    if not one.rows:
        near = get_close_matches(rec_id, [r.recommendation.rec_id for r in found.rows], 3, 0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else "`kb map extract` lists them"
        raise QueryError(f"expected the id of a recommendation, found {rec_id!r}; {hint}")
    return one


def _show(found: EvidenceMap, library: Library, *, as_json: bool, by: By | None = None) -> None:
    from kb.evidence.matrix import View, matrix

    summaries = {s.doc_id: s for s in library.documents()}
    table = matrix(found, View(by.value), summaries) if by else None
    if as_json:
        from kb.evidence.view import map_json, matrix_json

        shown = map_json(found, library)
        print_json(shown | {"matrix": matrix_json(table)} if table else shown)
    elif table and found.rows:
        from ui.render_map import print_matrix

        print_matrix(table)
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
    """Confirm or reject a link, with its relation and a reason.

    Without --relation the suggested one stands.

    The judgement is kept with quote, place and document hash, and outlives re-ingestion.

    Judging again replaces your earlier word; the words of others stay beside it.

    Examples:

      kb map judge l-0123456789ab --status confirmed --relation supports --judge "A. Reader"

      kb map judge l-0123456789ab --status rejected --note "Another country." --judge "A. Reader"

      kb map judge l-0123456789ab --undo --judge "A. Reader"
    """
    from kb.errors import QueryError
    from kb.evidence.judging import judged, look_up
    from kb.evidence.model import Relation, Status

    with _maker() as (library, maker):
        row, found = look_up(maker, link_id)
        if undo:
            name = " ".join(judge_name.split())
            taken = maker.store.unjudge((row.recommendation.rec_id, link_id, name))
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
    as_json: JsonFlag = False,
) -> None:
    """Exchange judgements as a plain text file, one line each; without options, how far judges
    agree, and the judgements that have no place.

    An import is refused whole when a line of the file is damaged.

    Judgements whose words are not in the library are kept and listed; the exit code is then 3.

    Examples:

      kb map judgements

      kb map judgements --export my-judgements.tsv

      kb map judgements --import their-judgements.tsv
    """
    from kb.evidence.exchange import read, write

    with _maker() as (_, maker):
        if source is None and into is None:
            _agreement(maker.make(maker.documents()), as_json=as_json)
            return
        told: dict[str, int] = {}
        adrift = 0
        if source is not None:
            said = read(_text_of(source), source.name)
            taken = maker.store.take_in(maker.with_words(said))
            told |= {"new": taken.new, "changed": taken.changed, "same": taken.same}
            keys = {j.key for j in said}
            lost = [a for a in maker.make(maker.documents()).adrift if a.judgement.key in keys]
            adrift = told["adrift"] = len(lost)
            _list_adrift(lost)
        if into is not None:
            kept = maker.store.judgements()
            write_whole(into, write(kept))
            told["written"] = len(kept)
    if as_json:
        print_json(dict(told))
    else:
        typer.echo(", ".join(f"{n} {what}" for what, n in told.items()))
    if adrift:
        raise typer.Exit(SOME_FAILED)


def _agreement(found: EvidenceMap, *, as_json: bool) -> None:
    if as_json:
        from kb.evidence.view import judging_json

        print_json(judging_json(found))
    else:
        from ui.render_map import print_agreement

        print_agreement(found)


def _list_adrift(adrift: list[Adrift]) -> None:
    from kb.plain import plain

    for a in adrift:
        told = f"no place: {a.judgement.rec_id}, {a.judgement.link_id}: {a.reason}"
        typer.echo(plain(told), err=True)


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
    from kb.evidence.choice import Choice
    from kb.evidence.export import export as written

    chosen = Choice(area, actor, stance, gap, status).checked()
    with _maker(older_than) as (library, maker):
        found = chosen.of(_wanted(maker, doc))
        if not found.rows:
            typer.echo("No recommendation to write.", err=True)
            raise typer.Exit(FOUND_NOTHING)
        text = written(found, library, form.value)
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text)
        typer.echo(f"{len(found.rows)} recommendations written to {out.name}")


def _text_of(path: Path) -> str:
    from kb.errors import QueryError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"expected a text file in UTF-8 at {path}, found: {error}") from error
