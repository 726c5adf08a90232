"""``kb ingest``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli.output import SOME_FAILED, home_library, print_json
from ui.cli.query import JsonFlag

if TYPE_CHECKING:
    from ingest.report import IngestReport


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Files, and folders with all that is in them.", metavar="PATH"),
    ],
    kind: Annotated[
        str | None, typer.Option(help="State the kind: brief, statute, evaluation, report …")
    ] = None,
    title: Annotated[str | None, typer.Option(help="State the title.")] = None,
    date: Annotated[
        str | None, typer.Option(help="State the date: 2026, 2026-03 or 2026-03-17.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="State the publisher.")] = None,
    url: Annotated[str | None, typer.Option(help="State the address where it can be read.")] = None,
    doc_id: Annotated[str | None, typer.Option(help="State the id. Only for one file.")] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="How many files are read at the same time.")
    ] = None,
    ocr: Annotated[
        bool,
        typer.Option(help="Recognise the text of scans with Tesseract (needs the extra `ocr`)."),
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose file is gone from its folder.")
    ] = False,
    keep_originals: Annotated[
        bool | None,
        typer.Option(
            "--keep-originals/--no-keep-originals",
            help="Keep the files' bytes in the library's folder (default: KB_KEEP_ORIGINALS).",
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Read documents into the library: PDF, USLM XML, statutory text, HTML, Markdown, DOCX, EPUB.

    Files that have not changed since the last time are skipped; changed files are replaced. A file
    NAME.meta.yaml beside NAME states its metadata; the options here win over it.

    Examples:

      kb ingest briefs/ statutes/

      kb ingest report.pdf --kind evaluation --publisher GAO --date 2023-09-12
    """
    from ingest.metadata.settle import Overrides
    from ingest.options import IngestOptions
    from ingest.pipeline import remove_missing, run
    from kb.errors import QueryError
    from kb.text.file_names import shown_name
    from ui.cli.progress import progress_bar

    overrides = Overrides.of(
        kind=kind, title=title, date=date, publisher=publisher, url=url, doc_id=doc_id
    )
    if doc_id is not None and (len(paths) > 1 or paths[0].is_dir()):
        raise QueryError("--doc-id states the id of one file. Leave it out, or name one file.")
    missing = [shown_name(p) for p in paths if not os.path.lexists(p)]
    if missing:
        raise QueryError(f"There is no file or folder {', '.join(missing)}.")
    with home_library(create=True) as library, progress_bar("ingesting", quiet=as_json) as progress:
        options = IngestOptions(ocr=ocr, keep_originals=keep_originals)
        report = run(
            library, paths, overrides=overrides, options=options, jobs=jobs, progress=progress,
            prune=prune,
        )  # fmt: skip
    if not as_json and _may_remove(report):
        with home_library() as library:
            report = remove_missing(library, report)
    if as_json:
        print_json(report.as_json())
    else:
        from ui.cli.render import print_ingested

        print_ingested(report)
    if report.failed:
        raise typer.Exit(SOME_FAILED)


def _may_remove(report: IngestReport) -> bool:
    """True when the person at the terminal says that documents without a file may be removed."""
    from kb.text.file_names import shown_name

    missing = report.with_status("missing")
    if not missing or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    for outcome in missing:
        typer.echo(f"{outcome.doc_id}: the file {shown_name(outcome.path)} is gone", err=True)
    question = f"Remove these {len(missing)} documents from the library?"
    return typer.confirm(question, default=False, err=True)
