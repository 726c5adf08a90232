"""``kb map judge`` and ``kb map judgements``: what people say of links, exchanged and compared."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.map_options import map_maker
from ui.cli.output import FOUND_NOTHING, SOME_FAILED, print_json, write_whole
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.evidence.evidence_map import EvidenceMap
    from kb.evidence.reanchor import OrphanedJudgement


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
    from kb.evidence.judge import judged, look_up
    from kb.evidence.model import LinkStatus, Relation

    with map_maker() as (library, maker):
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
            status=LinkStatus(status.value),
            relation=Relation(relation.value) if relation else None,
            note=note,
        )
        maker.store.judge(said)
    typer.echo(f"{link_id}: {said.status.value}, {said.relation.value}, by {said.judge}")


def judgements(
    into: Annotated[Path | None, typer.Option("--export", help="Write them to this file.")] = None,
    source: Annotated[Path | None, typer.Option("--import", help="Read them from here.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Exchange judgements as a plain text file; tell how far judges agree.

    The file has one line a judgement, in stable order, fit for review in a pull request.

    Without options: how far each two judges agree, and the judgements that have no place.

    An import is refused whole when a line of the file is damaged.

    Judgements whose words are not in the library are kept and listed; the exit code is then 3.

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
        told: dict[str, int] = {}
        orphaned = 0
        if source is not None:
            said = read(_text_of(source), source.name)
            taken = maker.store.take_in(maker.with_words(said))
            told |= {"new": taken.new, "changed": taken.changed, "same": taken.same}
            keys = {j.key for j in said}
            lost = [a for a in maker.make(maker.documents()).orphaned if a.judgement.key in keys]
            orphaned = told["adrift"] = len(lost)
            _list_orphaned(lost)
        if into is not None:
            kept = maker.store.judgements()
            write_whole(into, write(kept))
            told["written"] = len(kept)
    if as_json:
        print_json(dict(told))
    else:
        typer.echo(", ".join(f"{n} {what}" for what, n in told.items()))
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
        told = f"no place: {a.judgement.rec_id}, {a.judgement.link_id}: {a.reason}"
        typer.echo(displayable(told), err=True)


def _text_of(path: Path) -> str:
    from kb.errors import QueryError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"expected a text file in UTF-8 at {path}, found: {error}") from error
