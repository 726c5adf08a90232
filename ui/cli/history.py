"""``kb history`` and ``kb define``: the timeline and the glossary, with passages."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli.output import FOUND_NOTHING, home_library, print_json
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.corpus.schema import Event

_WITH_PASSAGES = 20  # events; looking for the passages of all takes half a minute


class Government(StrEnum):
    """Whose acts the timeline shows."""

    US = "us"
    MEXICO = "mexico"
    BOTH = "both"
    NEITHER = "neither"


def history(
    first: Annotated[
        str | None, typer.Option("--from", help="From this date: 2007 or 2007-10-22.")
    ] = None,
    last: Annotated[str | None, typer.Option("--to", help="Up to this date, included.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only events with these words.")] = None,
    government: Annotated[
        Government | None,
        typer.Option(
            help="Only events in which this government acted; `both` for the two together."
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Show the timeline: each event with its sources and, for up to 20 events, passages about it.

    Example: kb history --from 2021 --topic bicentennial
    """
    from kb.history.timeline import events

    chosen = events(first, last, topic, government.value if government else None)
    passages = _passages_by_event(chosen) if len(chosen) <= _WITH_PASSAGES else {}
    if len(chosen) > _WITH_PASSAGES:
        typer.echo(
            f"Passages are shown for up to {_WITH_PASSAGES} events. Narrow the dates or the topic.",
            err=True,
        )
    found = [_with_sources(e.model_dump(mode="json"), passages.get(e.id, [])) for e in chosen]
    if as_json:
        print_json({"events": found})
    else:
        from ui.cli.render import print_events

        print_events(found)
    if not found:
        raise typer.Exit(FOUND_NOTHING)


def define(
    term: Annotated[
        str, typer.Argument(help="A term or acronym, in English or Spanish.", metavar="TERM")
    ],
    as_json: JsonFlag = False,
) -> None:
    """Define a term, with its names in English and Spanish and the passages that mention it.

    Example: kb define FTO
    """
    from kb.history.timeline import NoSuchTerm
    from kb.history.timeline import define as look_up

    found = look_up(term)
    if isinstance(found, NoSuchTerm):
        near = f" Did you mean {', '.join(found.near)}?" if found.near else ""
        if as_json:
            print_json({"term": None, "asked": term, "near": list(found.near)})
        else:
            typer.echo(f"The glossary has no term “{term}”.{near}")
        raise typer.Exit(FOUND_NOTHING)
    shown = _with_sources(found.model_dump(mode="json"), _passages_with(found.names))
    if as_json:
        print_json({"term": shown})
    else:
        from ui.cli.render import print_term

        print_term(shown)


def _with_sources(record: dict[str, Any], passages: list[dict[str, str]]) -> dict[str, Any]:
    """``record`` with the titles of its sources, and the passages about it."""
    from kb.corpus.load import catalogue

    sources = [{"id": i, "title": catalogue()[i].title} for i in record["sources"]]
    return {**record, "sources": sources, "passages": passages}


def _passages_by_event(events: Sequence[Event]) -> dict[str, list[dict[str, str]]]:
    """Passages about each event, by the event's id; none where there is no library."""
    from kb.errors import LibraryError

    found: dict[str, list[dict[str, str]]] = {}
    with suppress(LibraryError), home_library() as library:
        from kb.corpus.catalogue_match import recognise
        from kb.history.mentions import mentions
        from kb.search.engine import Searcher

        entries = [(recognise(d.metadata, d.doc_id), d.doc_id) for d in library.documents()]
        held = {entry.id: doc_id for entry, doc_id in entries if entry is not None}
        searcher = Searcher(library)
        for event in events:
            mentioned = mentions(event, searcher, {held[s] for s in event.sources if s in held})
            found[event.id] = [
                {"citation": h.citation, "kind": h.metadata.kind.value}
                for h in (*mentioned.sources, *mentioned.others)
            ]
    return found


def _passages_with(names: tuple[str, ...], most: int = 3) -> list[dict[str, str]]:
    """Passages that hold one of ``names`` word for word; none where there is no library."""
    from kb.errors import LibraryError

    found: dict[str, dict[str, str]] = {}
    with suppress(LibraryError), home_library() as library:
        from kb.search.hit_builder import build_hit
        from kb.search.hits import Why
        from kb.store import LexicalQuery

        for name in names:
            if len(name) < 3:
                continue
            ids = [i for i, _ in library.lexical(LexicalQuery(phrases=(name,)), limit=most)]
            for passage in library.passages_by_id(ids).values():
                hit = build_hit(library, passage, library.summaries()[passage.doc_id], 1.0, Why())
                if hit is not None:
                    kind = hit.metadata.kind.value
                    found[hit.passage_id] = {"citation": hit.citation, "kind": kind}
    return list(found.values())[:most]
