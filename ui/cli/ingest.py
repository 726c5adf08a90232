"""``kb ingest``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import SOME_FAILED, opened, print_json
from ui.cli.query import JsonFlag


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders; folders recursively.")],
    kind: Annotated[str | None, typer.Option(help="brief, statute, evaluation, report …")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    date: Annotated[str | None, typer.Option(help="2026, 2026-03 or 2026-03-17.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it can be read.")] = None,
    doc_id: Annotated[str | None, typer.Option(help="The id it is to have; one file only.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Files read at once.")] = None,
    ocr: Annotated[bool, typer.Option(help="Read scans with Tesseract (the extra `ocr`).")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Read documents into the library: PDF, USLM XML, statutory text, HTML, Markdown, DOCX, EPUB.

    What was ingested before and has not changed is skipped; what changed is replaced. A file
    NAME.meta.yaml beside NAME gives its metadata; the flags here go before it.

    Examples:

      kb ingest briefs/ statutes/

      kb ingest report.pdf --kind evaluation --publisher GAO --date 2023-09-12
    """
    from ingest.metadata.settle import Overrides
    from ingest.options import IngestOptions
    from ingest.pipeline import run
    from kb.errors import QueryError
    from ui.cli.progress import watching

    overrides = Overrides.of(
        kind=kind, title=title, date=date, publisher=publisher, url=url, doc_id=doc_id
    )
    missing = [str(p) for p in paths if not p.exists()]
    if missing:
        raise QueryError(f"expected files or folders, found nothing at {', '.join(missing)}")
    with opened(create=True) as library, watching("ingesting", quiet=as_json) as progress:
        options = IngestOptions(ocr=ocr)
        report = run(
            library, paths, overrides=overrides, options=options, jobs=jobs, progress=progress
        )
    if as_json:
        print_json(report.as_json())
    else:
        from ui.cli.render import print_ingested

        print_ingested(report)
    if report.failed:
        raise typer.Exit(SOME_FAILED)
