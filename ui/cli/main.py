"""The command line ``kb``: parses, calls, prints; the work is done in ``ingest`` and ``kb``.

Exit codes: 0 done, 1 nothing found or refused, 2 wrong use, 3 some input failed.
Only what ``--help`` needs is imported here; each command imports its own machinery when called.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kb import __version__
from ui.cli import corpus, library, map, query, serve
from ui.cli.ingest import ingest

app = typer.Typer(
    name="kb",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Evidencia: a knowledge base for policy evidence. Documents go in; cited passages come "
    "out.\n\nStart with [bold]kb up[/bold] for the app, or [bold]kb ingest FOLDER[/bold] and "
    '[bold]kb search "arms trafficking"[/bold].',
    epilog="The library is in the folder that KB_HOME names, by default in your data folder. "
    "`kb --install-completion` completes commands and options in your shell.",
)

app.command()(ingest)
app.command()(query.search)
app.command()(query.ask)
app.command()(query.show)
app.command()(library.docs)
app.command()(library.remove)
app.command()(library.check)
app.command()(library.rebuild)
app.command()(library.stats)
app.command()(serve.up)
app.add_typer(map.app, name="map")
app.add_typer(corpus.app)
app.command()(corpus.history)
app.command()(corpus.define)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"evidencia {__version__}")
        raise typer.Exit()


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """The entry point: runs the command, turns our own errors into one line and exit code 2."""
    from kb.errors import EvidenciaError

    try:
        app()
    except EvidenciaError as error:
        sys.stderr.write(f"kb: {error}\n")
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        sys.stderr.write("kb: stopped; what was reported as done is kept\n")
        raise SystemExit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
