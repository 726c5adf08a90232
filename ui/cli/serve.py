"""``kb up``: builds the library from ``corpus/`` when it is empty, then opens the app."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Annotated

import typer


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the app.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let readers change nothing.")
    ] = False,
    behind: Annotated[
        list[str] | None,
        typer.Option(
            help="Also answer to this address, of a proxy on this machine: a host name, or an "
            "origin such as https://evidence.example.org:8443."
        ),
    ] = None,
) -> None:
    """Open the app in the browser, on this machine only.

    Where the library is empty, it is first built from the bundled digests.

    Examples:

      kb up

      kb up --read-only --behind evidence.example.org
    """
    from ui.cli.first_run import build_when_empty
    from ui.cli.output import home_library

    served = command(port, behind=behind or ())
    if read_only:
        with home_library():  # raises where there is none
            pass
    else:
        build_when_empty()
    typer.echo(f"Evidencia is at http://127.0.0.1:{port}. Press Ctrl-C to stop it.")
    sys.stdout.flush()
    if browser:
        opener = [sys.executable, "-m", "ui.cli.open_browser", f"http://127.0.0.1:{port}"]
        quiet = subprocess.DEVNULL
        subprocess.Popen(opener, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603
    if os.name == "posix":
        # The app takes this process's place, so that whoever stops `kb up` stops the app.
        os.execve(sys.executable, served, environment(read_only))  # noqa: S606
    raise typer.Exit(subprocess.call(served, env=environment(read_only)))  # noqa: S603


def command(port: int, *, behind: Sequence[str] = ()) -> list[str]:
    """The command that serves the app: on the loopback address only. The app answers only to the
    addresses of this machine at ``port`` and of ``behind``, so that no other site can pose as it
    (DNS rebinding) or use it. Raises ``NoAddress``."""
    from ui.web.serving.addresses import Addresses

    Addresses.of(port, behind)  # a wrong name is an error here, not in the new process
    names = [part for name in behind for part in ("--behind", name)]
    return [sys.executable, "-m", "ui.web.serving.main", "--port", str(port), *names]


def environment(read_only: bool) -> dict[str, str]:
    """The app's environment: no process of it asks a model hub."""
    from kb.settings import child_environment

    return child_environment(**({"KB_READ_ONLY": "1"} if read_only else {}))
