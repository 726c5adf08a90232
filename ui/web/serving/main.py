"""The process of the app: ``python -m ui.web.serving.main --port 8501``. ``kb up`` starts it.

Streamlit serves the pages, from its public ASGI class; our guard stands before it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from streamlit.starlette import App

from kb.settings import settings
from ui.read_only import read_only
from ui.web.alerts import script_failed
from ui.web.serving.addresses import Addresses
from ui.web.serving.guard import Guard
from ui.web.serving.upload_answers import keep_upload_answers
from ui.web.theme import theme

SCRIPT = Path(__file__).resolve().parents[2] / "app.py"


def app(addresses: Addresses) -> App:
    """The app behind its guard."""
    return App(
        SCRIPT, middleware=[Middleware(Guard, addresses=addresses)], on_script_error=script_failed
    )


def options(port: int) -> dict[str, Any]:
    """Streamlit's options: the loopback address alone, without telemetry, and nothing that another
    site may use."""
    return {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.maxUploadSize": 1 if read_only() else settings().app.upload_mb,  # MB
        # What a browser sends or is sent in one message, in MB: pages and fields, no files.
        "server.maxWidgetStateSize": 2,
        "server.maxMessageSize": 32,
        "server.enableAgentApi": False,
        # Without it, Streamlit asks for an e-mail address before it starts.
        "server.headless": True,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        # No page around the app may send it messages. By default Streamlit's cloud may.
        "client.allowedOrigins": [],
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        # A widget bound to the address is set back to its default on purpose.
        "global.disableWidgetStateDuplicationWarning": True,
        **theme().streamlit_options(),
    }


def serve(port: int, behind: Iterable[str] = ()) -> None:
    """Serve the app at ``port`` until it is stopped. Raises ``NoAddress``."""
    keep_upload_answers()
    # Streamlit puts the folder of the started script first on the path.
    sys.argv = [str(SCRIPT)]
    app(Addresses.of(port, behind)).run(config=options(port))


def main(arguments: Sequence[str]) -> None:
    """Read the arguments of the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m ui.web.serving.main", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--behind", action="append", default=[])
    given = parser.parse_args(arguments)
    serve(given.port, given.behind)


if __name__ == "__main__":
    main(sys.argv[1:])
