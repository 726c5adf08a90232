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
        for sentence in (*library.left_out, *library.outdated()):
            typer.echo(sentence, err=True)
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
    from kb.errors import DocumentDamaged

    with home_library() as library:
        try:
            title = library.document(doc).metadata.title
        except DocumentDamaged:
            title = "a damaged document"
        if not yes:
            typer.confirm(f"Remove “{title}” ({doc})?", abort=True)
        from ingest.vector_index import sync_vectors

        with library.writer():
            library.remove(doc)
            sync_vectors(library)
    typer.echo(f"Removed {doc}. Ingest its file again to get it back.")


def check(
    deep: Annotated[
        bool,
        typer.Option("--deep", help="Also read the original files again and compare them."),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """Check that the library is as it was written, and that its indexes agree with it.

    Every document, vector, collection and judgement has a checksum. What is damaged is named, with
    what to do about it.
    """
    from ingest.check import check as check_library
    from ui.cli.progress import progress_bar

    with home_library() as library, progress_bar("checking", quiet=as_json) as progress:
        report = check_library(library, deep=deep, progress=progress)
    findings = [str(finding) for finding in report.findings]
    if as_json:
        print_json(
            {
                "clean": report.clean,
                "findings": findings,
                "remedies": list(report.remedies),
                "notes": list(report.notes),
            }
        )
    else:
        clean = ["The library, its word index and its vector index agree."] * report.clean
        typer.echo("\n".join([*findings, *report.remedies, *clean, *report.notes]))
    if findings:
        raise typer.Exit(SOME_FAILED)


def rebuild(
    encoder: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encode with this model from now on: minilm, e5, or a sentence-transformers "
            "model. Default: KB_ENCODER, else the library's.",
        ),
    ] = None,
) -> None:
    """Build the word index and the vector index again from the library.

    Vectors of another encoder than the one in use are computed again. Interrupt it at any time:
    searches use the former vectors until all new ones are there, and the same command goes on
    where it stopped. Damaged documents are left out; `kb check` says how to get them back.
    """
    from ingest.encode_passages import default_encoder
    from ingest.rebuild import rebuild_indexes
    from ui.cli.progress import progress_bar

    with home_library() as library, library.writer(), progress_bar("rebuilding") as progress:
        model = default_encoder(library, progress, encoder)
        done = rebuild_indexes(library, progress, model)
    for note in done.notes:
        typer.echo(note)
    typer.echo(f"Rebuilt the indexes of {done.documents} documents, {done.passages} passages.")
    if encoder is not None:
        _say_when_searches_use_another(encoder, model.identity.key)
    if done.notes:
        raise typer.Exit(SOME_FAILED)


def _say_when_searches_use_another(name: str, key: str) -> None:
    from kb.encode.selection import built_in_of
    from kb.settings import current

    chosen = current().encoder
    if chosen != name and (chosen is not None or built_in_of(key) is None):
        typer.echo(f"Set KB_ENCODER={name} for searches and to add documents.")


def stats(as_json: JsonFlag = False) -> None:
    """Count what is in the library."""
    from kb.private_files import file_sizes
    from kb.store import originals
    from kb.store.passage_filters import Filter

    with home_library() as library:
        summaries = library.documents()
        facets = library.facets(Filter())
        size = sum(file_sizes(library.home))
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
