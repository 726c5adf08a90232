"""``kb docs``, ``kb remove``, ``kb check``, ``kb rebuild`` and ``kb stats``."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli.output import FOUND_NOTHING, SOME_FAILED, opened, print_json
from ui.cli.query import JsonFlag


def docs(as_json: JsonFlag = False) -> None:
    """List the documents on record."""
    with opened() as library:
        summaries = library.documents()
    rows = [
        {
            "doc_id": d.doc_id,
            "title": d.metadata.title,
            "kind": d.metadata.kind.value,
            "date": d.metadata.date,
            "language": d.metadata.language,
            "pages": d.pages,
            "passages": d.passages,
            "sha256": d.sha256,
        }
        for d in summaries
    ]
    if as_json:
        print_json({"documents": rows})
    else:
        from ui.cli.render import print_documents

        print_documents(rows)
    if not rows:
        raise typer.Exit(FOUND_NOTHING)


def remove(
    doc: Annotated[str, typer.Argument(help="A document's id, as `kb docs` lists it.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Remove a document from the library. The file it came from is not touched."""
    with opened() as library:
        title = library.document(doc).metadata.title
        if not yes:
            typer.confirm(f"Remove “{title}” ({doc})?", abort=True)
        from ingest.vector_index import sync_vectors

        with library.writer():
            library.remove(doc)
            sync_vectors(library)
    typer.echo(f"removed {doc}; ingest its file to have it back")


def check(as_json: JsonFlag = False) -> None:
    """Compare the record with its indexes, and say what to do where they differ."""
    from ingest.vector_index import vector_index

    with opened() as library:
        with vector_index(library) as index:
            report = library.check(index)
        findings = [str(finding) for finding in report.findings]
    if as_json:
        print_json({"clean": not findings, "findings": findings})
    elif findings:
        typer.echo("\n".join([*findings, "run `kb rebuild` to make the indexes anew"]))
    else:
        typer.echo("clean: the record, its word index and its vector index agree")
    if findings:
        raise typer.Exit(SOME_FAILED)


def rebuild() -> None:
    """Make the word index and the vector index anew from the record.

    Vectors made by another encoder than the one in use are computed again.
    """
    from ingest.rebuild import rebuild_indexes
    from ui.cli.progress import watching

    with opened() as library, library.writer(), watching("rebuilding") as progress:
        done = rebuild_indexes(library, progress)
    typer.echo(f"rebuilt the indexes of {done.documents} documents, {done.passages} passages")


def stats(as_json: JsonFlag = False) -> None:
    """Count what is on record."""
    from kb.store.filters import Filter

    with opened() as library:
        summaries = library.documents()
        facets = library.facets(Filter())
        size = sum(f.stat().st_size for f in library.home.rglob("*") if f.is_file())
        found = {
            "documents": len(summaries),
            "passages": sum(d.passages for d in summaries),
            "pages": sum(d.pages for d in summaries),
            "encoder": library.encoder_key(),
            "bytes": size,
            "home": str(library.home),
            "kinds": dict(facets.kinds),
            "languages": dict(facets.languages),
            "publishers": dict(facets.publishers),
            "years": dict(facets.years),
        }
    if as_json:
        print_json(found)
    else:
        from ui.cli.render import print_stats

        print_stats(found)
