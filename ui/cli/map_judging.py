"""``kb map judge`` and ``kb map judgements``: judge links, exchange and compare judgements."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.map_options import map_maker
from ui.cli.output import FOUND_NOTHING, SOME_FAILED, print_json, write_atomically
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap
    from kb.evidence.reanchor import OrphanedJudgement


class Relations(StrEnum):
    """The relation of a passage to a recommendation."""

    supports = "supports"
    qualifies = "qualifies"
    challenges = "challenges"
    authorises = "authorises"
    background = "background"


class Decision(StrEnum):
    """What a judge decides about a link."""

    confirmed = "confirmed"
    rejected = "rejected"


def judge(
    link_id: Annotated[
        str, typer.Argument(metavar="LINK", help="A link's id, as `kb map show` lists it.")
    ],
    status: Annotated[Decision | None, typer.Option(help="Your decision.")] = None,
    relation: Annotated[
        Relations | None, typer.Option(help="How the passage relates to the recommendation.")
    ] = None,
    note: Annotated[str, typer.Option(help="Your reason.")] = "",
    judge_name: Annotated[str, typer.Option("--judge", help="Your name.")] = "",
    undo: Annotated[bool, typer.Option(help="Take back your judgement of this link.")] = False,
) -> None:
    """Confirm or reject a link, with its relation and your reason.

    Without --relation, the suggested relation is kept.

    The judgement is stored with the quote, its place and the document's hash, so that it survives
    when the document is ingested again.

    A second judgement by you replaces your first. Those of other people stay.

    Examples:

      kb map judge l-0123456789ab --status confirmed --relation supports --judge "A. Reader"

      kb map judge l-0123456789ab --status rejected --note "Another country." --judge "A. Reader"

      kb map judge l-0123456789ab --undo --judge "A. Reader"
    """
    from kb.errors import QueryError
    from kb.evidence.make_judgement import look_up, make_judgement
    from kb.evidence.model import LinkStatus, Relation

    with map_maker() as (library, maker):
        row, found = look_up(maker, link_id)
        if undo:
            name = " ".join(judge_name.split())
            taken = maker.store.withdraw((row.recommendation.rec_id, link_id, name))
            typer.echo(
                f"{'Took back the' if taken else 'There is no'} judgement of {link_id} by {name!r}."
            )
            raise typer.Exit(0 if taken else FOUND_NOTHING)
        if status is None:
            raise QueryError("Give your decision: --status confirmed or --status rejected.")
        judgement = make_judgement(
            row,
            found,
            library,
            judge=judge_name,
            status=LinkStatus(status.value),
            relation=Relation(relation.value) if relation else None,
            note=note,
        )
        maker.store.judge(judgement)
    typer.echo(
        f"{link_id}: {judgement.status.value}, {judgement.relation.value}, by {judgement.judge}"
    )


def judgements(
    into: Annotated[
        Path | None, typer.Option("--export", help="Write the judgements to this file.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--import", help="Read judgements from this file.")
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Export and import judgements as text; without options, show how far judges agree.

    The file has one line for each judgement in a stable order, so that it can be reviewed.

    When a line of an imported file is damaged, nothing of it is imported.

    Judgements of words that are not in the library are kept and listed; the exit code is then 3.

    Examples:

      kb map judgements

      kb map judgements --export my-judgements.tsv

      kb map judgements --import their-judgements.tsv
    """
    from kb.evidence.judgement_file import read, write

    with map_maker() as (_, maker):
        if source is None and into is None:
            _agreement(maker.make(maker.documents()), as_json=as_json)
            return
        counts: dict[str, int] = {}
        orphaned = 0
        if source is not None:
            imported = read(_text_of(source), source.name)
            taken = maker.store.import_judgements(maker.with_statements(imported))
            counts |= {"new": taken.new, "changed": taken.changed, "same": taken.same}
            keys = {j.key for j in imported}
            lost = [a for a in maker.make(maker.documents()).orphaned if a.judgement.key in keys]
            orphaned = counts["adrift"] = len(lost)
            _list_orphaned(lost)
        if into is not None:
            kept = maker.store.judgements()
            write_atomically(into, write(kept))
            counts["written"] = len(kept)
    if as_json:
        print_json(dict(counts))
    else:
        names = {"adrift": "not in the library"}
        typer.echo(", ".join(f"{n} {names.get(what, what)}" for what, n in counts.items()))
    if orphaned:
        raise typer.Exit(SOME_FAILED)


def _agreement(found: EvidenceMap, *, as_json: bool) -> None:
    if as_json:
        from kb.evidence.map_json import judging_json

        print_json(judging_json(found))
    else:
        from ui.cli.render_map import print_agreement

        print_agreement(found)


def _list_orphaned(orphaned: list[OrphanedJudgement]) -> None:
    from kb.text.display import displayable

    for a in orphaned:
        counts = f"no place: {a.judgement.rec_id}, {a.judgement.link_id}: {a.reason}"
        typer.echo(displayable(counts), err=True)


def _text_of(path: Path) -> str:
    from kb.errors import QueryError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read as UTF-8 text: {error}.") from error
