"""``kb up``: builds the library from ``corpus/`` when it is empty, then opens the app."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

APP = Path(__file__).resolve().parent.parent / "app.py"
LOOPBACK = ("localhost", "127.0.0.1")


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port of the app.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let readers change nothing.")
    ] = False,
    behind: Annotated[
        list[str] | None,
        typer.Option(help="Also answer to this host name, the name of a proxy on this machine."),
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
    served = command(port, read_only=read_only, behind=behind or ())
    if os.name == "posix":
        # The app takes this process's place, so that whoever stops `kb up` stops the app.
        os.execve(sys.executable, served, environment(read_only))  # noqa: S606
    raise typer.Exit(subprocess.call(served, env=environment(read_only)))  # noqa: S603


def command(port: int, *, read_only: bool = False, behind: Sequence[str] = ()) -> list[str]:
    """The command that serves the app: on the loopback address only, without telemetry. The app
    answers only to the names of this machine and of ``behind``, so that no other site can pose as
    it (DNS rebinding)."""
    from kb.settings import settings
    from ui.web.theme import theme

    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.maxUploadSize": 1 if read_only else settings().app.upload_mb,  # MB
        "server.enableAgentApi": "false",
        # Without it, Streamlit asks for an e-mail address before it starts.
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "type",
        "client.showErrorLinks": "false",
        # A widget bound to the address is set back to its default on purpose.
        "global.disableWidgetStateDuplicationWarning": "true",
        **theme().streamlit_options(),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += [f"--server.allowedHosts={name}" for name in (*LOOPBACK, *behind)]
    return [sys.executable, "-m", "ui.web.streamlit_patch", "run", str(APP), *flags]


def environment(read_only: bool) -> dict[str, str]:
    """The app's environment: no process of it asks a model hub."""
    from kb.settings import child_environment

    return child_environment(**({"KB_READ_ONLY": "1"} if read_only else {}))
