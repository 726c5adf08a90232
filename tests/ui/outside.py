"""Put first on a program's path as ``sitecustomize``: notes whom it connects to or looks up.

Everything but this machine goes, one line each, into the file that ``OUTSIDE`` names.
"""

from __future__ import annotations

import os
import sys

_HERE = ("127.", "localhost", "::1", "0.0.0.0", "::")


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = str(address[0]) if isinstance(address, tuple) else ""
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = str(arguments[0] or "")
    else:
        return
    if host and not host.startswith(_HERE):
        with open(os.environ["OUTSIDE"], "a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")


if "OUTSIDE" in os.environ:
    sys.addaudithook(_note)
