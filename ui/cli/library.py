"""``kb docs``, ``kb remove``, ``kb check``, ``kb rebuild`` and ``kb stats``."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli.output import FOUND_NOTHING, SOME_FAILED, home_library, print_json
from ui.cli.query import JsonFlag


def docs(as_json: JsonFlag = False) -> None:
    """List the documents in the library."""
    with home_library() as library:
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
    doc: Annotated[
        str, typer.Argument(help="A document's id, as `kb docs` lists it.", metavar="DOC")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove it without asking.")] = False,
) -> None:
    """Remove a document from the library. The file it came from is not touched."""
    with home_library() as library:
        title = library.document(doc).metadata.title
        if not yes:
            typer.confirm(f"Remove “{title}” ({doc})?", abort=True)
        from ingest.vector_index import sync_vectors

        with library.writer():
            library.remove(doc)
            sync_vectors(library)
    typer.echo(f"Removed {doc}. Ingest its file again to get it back.")


def check(as_json: JsonFlag = False) -> None:
    """Check that the library and its indexes agree."""
    from ingest.vector_index import vector_index

    with home_library() as library:
        with vector_index(library) as index:
            report = library.check(index)
        findings = [str(finding) for finding in report.findings]
    if as_json:
        print_json({"clean": not findings, "findings": findings})
    elif findings:
        typer.echo("\n".join([*findings, "Run `kb rebuild` to build the indexes again."]))
    else:
        typer.echo("The library, its word index and its vector index agree.")
    if findings:
        raise typer.Exit(SOME_FAILED)


def rebuild() -> None:
    """Build the word index and the vector index again from the library.

    Vectors of another encoder than the one in use are computed again.
    """
    from ingest.rebuild import rebuild_indexes
    from ui.cli.progress import progress_bar

    with home_library() as library, library.writer(), progress_bar("rebuilding") as progress:
        done = rebuild_indexes(library, progress)
    typer.echo(f"Rebuilt the indexes of {done.documents} documents, {done.passages} passages.")


def stats(as_json: JsonFlag = False) -> None:
    """Count what is in the library."""
    from kb.store import originals
    from kb.store.passage_filters import Filter

    with home_library() as library:
        summaries = library.documents()
        facets = library.facets(Filter())
        size = sum(f.stat().st_size for f in library.home.rglob("*") if f.is_file())
        kept, kept_bytes = originals.space_used(library)
        found = {
            "documents": len(summaries),
            "passages": sum(d.passages for d in summaries),
            "pages": sum(d.pages for d in summaries),
            "encoder": library.encoder_key(),
            "bytes": size,
            "originals": kept,
            "originals_bytes": kept_bytes,
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
