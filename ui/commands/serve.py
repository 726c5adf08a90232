"""``kb up``: builds the library from ``corpus/`` when it is empty, then opens the app."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

APP = Path(__file__).resolve().parent.parent / "app.py"


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the app.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = True,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Show the library; change nothing.")
    ] = False,
) -> None:
    """Open the app in the browser, on this machine only.

    An empty library is first built from the digests the project carries.
    """
    from ui.first_run import build_when_empty

    if read_only:
        os.environ["KB_READ_ONLY"] = "1"
    build_when_empty()
    typer.echo(f"Evidencia is at http://127.0.0.1:{port} — stop it with Ctrl-C")
    sys.stdout.flush()
    if browser:
        opener = [sys.executable, "-m", "ui.open_browser", f"http://127.0.0.1:{port}"]
        quiet = subprocess.DEVNULL
        subprocess.Popen(opener, stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603
    if os.name == "posix":
        # The app takes this process's place, so that whoever stops `kb up` stops the app.
        os.execve(sys.executable, command(port), environment())  # noqa: S606
    raise typer.Exit(subprocess.call(command(port), env=environment()))  # noqa: S603


def command(port: int) -> list[str]:
    """The command that serves the app: loopback only, no telemetry."""
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        # Not headless, Streamlit asks for an e-mail address before it starts.
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "type",
        "client.showErrorLinks": "false",
        # A widget bound to the address is set back to its default on purpose.
        "global.disableWidgetStateDuplicationWarning": "true",
        **theme(),
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(APP), *flags]


def theme() -> dict[str, str]:
    """One accent and quiet surfaces, for light and dark; which of them, the browser says. The
    colours are those of ``ui/web/style.py``; the fonts are the system's own."""
    fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
    light = {
        "primaryColor": "#0b6560",
        "backgroundColor": "#fcfbf9",
        "secondaryBackgroundColor": "#f1efea",
        "textColor": "#1d2423",
        "linkColor": "#0b6560",
        "borderColor": "#d9d5cc",
    }
    dark = {
        "primaryColor": "#6cc9c0",
        "backgroundColor": "#14181a",
        "secondaryBackgroundColor": "#1f2527",
        "textColor": "#e4e9e7",
        "linkColor": "#6cc9c0",
        "borderColor": "#39423f",
    }
    return {
        "theme.font": fonts,
        "theme.headingFont": fonts,
        "theme.baseRadius": "small",
        "theme.baseFontSize": "16",
        **{f"theme.light.{name}": value for name, value in light.items()},
        **{f"theme.dark.{name}": value for name, value in dark.items()},
    }


def environment() -> dict[str, str]:
    """The app's environment: nothing it starts looks for a model hub."""
    return {**os.environ, "HF_HUB_OFFLINE": os.environ.get("HF_HUB_OFFLINE", "1")}
