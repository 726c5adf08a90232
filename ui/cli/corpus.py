"""``kb corpus list`` and ``kb corpus fetch``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.cli.output import FOUND_NOTHING, SOME_FAILED, home_library, print_json
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from kb.corpus.schema import Entry


app = typer.Typer(
    name="corpus",
    no_args_is_help=True,
    help="List the documents of the field, and fetch them from their publishers.",
)


@app.command("list")
def list_(
    kind: Annotated[
        str | None, typer.Option(help="Only this kind: statute, evaluation, brief …")
    ] = None,
    topic: Annotated[
        str | None, typer.Option(help="Only with these words in the title, the topics or the note.")
    ] = None,
    missing: Annotated[
        bool, typer.Option(help="Only documents that are not in the library.")
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """List the catalogue: each document with its source and how it was verified.

    Example: kb corpus list --kind evaluation --missing
    """
    from kb.corpus.load import catalogue

    held = _held() if missing else set()
    chosen = [e for e in catalogue().values() if _matches(e, kind, topic) and e.id not in held]
    rows = [_row(e) for e in chosen]
    if as_json:
        print_json({"documents": rows})
    else:
        from ui.cli.render import print_catalogue

        print_catalogue(rows)
    if not rows:
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def fetch(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids, as `kb corpus list` shows them.", metavar="ID"),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Fetch the whole catalogue.")] = False,
    kind: Annotated[str | None, typer.Option(help="Fetch all documents of this kind.")] = None,
    ingest: Annotated[
        bool, typer.Option(help="Read the fetched documents into the library.")
    ] = True,
    as_json: JsonFlag = False,
) -> None:
    """Fetch documents from their publishers and read them into the library.

    Example: kb corpus fetch gao-21-322 pl-110-252
    """
    from ingest.fetch.fetch_documents import fetch_documents
    from kb.corpus.load import catalogue
    from kb.errors import QueryError
    from kb.settings import home
    from ui.cli.progress import progress_bar

    known = catalogue()
    wrong = [i for i in ids or [] if i not in known]
    if wrong:
        raise QueryError(f"The catalogue has no {', '.join(wrong)}. "
                         "`kb corpus list` shows the ids.")  # fmt: skip
    if not (ids or everything or kind):
        raise QueryError("Name documents by their ids, or use --all or --kind.")
    chosen = [e for e in known.values() if everything or e.id in (ids or ()) or e.kind == kind]
    with progress_bar("fetching", quiet=as_json) as progress:
        outcomes = fetch_documents(chosen, home() / "fetched", progress=progress)
    if ingest:
        from ingest.fetch.read_fetched import ingest_fetched

        with (
            home_library(create=True) as library,
            progress_bar("reading", quiet=as_json) as progress,
        ):
            ingest_fetched(library, home() / "fetched", progress)
    if as_json:
        print_json({"documents": [o.as_json() for o in outcomes]})
    else:
        from ui.cli.render import print_fetched

        print_fetched(outcomes)
    if any(o.status in ("failed", "blocked") for o in outcomes):
        raise typer.Exit(SOME_FAILED)


def _matches(entry: Entry, kind: str | None, topic: str | None) -> bool:
    from kb.text.stems import folded

    about = folded(" ".join((entry.title, *entry.topics, entry.note or "")))
    return (kind is None or entry.kind == kind) and folded(topic or "") in about


def _held() -> set[str]:
    """The ids of the catalogue's documents that are in the library."""
    from kb.corpus.catalogue_match import held_ids
    from kb.errors import LibraryError

    with suppress(LibraryError), home_library() as library:
        return held_ids(library.documents())
    return set()


def _row(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(mode="json", include={
        "id", "title", "publisher", "date", "number", "kind", "form", "language", "url", "topics",
        "downloads", "verification",
    })  # fmt: skip
