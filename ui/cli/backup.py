"""``kb backup`` and ``kb restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.cli.output import home_library


def backup(
    file: Annotated[
        Path, typer.Argument(help="The file to write, such as kb.zip.", metavar="FILE")
    ],
    originals: Annotated[
        bool,
        typer.Option(
            "--originals/--no-originals",
            help="Also put in the files that documents were read from, as the library keeps them.",
        ),
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write a backup of the library to one file, and verify it.

    Other processes may read and write the library meanwhile. `kb restore FILE` puts it back.

    Example:

      kb backup /media/disk/evidencia-2026-11-29.zip
    """
    from ingest.backup import write_backup
    from ui.cli.progress import progress_bar

    with home_library() as library, progress_bar("backup") as progress:
        made = write_backup(library, file, originals=originals, force=force, progress=progress)
    others = len(made.files) - 1
    beside = f" and {others} files they were read from" if others else ""
    size = file.stat().st_size / 1e6
    typer.echo(f"Wrote {file}: {made.documents} documents{beside}, {size:,.1f} MB, verified.")


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that `kb backup` wrote.", metavar="FILE")],
) -> None:
    """Put the library back from a backup.

    The backup is verified first. The present library is kept in a folder with the date beside it.
    Stop the app before you restore.
    """
    from ingest.restore import restore_backup
    from kb.settings import home
    from ui.cli.progress import progress_bar

    with progress_bar("restore") as progress:
        done = restore_backup(home(), file, progress)
    made = f", made {done.made}" if done.made else ""
    typer.echo(f"Restored {done.documents} documents from {file}{made}.")
    if done.files:
        typer.echo(f"Put back {done.files} files that documents were read from.")
    if done.aside is not None:
        typer.echo(f"The library that was there before is kept in {done.aside}.")
        typer.echo(f"To go back to it: kb restore {done.aside}")
