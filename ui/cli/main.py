"""The command line ``kb``: parses, calls, prints; the work is done in ``ingest`` and ``kb``.

Exit codes: 0 done, 1 nothing found or refused, 2 wrong use, 3 some input failed.
Only what ``--help`` needs is imported here; each command imports its own machinery when called.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kb import __version__
from ui.cli import backup, corpus, evaluation, history, library, map, query, serve, standard_streams
from ui.cli.config import config
from ui.cli.ingest import ingest
from ui.cli.output import DONE, INTERRUPTED, WRONG_USE


class Commands(TyperGroup):
    """Runs a command. An error of ours, or of the system about a file, becomes one line on standard
    error and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        from kb.errors import EvidenciaError

        try:
            return super().invoke(ctx)
        except EvidenciaError as error:
            typer.echo(f"kb: {_shown(str(error))}", err=True)
            raise typer.Exit(WRONG_USE) from error
        except KeyboardInterrupt:
            typer.echo("kb: Stopped. What was reported as done is kept.", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            typer.echo(f"kb: {_shown(f'{name}{error.strerror or error}')}.", err=True)
            raise typer.Exit(WRONG_USE) from error


def _shown(message: str) -> str:
    """The message without anything that could steer the terminal: it may name a file."""
    from kb.text.file_names import shown_name

    return "\n".join(shown_name(line) for line in message.split("\n"))


app = typer.Typer(
    name="kb",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Evidencia: a knowledge base for policy evidence. Documents go in; cited passages come "
    "out.\n\nStart with [bold]kb up[/bold] for the app, or [bold]kb ingest FOLDER[/bold] and "
    '[bold]kb search "arms trafficking"[/bold].',
    epilog="The library is in the folder that KB_HOME names, by default in your data folder. "
    "`kb --install-completion` completes commands and options in your shell. "
    "Exit codes: 0 done, 1 nothing found or refused, 2 wrong use, 3 some input failed.",
)

app.command()(ingest)
app.command()(query.search)
app.command()(query.ask)
app.command()(query.show)
app.command("eval")(evaluation.evaluation)
app.command()(library.docs)
app.command()(library.remove)
app.command()(library.check)
app.command()(library.rebuild)
app.command()(backup.backup)
app.command()(backup.restore)
app.command()(library.stats)
app.command()(config)
app.command()(serve.up)
app.add_typer(map.app, name="map")
app.add_typer(corpus.app)
app.command()(history.history)
app.command()(history.define)


def _version(requested: bool) -> None:
    if requested:
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
    """The entry point of ``kb``."""
    standard_streams.prepare()
    code: Any = DONE
    for step in (app, standard_streams.finish):
        try:
            step()
        except SystemExit as end:
            code = code or end.code
    sys.exit(code)
